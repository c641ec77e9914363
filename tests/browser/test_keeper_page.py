"""The keepers' console in Chromium, with both sides as real processes: from the first key to a change of keys."""

import json
import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from demo.lighting import Need
from demo.mailbox import PersonalMailbox
from demo.play import Reply
from demo.waiting import wait_for
from tests.flows.boathouse import KEEPERS, Wave, address, reply
from tests.flows.conftest import running

from . import keeper
from .chromium import complaints, person, violations

FIRST, SECOND = (one.address for one in KEEPERS)
NOTE = "I have not slept for a week, and the nets do not wait."
TICKING = {address("Harbour", 1): "today", address("Harbour", 2): "week", address("Kitchen", 1): None}
OTHERS = [address("Harbour", number) for number in range(4, 12)]


@pytest.fixture(scope="module")
def sides(founded):
    """No keeper has come by yet."""
    with running(founded) as sides:
        yield sides


@pytest.fixture(scope="module")
def desktop(chrome):
    """The first keeper's own browser; axe may look into it."""
    with person(chrome, phone=False, bypass_csp=True) as context:
        yield context


@pytest.fixture(scope="module")
def console(sides, desktop):
    """The first keeper has made the key and is at work: page, second window, the kit's code."""
    page = desktop.new_page()
    heard = complaints(page)
    window = keeper.sign_in(page, sides, FIRST)
    code = keeper.make_key(page)
    keeper.at_work(page)
    return page, window, code, heard


@pytest.fixture(scope="module")
def mailboxes(sides, console):
    """Three candles of eleven people are in the queue; the mailboxes of those who lit them, by address."""
    wave = Wave(sides, timedelta(days=20))
    links = {to: wave.links[to] for to in [*TICKING, *OTHERS]}
    sent = sides.play.answer(links, _ticking)
    sides.play.clock.move_to(wave.opens + timedelta(days=2))
    wait_for(lambda: sides.rows("nameless", "candles_candle") == len(TICKING), what="the router")
    return {to: PersonalMailbox(sent[to].candle_key, documents=sides.play.documents) for to in TICKING}


def _ticking(to):
    need = Need(urgency=TICKING.get(to), kinds=("day",), note=NOTE if TICKING.get(to) else "")
    return Reply(reply(to).answers, lit=to in TICKING, need=need)


@pytest.fixture(scope="module")
def later(mailboxes, chrome):
    """The first keeper's browser on the day when the candles are there; signed in once, it stays so."""
    with person(chrome, phone=False, bypass_csp=True) as context:
        yield context


@pytest.fixture
def working(sides, later):
    """The first keeper, unlocked: page and second window."""
    page = later.new_page()
    window = keeper.sign_in(page, sides, FIRST)
    keeper.unlock(page)
    yield page, window
    page.close()


def tampered(page, path, change):
    """From now on the answer to this path is what `change` makes of it."""

    def answer(route):
        found = route.fetch()
        document = found.json()
        change(document)
        route.fulfill(response=found, body=json.dumps(document))

    page.route(path, answer)


def test_first_keeper_makes_the_key_and_is_at_work_once_it_is_published(console):
    page, _window, code, heard = console

    expect(page.get_by_text("Nobody is waiting")).to_be_visible()
    assert len(code.replace("-", "")) == 27
    assert violations(page) == []
    assert heard == []


def test_console_when_nobody_works_for_a_quarter_of_an_hour_locks_and_closes_the_window(sides, console, desktop):
    page = desktop.new_page()
    page.clock.install()
    window = keeper.sign_in(page, sides, FIRST)
    keeper.unlock(page)

    page.clock.fast_forward("15:01")

    expect(page.locator("main").get_by_text("Nobody worked here for 15 minutes")).to_be_visible()
    expect(page.locator(".keeper-list")).to_have_count(0)
    page.wait_for_timeout(500)
    assert window.is_closed()
    page.close()


