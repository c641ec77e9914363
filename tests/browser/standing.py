"""An employee at the standing pages of the nameless origin: collects passes, lights a candle, opens it with its key."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.flows.visits import sign_in

PATIENCE = 30_000  # milliseconds; a machine that runs all tests at once is slow


def nameless(sides) -> str:
    return sides.installation.origins["nameless"]


def collect(context: BrowserContext, sides, address: str) -> Page:
    """Sign in on the named side, collect, and wait for the passes on the page that opens, and for its empty flag."""
    named = context.new_page()
    sign_in(named, sides, address)
    named.goto(f"{sides.installation.origins['named']}/rest/")
    with context.expect_event("response", lambda answer: answer.url == f"{nameless(sides)}/flags/", timeout=PATIENCE):
        with context.expect_page() as opened:
            named.get_by_role("button", name="Collect my passes").click()
        page = opened.value
        expect(page.get_by_role("heading", name="Your break passes")).to_be_visible(timeout=PATIENCE)
    named.close()
    return page


def candle(page: Page, sides) -> Page:
    """Open the candle page and wait until the tick can be pressed."""
    page.goto(f"{nameless(sides)}/candle/")
    expect(page.locator(".tick")).to_be_visible(timeout=PATIENCE)
    return page


def rest(page: Page, sides) -> Page:
    """Open the page of break passes."""
    page.goto(f"{nameless(sides)}/rest/")
    expect(page.get_by_role("heading", name="Your break passes")).to_be_visible(timeout=PATIENCE)
    return page


def tick(page: Page) -> None:
    """Tick, and wait for the lists that follow it."""
    page.locator(".tick").click()
    expect(page.get_by_role("button", name="Light the candle")).to_be_visible(timeout=PATIENCE)


def light(page: Page) -> str:
    """Light what is filled in; the candle key that is shown."""
    page.get_by_role("button", name="Light the candle").click()
    return lit(page)


def lit(page: Page) -> str:
    """Wait for the key; it is returned."""
    key = page.locator(".key .groups code")
    expect(key).to_be_visible(timeout=PATIENCE)
    return key.inner_text()


def open_with(page: Page, sides, key: str) -> None:
    """Type a candle key on the candle page, whatever it leads to."""
    candle(page, sides)
    page.get_by_label("Your candle key").fill(key)
    page.get_by_role("button", name="Open", exact=True).click()


def at_mailbox(page: Page, heading: str) -> None:
    """Wait until the open candle stands so."""
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible(timeout=PATIENCE)


def look_again(page: Page, heading: str) -> None:
    """Press "Look again" until the candle stands so."""
    page.get_by_role("button", name="Look again").click()
    at_mailbox(page, heading)


def write(page: Page, text: str) -> None:
    """Send a letter and wait until it stands in the thread."""
    page.get_by_label("Write to them").fill(text)
    page.get_by_role("button", name="Send the letter").click()
    expect(page.locator(".thread .yours", has_text=text)).to_be_visible(timeout=PATIENCE)


def take(page: Page, name: str) -> None:
    """Take the break of this name, after the question."""
    page.locator(".breaks li", has_text=name).get_by_role("button", name="Take it").click()
    page.locator("dialog").get_by_role("button", name="Take it").click()
    at_mailbox(page, "You have taken a break")
