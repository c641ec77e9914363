"""The standing candle page: lit with and without a pass, its key, the mailbox on any device, withdrawal."""

from contextlib import ExitStack

import psycopg
import pytest
from playwright.sync_api import expect

from crypto.mailbox import mailbox_of, read_key
from demo.waiting import wait_for
from tests.flows.boathouse import address

from . import standing
from .chromium import SMALL, complaints, person, violations

NOTE = "The night shifts since spring."
LETTER = "Thank you for writing. Would a whole day help most?"


@pytest.fixture(scope="module")
def people():
    """Addresses, each to be used once: everybody's passes are given out once a quarter."""
    return iter([address("Harbour", i) for i in range(16)])


@pytest.fixture
def stocked(owners):
    """A browser whose owner has collected: three spare passes, of which one went with an empty flag."""
    return owners()


@pytest.fixture(scope="module")
def owners(chrome, sides, people):
    """Makes such a browser of somebody new."""
    with ExitStack() as contexts:

        def made():
            context = contexts.enter_context(person(chrome, viewport=SMALL, has_touch=True))
            standing.collect(context, sides, next(people)).close()
            return context

        yield made


@pytest.fixture
def page(chrome):
    """A clean browser."""
    with person(chrome, viewport=SMALL, has_touch=True) as context:
        yield context.new_page()


def light_now(context, sides, note=""):
    """Light one candle, opened at once; its key."""
    page = standing.candle(context.new_page(), sides)
    standing.tick(page)
    page.get_by_label("A note, if you like").fill(note)
    page.get_by_text("At once", exact=True).click()
    key = standing.light(page)
    page.close()
    return key


def arrived(keeper, key):
    """The id of the candle with this key, once it stands in the queue; what waited beside it has arrived too."""
    mailbox = mailbox_of(read_key(key)).hex()

    def found():
        return next((one["id"] for one in keeper.queue()["candles"] if one["mailbox"] == mailbox), None)

    return wait_for(found, what="the candle in the queue", seconds=60)


@pytest.fixture(scope="module")
def lit(owners, sides):
    """A candle that has arrived: its key, its id, and a keeper who holds it and has written."""
    key = light_now(owners(), sides, NOTE)
    keeper = sides.keeper()
    candle = arrived(keeper, key)
    keeper.hold(candle)
    keeper.write(candle, LETTER)
    return key, candle, keeper


# --- lighting ---------------------------------------------------------------------------------------------------


def test_candle_when_only_ticked_is_lit_under_a_spare_pass_and_says_when_it_is_opened(stocked, sides):
    flags = sides.rows("nameless", "candles_flag")
    page = standing.candle(stocked.new_page(), sides)
    heard = complaints(page)

    standing.tick(page)
    expect(page.get_by_text("waits now.")).to_be_visible()
    key = standing.light(page)

    assert len(key.replace("-", "")) == 27
    assert sides.rows("nameless", "candles_flag") == flags + 1
    expect(page.get_by_role("heading", name="Your candle is lit")).to_be_focused()
    expect(page.get_by_text("unverified")).to_have_count(0)
    expect(page.get_by_text("Flags are opened on")).to_be_visible()
    expect(page.get_by_role("heading", name="If you need somebody now")).to_be_visible()
    expect(page.get_by_text("2 break passes lie on this device.")).to_be_visible()
    assert heard == []


def test_candle_without_a_pass_says_that_it_is_unverified_and_how_to_get_one(page, sides):
    standing.candle(page, sides)
    standing.tick(page)

    expect(page.get_by_text("marked as unverified")).to_be_visible()
    expect(page.get_by_role("link", name="Sign in and collect").first).to_have_attribute(
        "href", f"{sides.installation.origins['named']}/rest/"
    )
    expect(page.get_by_text("At once", exact=True)).to_have_count(0)
    standing.light(page)
    expect(page.get_by_text("It went without a pass")).to_be_visible()