def test_badge_that_another_page_hands_over_is_not_taken(sides, console, desktop):
    page = desktop.new_page()
    page.goto(f"{sides.installation.origins['nameless']}/keeper/")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Sign in").click()
    opened.value.goto("about:blank")
    nothing = {"wrapped": [], "colleagues": [], "record": None, "fingerprint": None, "alone": True, "rotate": False}
    badge = {
        "windbreak": "badge",
        "badge": "a.b.c",
        "lasts": 300,
        "rota": "hr",
        "number": "0" * 32,
        "name": {},
    } | nothing

    page.evaluate("(badge) => window.postMessage(badge, '*')", badge)
    page.wait_for_timeout(300)

    expect(page.get_by_role("heading", name="Sign in in the other window")).to_be_visible()
    page.close()


def test_passphrase_that_is_too_short_or_wrong_is_told_so_and_the_typing_stays(sides, console, desktop):
    page = desktop.new_page()
    keeper.sign_in(page, sides, FIRST)
    field = page.get_by_label("Your passphrase")

    field.fill("not these words at all")
    page.get_by_role("button", name="Open", exact=True).click()

    expect(page.get_by_text("This passphrase does not open it.")).to_be_visible(timeout=keeper.PATIENCE)
    expect(field).to_have_value("not these words at all")
    expect(field).to_be_focused()
    page.close()


def test_console_locks_when_the_second_window_is_closed(sides, console, desktop):
    page = desktop.new_page()
    window = keeper.sign_in(page, sides, FIRST)
    keeper.unlock(page)

    window.close()

    expect(page.locator("main").get_by_text("The other window was closed")).to_be_visible()
    expect(page.locator(".keeper-list")).to_have_count(0)
    assert violations(page) == []
    page.close()


def test_keeper_reads_writes_and_offers_and_the_employee_finds_it(working, mailboxes):
    page, _window = working
    mailbox = mailboxes[address("Harbour", 1)]

    expect(keeper.rows(page)).to_have_count(len(TICKING))
    pane = keeper.open_candle(page)
    expect(pane.locator(".note")).to_have_text(NOTE)
    keeper.hold(page)
    keeper.write(page, "Would a day be of help?")
    keeper.offer(page, "A day of rest", "Half a day of rest")
    found = mailbox.read()

    assert [(one.author, one.text) for one in found.letters] == [("keeper", "Would a day be of help?")]
    assert sorted(one.kind for one in found.offers) == ["day", "half-day"]
    assert (found.forged, found.state) == (0, "offered")
    assert violations(page) == []


def test_letter_that_was_begun_outlives_a_lock(working, sides):
    page, window = working
    keeper.open_candle(page, 1)
    keeper.hold(page)

    page.get_by_label("Your letter").fill("Half a sentence")
    page.wait_for_timeout(1000)
    window.close()
    expect(page.locator("main").get_by_text("The other window was closed")).to_be_visible()
    keeper.sign_in(page, sides, FIRST)
    keeper.unlock(page)
    keeper.open_candle(page, 1)

    expect(page.get_by_label("Your letter")).to_have_value("Half a sentence")
    page.get_by_label("Your letter").fill("")
    page.get_by_role("button", name="Give back").click()
    expect(page.get_by_role("button", name="Take this candle")).to_be_visible(timeout=keeper.PATIENCE)


def test_letter_taken_back_is_not_sent_and_its_text_stays(working, mailboxes):
    page, _window = working
    keeper.open_candle(page, 1)
    keeper.hold(page)

    page.get_by_label("Your letter").fill("Too soon said.")
    page.get_by_role("button", name="Send the letter").click()
    page.get_by_role("button", name="Take it back").click()
    page.wait_for_timeout(7000)

    expect(page.get_by_label("Your letter")).to_have_value("Too soon said.")
    assert mailboxes[address("Harbour", 2)].read().letters == ()
    page.get_by_role("button", name="Give back").click()
    expect(page.get_by_role("button", name="Take this candle")).to_be_visible(timeout=keeper.PATIENCE)


