"""A keeper at the console in Chromium: signs in in the second window, makes or opens the key, works the queue."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.flows.visits import go_in

PATIENCE = 30_000  # milliseconds; a machine that runs all tests at once is slow
WORDS = "seven grey herons on a pier"


def sign_in(page: Page, sides: Any, address: str) -> Page:
    """Open the console and sign in beside it; the second window."""
    page.goto(f"{sides.installation.origins['nameless']}/keeper/")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Sign in").click()
    window = opened.value
    window.wait_for_load_state()
    if not window.locator("#badge-window").count():
        go_in(window, sides, address)
    expect(window.locator("#badge-status")).to_contain_text("The console is open", timeout=PATIENCE)
    return window


def make_key(page: Page, words: str = WORDS) -> str:
    """Passphrase, kit, check; the kit's code. The console then waits for the key to be published."""
    choose_words(page, words)
    page.get_by_role("button", name="Next").click()
    code = kit(page)
    page.get_by_role("button", name="Check and store").click()
    return code


def kit(page: Page) -> str:
    """Write down the code that is shown and type back what is asked for; the code."""
    code = page.locator(".kit code").inner_text()
    page.get_by_role("button", name="I have it on paper").click()
    for entry in page.locator("form .field").all():
        number = int("".join(filter(str.isdigit, entry.locator("label").inner_text())))
        entry.locator("input").fill(code.split("-")[number - 1].lower())
    return code


def choose_words(page: Page, words: str = WORDS) -> None:
    """The same passphrase in both fields."""
    page.get_by_label("Passphrase", exact=True).fill(words)
    page.get_by_label("The same once more").fill(words)


def unlock(page: Page, words: str = WORDS) -> None:
    """Open the key by passphrase and wait for the list."""
    page.get_by_label("Your passphrase").fill(words)
    page.get_by_role("button", name="Open", exact=True).click()
    at_work(page)


def at_work(page: Page) -> None:
    """Wait for the list of candles."""
    expect(page.get_by_role("heading", name="Waiting for an answer")).to_be_visible(timeout=2 * PATIENCE)
    expect(page.locator(".keeper-list[aria-busy=false]")).to_be_visible(timeout=PATIENCE)


def rows(page: Page) -> Locator:
    """The candles of the list."""
    return page.locator(".candle-row")


def open_candle(page: Page, row: int = 0) -> Locator:
    """Open one of the list; its pane."""
    rows(page).nth(row).click()
    pane = page.locator(".keeper-open")
    expect(pane.get_by_role("heading", name="What they sent")).to_be_visible(timeout=PATIENCE)
    return pane


def hold(page: Page) -> None:
    """Take the candle that is open."""
    page.get_by_role("button", name="Take this candle").click()
    expect(page.get_by_role("button", name="Give back")).to_be_visible(timeout=PATIENCE)


def write(page: Page, text: str) -> None:
    """Send a letter and wait until it stands in the thread."""
    page.get_by_label("Your letter").fill(text)
    page.get_by_role("button", name="Send the letter").click()
    expect(page.locator(".letter.keeper", has_text=text.splitlines()[0])).to_be_visible(timeout=PATIENCE)


def offer(page: Page, *names: str) -> None:
    """Offer the breaks of these names."""
    for name in names:
        page.locator(".option", has=page.get_by_text(name, exact=True)).click()
    page.get_by_role("button", name=re.compile("Offer these")).click()
    expect(page.locator(".offers .badge", has_text="on offer")).to_have_count(len(names), timeout=PATIENCE)


def close(page: Page) -> None:
    """Close the candle that is open, after the question."""
    page.get_by_role("button", name="Close this candle").click()
    page.locator("dialog").get_by_role("button", name="Close it").click()
    expect(page.get_by_text("This candle is closed.")).to_be_visible(timeout=PATIENCE)


def hand_over(page: Page) -> str:
    """Make a code for the first colleague without a copy; the code. The list is open again then."""
    page.locator(".tabs").get_by_role("button", name="Keys").click()
    page.get_by_role("button", name="Hand the key over").click()
    code = codes(page)[0]
    page.locator(".tabs").get_by_role("button", name="Candles").click()
    return code


def codes(page: Page) -> list[str]:
    """The codes for colleagues that are shown once; then goes on."""
    expect(page.locator(".kit code").first).to_be_visible(timeout=PATIENCE)
    shown = page.locator(".kit code").all_inner_texts()
    page.get_by_role("button", name="I have passed it on").click()
    page.locator("dialog").get_by_role("button", name="Go on").click()
    return shown


def take_over(page: Page, code: str, words: str) -> None:
    """Come in by a colleague's code and choose words of one's own."""
    page.get_by_label("The code from your colleague").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Open", exact=True).click()
    own_words(page, words)


def own_words(page: Page, words: str) -> None:
    """After a code: the own passphrase."""
    expect(page.get_by_role("heading", name="Choose your own passphrase")).to_be_visible(timeout=PATIENCE)
    choose_words(page, words)
    page.get_by_role("button", name="Store it").click()
    at_work(page)


def change_keys(page: Page, words: str) -> list[str]:
    """New keys; the codes for colleagues, once all candles are sealed again."""
    page.locator(".tabs").get_by_role("button", name="Keys").click()
    page.get_by_role("button", name="Change the keys").click()
    page.locator("dialog").get_by_role("button", name="Change them").click()
    make_key(page, words)
    shown = codes(page)
    at_work(page)
    expect(page.get_by_text("sealed again to the current key")).to_be_visible(timeout=PATIENCE)
    return shown
