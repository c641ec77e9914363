"""The employee's minute in Chromium, at the size of a phone: from the mailed link to the Report, and what may fail."""

import re
from datetime import timedelta

import psycopg
import pytest
from playwright.sync_api import expect

from crypto.mailbox import read_key
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
        context.serials = serials_of(context)
        yield context


def serials_of(context):
    """The serials of all ballots that leave this browser: bytes 2 to 34 of each."""
    found = []

    def note(request):
        if request.url.endswith("/ballots/"):
            found.append(request.post_data_buffer[2:34].hex())

    context.on("request", note)
    return found


@pytest.fixture(scope="module")
def sent():
    """The serials of all who sent in Chromium, by address."""
    return {}


def fill_in(page, wave, to):
    employee.open(page, wave.links[to])
    employee.answer(page, reply(to).answers)


def is_open_elsewhere(page):
    expect(page.get_by_role("heading", name="This survey is open in another tab")).to_be_visible()


def test_answers_and_a_ticked_candle_are_sent_within_one_page(phone, wave, sent):
    page, to = phone.new_page(), HERE["whole"]
    heard = complaints(page)

    fill_in(page, wave, to)
    employee.tick(page, "today")
    employee.send(page)

    [sent[to]] = phone.serials
    key = employee.receipt(page)["candle_key"]
    assert read_key(key)
    assert page.evaluate("location.href + JSON.stringify(history.state)").count("#") == 0
    assert heard == []
    assert page.viewport_size == PHONE


def test_network_cut_before_send_and_restored(phone, wave, sent):
    page, to = phone.new_page(), HERE["cut"]
    fill_in(page, wave, to)
    page.wait_for_load_state("networkidle")
    phone.set_offline(True)

    employee.press_send(page)
    assert "sealed" in employee.trouble(page).lower()
    phone.set_offline(False)
    employee.closed(page)

    assert len(set(phone.serials)) == 1
    sent[to] = phone.serials[0]


def test_network_cut_before_send_and_the_page_closed_goes_out_at_the_next_visit(phone, wave, sent):
    to = address("Kitchen", 0)
    page = phone.new_page()
    fill_in(page, wave, to)
    page.wait_for_load_state("networkidle")
    phone.set_offline(True)
    employee.press_send(page)
    assert "sealed" in employee.trouble(page).lower()
    page.close()
    phone.set_offline(False)

    again = phone.new_page()
    again.goto(wave.links[to].partition("#")[0])
    employee.closed(again)

    [sent[to]] = phone.serials


@pytest.mark.parametrize("name, which", [("lost_first", 1), ("lost_second", 2)])
def test_lost_reply_of_passes_is_asked_again(phone, wave, sent, name, which):
    page, to, asked = phone.new_page(), HERE[name], []

    def lose(route):
        asked.append(route.request.post_data)
        answer = route.fetch()  # the door has signed
        if len(asked) == which:
            route.abort("connectionreset")  # and nobody hears of it
        else:
            route.fulfill(response=answer)

    phone.route(PASSES, lose)
    fill_in(page, wave, to)
    page.wait_for_load_state("networkidle")
    employee.press_send(page)
    if which == 2:  # the first reply is only asked for ahead, and asked for again by Send itself
        employee.trouble(page)
        page.get_by_role("button", name="Try again").click()
    employee.closed(page)

    [sent[to]] = phone.serials
    assert len(asked) == 3
    assert asked[which] == asked[which - 1]  # the very same bytes


def test_two_tabs_send_once(phone, wave, sent):
    to = HERE["tabs"]
    first, second = phone.new_page(), phone.new_page()
    fill_in(first, wave, to)

    second.goto(wave.links[to])
    is_open_elsewhere(second)
    second.get_by_role("button", name="Go on in this tab").click()
    expect(first.get_by_role("heading", name="This survey went on in another tab")).to_be_visible()
    employee.send(second)

    [sent[to]] = phone.serials


def test_device_that_refuses_storage_says_so_and_sends(phone, wave, sent):
    page, to = phone.new_page(), HERE["refused"]
    page.add_init_script(
        "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError') } })"
    )

    fill_in(page, wave, to)
    expect(page.get_by_text("This browser keeps nothing")).to_be_visible()
    employee.send(page)

    [sent[to]] = phone.serials


def test_second_device_is_refused_in_a_sentence(browser, phone, wave, sent):
    to = HERE["twice"]
    page = phone.new_page()
    fill_in(page, wave, to)
    employee.send(page)
    [sent[to]] = phone.serials

    with person(browser) as other:
        others = serials_of(other)
        again = other.new_page()
        fill_in(again, wave, to)
        employee.press_send(again)
        sentence = employee.trouble(again)

    assert sentence.startswith("This invitation was already used")
    assert others == []


def test_report_holds_every_ballot_of_these_and_the_flag_is_routed(wave, sent):
    assert len(sent) == len(HERE) + 1
    others = [to for to in COMING if to not in sent]
    wave.answer(others)
    wave.play.clock.move_to(wave.opens + LASTS + timedelta(hours=7))
    wave.play.report(wave.notice)

    counted = read(wave.play.counted(wave.notice), kind="counted")["serials"]
    assert set(sent.values()) <= set(counted)
    assert wave.report()["ballots"] == len(counted) == len(COMING)
    wave.play.clock.move_to(wave.opens + LASTS + timedelta(days=2))
    wait_for(lambda: wave.sides.rows("nameless", "candles_flag") == 0, what="the router")
    assert wave.play.candles() == 1 + sum(reply(to).lit for to in others)
    with psycopg.connect(wave.sides.installation.databases["nameless"]) as connection:
        urgencies = connection.execute("SELECT urgency FROM candles_candle").fetchall()
    assert ("today",) in urgencies