def test_candle_when_the_note_is_too_long_says_so_and_loses_nothing(page, sides):
    standing.candle(page, sides)
    standing.tick(page)
    note = page.get_by_label("A note, if you like")

    note.fill("é" * 512)
    page.get_by_role("button", name="Light the candle").click()

    expect(page.get_by_text("12 characters too many. Please shorten it a little.")).to_be_visible()
    expect(note).to_be_focused()
    expect(note).to_have_value("é" * 512)


def test_candle_when_the_connection_is_lost_is_kept_and_sent_later_once(page, sides):
    standing.candle(page, sides)
    standing.tick(page)
    flags = sides.rows("nameless", "candles_flag")

    page.context.set_offline(True)
    page.get_by_role("button", name="Light the candle").click()
    expect(page.get_by_role("heading", name="Sealed, but not sent yet")).to_be_visible(timeout=standing.PATIENCE)
    page.context.set_offline(False)
    page.goto(f"{standing.nameless(sides)}/candle/")
    expect(page.locator(".tick")).to_have_count(0)
    page.get_by_role("button", name="Send it now").click()

    standing.lit(page)
    assert sides.rows("nameless", "candles_flag") == flags + 1


def test_candle_by_keyboard_alone_is_lit(page, sides):
    standing.candle(page, sides)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.tick') !== null"):
            break
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Light the candle")).to_be_visible(timeout=standing.PATIENCE)

    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent === 'Light the candle'"):
            break
    page.keyboard.press("Enter")

    standing.lit(page)


# --- the key ----------------------------------------------------------------------------------------------------


