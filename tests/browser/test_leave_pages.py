"""Redeeming, the leave book and who is away in Chromium: one way through all, every width and scheme, what axe says."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import SMALL, chromium, complaints, person, violations
from tests.browser.office import Office, office

SCHEMES = [(True, "dark"), (False, "light")]  # phone or desktop
LATER = (date.today() + timedelta(days=40)).isoformat()
Visit = Callable[[Page], None]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Leave in every state, and passes to redeem."""
    with office(tmp_path_factory.mktemp("harbour"), rows="leave_rows") as running:
        yield running


def sign_in(context: BrowserContext, harbour: Office, who: str) -> None:
    context.add_cookies([{"name": "sessionid", "value": harbour.made["sessions"][who], "url": harbour.origin}])


def press(page: Page, name: str) -> None:
    """A button that sends a form; the page that answers has come when this returns."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def paste(page: Page, harbour: Office, kind: str) -> None:
    page.get_by_label("Your pass").fill(harbour.made["passes"][kind].pop())
    press(page, "Look at this pass")


def faults(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than the screen."""
    is_wide = page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")
    return violations(page) + (["wider than the screen"] if is_wide else [])


def test_from_a_link_with_a_pass_to_a_day_that_the_manager_sees(harbour: Office, browser: Browser) -> None:
    given = harbour.made["passes"]["day"].pop()
    with person(browser) as faye, person(browser, phone=False) as desk, person(browser) as lead:
        for who, context in (("faye", faye), ("desk", desk), ("lead", lead)):
            sign_in(context, harbour, who)
        page, book, away = faye.new_page(), desk.new_page(), lead.new_page()
        heard = complaints(page)

        page.goto(f"{harbour.origin}/rest/redeem/#{given}")
        expect(page).to_have_url(f"{harbour.origin}/rest/redeem/")
        expect(page.get_by_label("Your pass")).to_have_value(given)
        press(page, "Look at this pass")
        expect(page.get_by_role("heading", name="A day of rest")).to_be_visible()
        page.get_by_label("First day").fill(LATER)
        page.get_by_label("Today", exact=True).check()
        press(page, "Hand it in")
        expect(page.get_by_text("The leave desk sees it now")).to_be_visible()

        book.goto(f"{harbour.origin}/leave/")
        card = book.locator("li.card", has_text=re.compile("A day of rest")).filter(has_text="Faye Nguyen")
        with book.expect_navigation():
            card.get_by_role("button", name="Approve").click()
        expect(book.get_by_text("Booked for Faye Nguyen")).to_be_visible()

        away.goto(f"{harbour.origin}/away/")
        expect(away.get_by_role("row", name="Faye Nguyen")).to_be_visible()
        expect(away.locator("main")).not_to_contain_text("day of rest")
        assert heard == []


def test_a_pass_in_the_address_outlasts_the_sign_in_and_no_longer(harbour: Office, browser: Browser) -> None:
    given = harbour.made["passes"]["day"].pop()
    with person(browser) as context:
        page = context.new_page()

        page.goto(f"{harbour.origin}/rest/redeem/#{given}")
        expect(page).to_have_url(f"{harbour.origin}/account/login/code/?next=/rest/redeem/")
        sign_in(context, harbour, "faye")
        page.goto(f"{harbour.origin}/rest/redeem/")
        expect(page.get_by_label("Your pass")).to_have_value(given)
        page.goto(f"{harbour.origin}/rest/redeem/")

        expect(page.get_by_label("Your pass")).to_have_value("")
        assert page.evaluate("() => [history.length > 0, sessionStorage.length, location.hash]") == [True, 0, ""]


def test_what_stands_behind_another_address_stays_there(harbour: Office, browser: Browser) -> None:
    with person(browser) as context:
        sign_in(context, harbour, "faye")
        page = context.new_page()
        page.goto(f"{harbour.origin}/rest/#kinds")

        expect(page).to_have_url(f"{harbour.origin}/rest/#kinds")
        assert page.evaluate("() => sessionStorage.length") == 0