def test_what_is_forged_is_named_in_one_sentence_and_not_shown(working, mailboxes):
    page, _window = working
    mailboxes[address("Harbour", 1)].write("These words are mine.")

    def swap(candle):
        for letter in candle["letters"]:
            letter["signature"] = candle["letters"][0]["signature"][::-1].replace("=", "A")[:86] + "=="

    tampered(page, "**/candles/*/", swap)
    pane = keeper.open_candle(page)

    expect(pane.get_by_text("This letter was not written by the owner of the candle")).to_be_visible()
    expect(pane.get_by_text("This letter claims to be from you or a colleague and is not")).to_be_visible()
    expect(pane.get_by_text("These words are mine.")).to_have_count(0)
    page.unroute("**/candles/*/")
    tampered(page, "**/candles/*/", lambda candle: candle.update(mailbox="0" * 64))
    keeper.rows(page).nth(0).click()
    expect(pane.get_by_text("put there by somebody other than its owner")).to_be_visible(timeout=keeper.PATIENCE)
    expect(pane.locator(".note")).to_have_count(0)


def test_console_refuses_to_work_when_the_nameless_side_goes_by_another_key(working):
    page, _window = working

    tampered(page, "**/queue/", lambda queue: queue.update(signing="0" * 64))
    page.get_by_role("button", name="Refresh").click()

    expect(page.get_by_role("alert")).to_contain_text("this server says another, so this page refuses to work")
    expect(page.locator(".keeper-list")).to_have_count(0)


def test_note_that_speaks_of_danger_shows_what_to_do_and_begins_a_letter(working):
    page, _window = working
    keeper.open_candle(page)

    page.get_by_role("button", name="Danger to life?").click()
    expect(page.get_by_role("heading", name="When a note speaks of danger to life")).to_be_focused()
    assert violations(page) == []
    page.get_by_role("button", name="Put the contacts into a letter").click()

    expect(page.get_by_label("Your letter")).to_have_value(re.compile("Thank you for writing this"), timeout=30_000)


def test_key_is_handed_over_changed_and_every_candle_stays_readable(working, sides, mailboxes, chrome):
    first, _window = working
    with person(chrome, viewport={"width": 360, "height": 740}, bypass_csp=True) as context:
        second = context.new_page()
        second_window = keeper.sign_in(second, sides, SECOND)
        expect(second.get_by_text("There is no copy of the key for you yet")).to_be_visible()

        code = keeper.hand_over(first)
        second_window.reload()
        keeper.take_over(second, code, "eleven blue lanterns by the sea")
        expect(keeper.rows(second)).to_have_count(len(TICKING))
        assert violations(second) == []

        codes = keeper.change_keys(second, "nine green boats go out at dawn")
        keeper.open_candle(second)
        expect(second.locator(".letter .text").first).to_contain_text("Would a day be of help?")
        expect(second.locator(".letter .notice")).to_have_count(0)
        assert len(codes) == 1

    first.get_by_role("button", name="Refresh").click()
    expect(first.get_by_text("A colleague has changed the keys.")).to_be_visible(timeout=keeper.PATIENCE)
    first.get_by_label("The code from your colleague").fill(codes[0])
    first.get_by_role("button", name="Open", exact=True).click()
    keeper.own_words(first, keeper.WORDS)
    pane = keeper.open_candle(first)
    expect(pane.locator(".note")).to_have_text(NOTE)
    assert mailboxes[address("Harbour", 1)].read().forged == 0


def test_candle_when_closed_is_out_and_leaves_the_list(working, mailboxes):
    page, _window = working
    keeper.open_candle(page, 2)
    keeper.hold(page)

    keeper.close(page)

    expect(keeper.rows(page)).to_have_count(len(TICKING) - 1, timeout=keeper.PATIENCE)
    assert mailboxes[address("Kitchen", 1)].read().state == "out"