def test_candle_key_when_kept_by_choice_opens_the_candle_later_and_can_be_forgotten(page, sides):
    standing.candle(page, sides)
    standing.tick(page)
    standing.light(page)
    page.get_by_text("Keep it on this device").click()
    expect(page.locator("#said")).to_have_text("The key is kept on this device.")

    standing.candle(page, sides)
    page.get_by_role("button", name="Open the candle whose key I kept on").click()
    standing.at_mailbox(page, "No candle is open under this key")
    expect(page.get_by_text("it still waits to be opened together with others")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Forget everything on this device").click()
    page.get_by_role("button", name="Erase everything").click()

    expect(page.get_by_role("heading", name="This device has forgotten everything.")).to_be_focused()
    standing.candle(page, sides)
    expect(page.get_by_role("button", name="Open the candle whose key I kept on")).to_have_count(0)


def test_candle_key_on_the_screen_is_not_left_without_a_question(page, sides):
    standing.candle(page, sides)
    standing.tick(page)
    key = standing.light(page)

    page.get_by_role("button", name="Open my candle").click()
    page.get_by_role("button", name="Not yet").click()

    assert standing.lit(page) == key


@pytest.mark.parametrize("typed, said", [("", "Please type"), ("61NJ-G51J", "not a whole candle key")])
def test_candle_key_when_mistyped_is_told_beside_the_field(page, sides, typed, said):
    standing.open_with(page, sides, typed)

    expect(page.locator("#bad-key")).to_contain_text(said)
    expect(page.get_by_label("Your candle key")).to_be_focused()
    expect(page.get_by_label("Your candle key")).to_have_value(typed)


# --- the mailbox ------------------------------------------------------------------------------------------------


def test_mailbox_on_a_clean_device_shows_letters_and_takes_an_answer(lit, page, sides):
    key, candle, keeper = lit

    standing.open_with(page, sides, key.lower().replace("-", " "))
    standing.at_mailbox(page, "Somebody has taken up your candle")
    expect(page.locator(".thread .theirs")).to_contain_text(LETTER)
    standing.write(page, "A whole day, please.")

    assert [one.text for one in keeper.open(candle).letters][-1] == "A whole day, please."
    expect(page.get_by_label("Write to them")).to_have_value("")


def test_mailbox_when_a_letter_is_not_signed_by_the_keepers_hides_it_and_says_so(stocked, page, sides):
    key = light_now(stocked, sides)
    keeper = sides.keeper()
    candle = arrived(keeper, key)
    keeper.hold(candle)
    keeper.write(candle, "forged words")
    with psycopg.connect(sides.installation.databases["nameless"], autocommit=True) as connection:
        connection.execute("UPDATE candles_letter SET signature = %s WHERE candle_id = %s", [b"\x00" * 64, candle])

    standing.open_with(page, sides, key)

    expect(page.get_by_text("was not signed by the people who read your candle")).to_be_visible(
        timeout=standing.PATIENCE
    )
    expect(page.get_by_text("forged words")).to_have_count(0)


def test_mailbox_when_breaks_are_offered_gives_one_and_its_pass_to_any_device(lit, chrome, page, sides):
    key, candle, keeper = lit
    keeper.offer(candle, ["day", "half-day"])
    standing.open_with(page, sides, key)
    standing.at_mailbox(page, "A break is offered to you")

    page.locator(".breaks li", has_text="Half a day").get_by_role("button", name="Take it").click()
    page.get_by_role("button", name="Not yet").click()
    standing.at_mailbox(page, "A break is offered to you")
    standing.take(page, "Half a day")

    expect(page.get_by_role("button", name="Take it")).to_have_count(0)
    standing.rest(page, sides)
    expect(page.locator("section.pass")).to_have_count(1)
    expect(page.locator("section.pass")).to_contain_text("Half a day of rest")
    with person(chrome, viewport=SMALL) as other:
        second = other.new_page()
        standing.open_with(second, sides, key)
        second.get_by_role("button", name="Put it on this device").click(timeout=standing.PATIENCE)
        expect(second.get_by_role("link", name="See my break passes")).to_be_visible()
        standing.rest(second, sides)
        links = [one.get_by_role("link", name="Take it to the desk") for one in (page, second)]
        assert links[0].get_attribute("href") == links[1].get_attribute("href")


def test_mailbox_when_withdrawn_after_the_question_is_emptied_and_says_so(chrome, sides, people):
    with person(chrome, viewport=SMALL) as context:
        page = standing.collect(context, sides, next(people))
        key = light_now(context, sides, NOTE)
        keeper = sides.keeper()
        candle = arrived(keeper, key)
        keeper.hold(candle)
        keeper.write(candle, LETTER)
        standing.open_with(page, sides, key)
        standing.at_mailbox(page, "Somebody has taken up your candle")
        letters = sides.rows("nameless", "candles_letter")

        page.get_by_role("button", name="Withdraw the candle").click()
        page.get_by_role("button", name="Withdraw it").click()

        standing.at_mailbox(page, "This candle is withdrawn")
        expect(page.get_by_text(LETTER)).to_have_count(0)
        expect(page.get_by_label("Write to them")).to_have_count(0)
        assert sides.rows("nameless", "candles_letter") == letters - 1


# --- how it looks, to everybody -----------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_candle_page_has_no_barrier_and_fits_320_pixels(chrome, sides, lit, scheme, language):
    key, _candle, _keeper = lit
    with person(chrome, viewport=SMALL, color_scheme=scheme, bypass_csp=True) as context:
        page = standing.candle(context.new_page(), sides)
        page.select_option("#language", language)
        page.locator(".tick").click()
        expect(page.locator(".send .button")).to_be_visible(timeout=standing.PATIENCE)
        first = violations(page)
        page.locator("#candle-key").fill(key)
        page.locator("form button").click()
        expect(page.locator(".thread")).to_be_visible(timeout=standing.PATIENCE)

        assert (first, violations(page)) == ([], [])
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
        assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")


def test_candle_page_when_left_quickly_leaves_nothing_on_the_screen_or_behind_it(page, sides):
    standing.candle(page, sides)
    standing.tick(page)
    page.get_by_label("A note, if you like").fill(NOTE)

    page.get_by_role("button", name="Leave quickly").click()
    page.wait_for_url("about:blank")

    assert NOTE not in page.content()


def test_reminder_is_offered_and_is_a_file(page, sides):
    standing.candle(page, sides)

    with page.expect_download() as download:
        page.get_by_role("link", name="Get the calendar file").click()

    assert download.value.suggested_filename == "reminder.ics"
