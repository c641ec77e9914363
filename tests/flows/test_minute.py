"""The employee's minute in Chromium, at the size of a phone: from the mailed link to the Report, and what may fail."""

import re
from datetime import timedelta

import pytest

from crypto.notice import read
from demo.waiting import wait_for
from tests.browser import employee
from tests.browser.chromium import PHONE, chromium, complaints, person

from .boathouse import COMING, LASTS, Wave, address, reply

HERE = {
    name: address("Harbour", number)
    for number, name in enumerate(["whole", "cut", "lost_first", "lost_second", "tabs", "refused", "twice"])
}
PASSES = re.compile(r"/passes/$")


@pytest.fixture(scope="module")
def wave(sides):
    """Open at this moment, by the clock of both sides and of the browser."""
    return Wave(sides, timedelta(days=1))


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


@pytest.fixture
def phone(browser):
    with person(browser) as context:
        yield context


@pytest.fixture(scope="module")
def sent():
    """The receipts of all who sent in Chromium, by address."""
    return {}


def fill_in(page, wave, to):
    employee.open(page, wave.links[to])
    employee.answer(page, reply(to).answers)


def test_answers_and_a_ticked_candle_are_sent_within_one_page(phone, wave, sent):
    page, to = phone.new_page(), HERE["whole"]
    heard = complaints(page)

    fill_in(page, wave, to)
    employee.tick(page, "today")
    employee.send(page)

    sent[to] = employee.receipt(page)
    assert (sent[to]["lit"], sent[to]["labelled"]) == (True, True)
    assert re.fullmatch(r"([0-9A-Z*~$=]{4}-){6}[0-9A-Z*~$=]{3}", sent[to]["candle_key"])
    assert "#" not in page.url
    assert heard == []
    assert page.viewport_size == PHONE


def test_network_cut_before_send_and_restored(phone, wave, sent):
    page, to = phone.new_page(), HERE["cut"]
    fill_in(page, wave, to)
    page.wait_for_load_state("networkidle")
    phone.set_offline(True)

    employee.press_send(page)
    employee.wait_for_trouble(page, "offline")
    phone.set_offline(False)
    sent[to] = employee.receipt(page)

    assert sent[to]["labelled"]


def test_network_cut_before_send_and_the_page_closed_goes_out_at_the_next_visit(phone, wave, sent):
    to = address("Kitchen", 0)
    page = phone.new_page()
    fill_in(page, wave, to)
    page.wait_for_load_state("networkidle")
    phone.set_offline(True)
    employee.press_send(page)
    employee.wait_for_trouble(page, "offline")
    page.close()
    phone.set_offline(False)

    again = phone.new_page()
    again.goto(wave.links[to].partition("#")[0])
    sent[to] = employee.receipt(again)

    assert not sent[to]["lit"]


@pytest.mark.parametrize("name, which", [("lost_first", 1), ("lost_second", 2)])
def test_lost_reply_of_passes_is_asked_again(phone, wave, sent, name, which):
    page, to, asked = phone.new_page(), HERE[name], []

    def lose(route):
        asked.append(route.request.post_data)
        answer = route.fetch()  # the door has signed, and nobody hears of it
        if len(asked) == which:
            route.abort("connectionreset")
        else:
            route.fulfill(response=answer)

    phone.route(PASSES, lose)
    fill_in(page, wave, to)
    sent[to] = employee.send_whatever_happens(page)

    assert sent[to]["labelled"]
    assert len(asked) > len(set(asked))  # the very same bytes were asked for again


def test_two_tabs_send_once(phone, wave, sent):
    to = HERE["tabs"]
    first, second = phone.new_page(), phone.new_page()
    fill_in(first, wave, to)

    employee.open(second, wave.links[to], wait=False)
    employee.wait_for_second_tab(second)
    employee.send(first)
    sent[to] = employee.receipt(first)

    assert sent[to]["labelled"]


def test_device_that_refuses_storage_says_so_and_sends(phone, wave, sent):
    page, to = phone.new_page(), HERE["refused"]
    page.add_init_script(
        "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError') } })"
    )

    fill_in(page, wave, to)
    assert employee.says_that_nothing_is_kept(page)
    employee.send(page)

    sent[to] = employee.receipt(page)
    assert sent[to]["kept"] is False


def test_second_device_is_refused_in_a_sentence(browser, phone, wave, sent):
    to = HERE["twice"]
    page = phone.new_page()
    fill_in(page, wave, to)
    employee.send(page)
    sent[to] = employee.receipt(page)

    with person(browser) as other:
        again = other.new_page()
        fill_in(again, wave, to)
        employee.press_send(again)
        sentence = employee.wait_for_trouble(again, "used-elsewhere")

    assert "another" in sentence


def test_report_holds_every_ballot_of_these_and_the_flag_is_routed(wave, sent):
    others = [to for to in COMING if to not in sent]
    wave.answer(others)
    wave.play.clock.move_to(wave.opens + LASTS + timedelta(hours=7))
    wave.play.report(wave.notice)

    counted = read(wave.play.counted(wave.notice), kind="counted")["serials"]
    assert {receipt["serial"] for receipt in sent.values()} <= set(counted)
    assert wave.report()["ballots"] == len(counted) == len(COMING)
    wave.play.clock.move_to(wave.opens + LASTS + timedelta(days=2))
    wait_for(lambda: wave.sides.rows("nameless", "candles_flag") == 0, what="the router")
    lit = {to for to in others if reply(to).lit} | {to for to, receipt in sent.items() if receipt["lit"]}
    assert wave.play.candles() == len(lit)