def test_a_pass_is_redeemed_without_any_script_and_by_keyboard(harbour: Office, browser: Browser) -> None:
    with person(browser, java_script_enabled=False) as context:
        sign_in(context, harbour, "faye")
        page = context.new_page()
        page.goto(f"{harbour.origin}/rest/redeem/")

        page.get_by_label("Your pass").fill("no pass")
        page.get_by_role("button", name="Look at this pass").press("Enter")
        expect(page.get_by_text("This is no pass.")).to_be_visible()
        expect(page.get_by_label("Your pass")).to_have_value("no pass")
        page.get_by_label("Your pass").fill(harbour.made["passes"]["half-day"].pop())
        page.get_by_role("button", name="Look at this pass").press("Enter")
        page.get_by_label("First day").fill(LATER)
        page.get_by_role("button", name="Hand it in").press("Enter")

        expect(page.get_by_role("heading", name="What this would show")).to_be_visible()
        page.get_by_role("button", name="Back to the days").press("Enter")
        expect(page.get_by_label("First day")).to_have_value(LATER)


def test_a_request_is_cancelled_and_a_refusal_is_read(harbour: Office, browser: Browser) -> None:
    with person(browser) as context:
        sign_in(context, harbour, "ada")
        page = context.new_page()
        page.goto(f"{harbour.origin}/rest/")
        expect(page.get_by_text("That week is inventory")).to_be_visible()
        waiting = page.locator("article", has_text="waits for its batch")

        with page.expect_navigation():
            waiting.get_by_role("button", name="Cancel").click()

        expect(page.get_by_text("Cancelled. The pass is yours again")).to_be_visible()
        expect(page.locator("article:visible", has_text="waits for its batch")).to_have_count(0)


def views(harbour: Office) -> dict[str, tuple[str, str, Visit | None]]:
    """By name: who looks, at which address, and what they do first."""

    def look(page: Page) -> None:
        paste(page, harbour, "day")

    def early(page: Page) -> None:
        look(page)
        page.get_by_label("First day").fill("2020-01-01")
        press(page, "Hand it in")

    def one_more(page: Page) -> None:
        paste(page, harbour, "half-day")
        page.get_by_label("First day").fill(LATER)
        press(page, "Hand it in")

    def uncollected(page: Page) -> None:
        look(page)
        page.get_by_label("First day").fill(LATER)
        press(page, "Hand it in")
        expect(page.get_by_role("heading", name="First collect your own passes")).to_be_visible()

    return {
        "rest": ("ada", "/rest/", lambda page: page.locator("summary").click()),
        "rest of a newcomer": ("lead", "/rest/", None),
        "redeem": ("faye", "/rest/redeem/", None),
        "no pass": ("faye", "/rest/redeem/", lambda page: press(page, "Look at this pass")),
        "days": ("faye", "/rest/redeem/", look),
        "a day that cannot be": ("faye", "/rest/redeem/", early),
        "one more": ("faye", "/rest/redeem/", one_more),
        "uncollected": ("gil", "/rest/redeem/", uncollected),
        "book": ("desk", "/leave/", lambda page: page.locator("summary").click()),
        "full": ("desk", f"/leave/{harbour.made['full']}/", None),
        "no sentence": ("desk", f"/leave/{harbour.made['full']}/", lambda page: press(page, "Decline")),
        "booked": ("desk", f"/leave/{harbour.made['booked']}/", None),
        "declined": ("desk", f"/leave/{harbour.made['declined']}/", None),
        "away": ("lead", "/away/", None),
    }


@pytest.mark.parametrize("phone, scheme", SCHEMES)
def test_axe_finds_nothing_on_any_page(harbour: Office, browser: Browser, phone: bool, scheme: str) -> None:
    found: dict[str, list[str]] = {}
    for name, (who, address, first) in views(harbour).items():
        with person(browser, phone=phone, color_scheme=scheme, bypass_csp=True) as context:
            sign_in(context, harbour, who)
            page = context.new_page()
            page.goto(harbour.origin + address)
            if first:
                first(page)
            found[name] = faults(page)

    assert {name: lines for name, lines in found.items() if lines} == {}


def test_no_page_is_wider_than_the_smallest_screen_in_arabic(harbour: Office, browser: Browser) -> None:
    found: dict[str, list[str]] = {}
    for who, address in (("ada", "/rest/"), ("faye", "/rest/redeem/"), ("desk", "/leave/"), ("lead", "/away/")):
        with person(browser, locale="ar", viewport=SMALL, bypass_csp=True) as context:
            sign_in(context, harbour, who)
            page = context.new_page()
            page.goto(harbour.origin + address)
            found[address] = faults(page)
            assert page.locator("html").get_attribute("dir") == "rtl"

    assert {name: lines for name, lines in found.items() if lines} == {}
