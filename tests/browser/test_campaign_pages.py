"""The campaign owner's pages in Chromium: one way through all of them, every width and scheme, and what axe says."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import chromium, complaints, violations
from tests.browser.office import Office, office

SCHEMES = [(True, "dark"), (False, "light")]  # phone or desktop


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Nobody on the roster, nothing to ask."""
    with office(tmp_path_factory.mktemp("empty")) as running:
        yield running


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A roster, and waves in every state."""
    with office(tmp_path_factory.mktemp("full"), "roster", "waves") as running:
        yield running


def test_from_the_library_to_a_planned_wave_and_back(full: Office, browser: Browser) -> None:
    with full.signed_in(browser) as context:
        page = context.new_page()
        heard = complaints(page)

        page.goto(f"{full.origin}/questionnaires/")
        page.get_by_role("link", name="Make a questionnaire").click()
        page.get_by_role("link", name="Start from After a hard time").click()
        page.locator("summary", has_text="At work I feel safe").click()
        page.locator("#q1-text-en").fill("At work I feel safe today.")
        page.get_by_role("button", name="Save the questionnaire").click()
        expect(page.get_by_text("After a hard time (version 1) is saved, with 5 questions.")).to_be_visible()
        expect(page.get_by_role("group", name="At work I feel safe today.")).to_be_visible()

        page.get_by_role("link", name="Make a wave of it").click()
        page.get_by_label("at a time I choose").check()
        page.get_by_label("Day and time").fill("2031-03-03T09:00")
        page.get_by_role("button", name="Show me what would happen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("After a hard time 1")
        expect(page.get_by_text("66 people, by one invitation each")).to_be_visible()
        expect(page.get_by_text("March 3, 2031, 09:00").first).to_be_visible()
        page.get_by_role("button", name="Plan it").click()
        expect(page.get_by_text("After a hard time 1 is planned.")).to_be_visible()

        page.get_by_role("link", name="Waves", exact=True).last.click()
        page.get_by_role("link", name="After a hard time 1", exact=True).click()
        page.get_by_role("link", name="Cancel it").click()
        page.get_by_role("button", name="Cancel the wave").click()
        expect(page.get_by_text("After a hard time 1 is cancelled.")).to_be_visible()
        assert heard == []


def test_the_editor_keeps_everything_typed_by_keyboard_alone(full: Office, browser: Browser) -> None:
    with full.signed_in(browser, phone=False) as context:
        page = context.new_page()
        page.goto(f"{full.origin}/questionnaires/new/blank/")
        page.locator("#name").focus()
        page.keyboard.type("Canteen")
        page.locator("#q0-text-en").focus()
        page.keyboard.type("The canteen is\ngood.")
        page.locator("#q0-low-en").focus()
        page.keyboard.type("no")
        with page.expect_navigation():
            page.keyboard.press("Enter")  # the first button only shows the fields again
        page.get_by_role("button", name="Add a question").press("Enter")
        expect(page.locator("#q1-kind")).to_be_focused()
        page.locator("#q1-kind").select_option("choice")
        page.get_by_role("button", name="Show its fields of question 2").press("Enter")
        page.locator("#q1-options-en").fill("soup\nbread")
        page.get_by_role("button", name="Save the questionnaire").press("Enter")

        summary = page.get_by_role("alert")
        expect(summary).to_contain_text("2 things are to be mended before this can be saved.")
        expect(summary).to_contain_text("Question 1, Words at the high end, English: Write something here.")
        summary.get_by_role("link", name=re.compile("Question 2, What is asked")).press("Enter")
        expect(page.locator("#q1-text-en")).to_be_focused()
        page.keyboard.type("What is missing?")
        page.locator("#q0-high-en").fill("yes")
        page.get_by_role("button", name="Move up question 2").press("Enter")
        page.get_by_role("button", name="Take out question 1").press("Enter")
        page.get_by_role("button", name="Bring it back").press("Enter")
        page.get_by_role("button", name="Save the questionnaire").press("Enter")

        expect(page.get_by_text("Canteen (version 1) is saved, with 2 questions.")).to_be_visible()
        legends = page.locator(".question legend").all_inner_texts()
        assert [" ".join(words.split()) for words in legends] == ["What is missing?", "The canteen is good."]


def addresses(full: Office) -> dict[str, str]:
    waves = {f"wave {state}": f"/waves/{full.made[state]}/" for state in ("planned", "open", "closed", "refused")}
    return waves | {
        "questionnaires": "/questionnaires/",
        "new": "/questionnaires/new/",
        "version": "/questionnaires/1/?language=ar",
        "editor": "/questionnaires/new/rest/",
        "change": "/questionnaires/1/change/",
        "waves": "/waves/",
        "form": "/waves/new/?questionnaire=3",
        "cancel": f"/waves/{full.made['planned']}/cancel/",
    }


def press(page: Page, name: str) -> None:
    """A button that sends a form; the page that answers has come when this returns."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def faults(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than the screen."""
    is_wide = page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")
    return violations(page) + (["wider than the screen"] if is_wide else [])


@pytest.mark.parametrize("phone, scheme", SCHEMES)
def test_axe_finds_nothing_on_any_page(full: Office, browser: Browser, phone: bool, scheme: str) -> None:
    found: dict[str, list[str]] = {}
    with full.signed_in(browser, phone=phone, color_scheme=scheme, bypass_csp=True) as context:
        page = context.new_page()
        for name, address in addresses(full).items():
            page.goto(full.origin + address)
            found[name] = faults(page)
        page.goto(f"{full.origin}/waves/new/?questionnaire=3")
        page.get_by_label("Floor k").fill("30")
        press(page, "Show me what would happen")
        found["form with an error"] = faults(page)
        page.get_by_label("Floor k").fill("8")
        press(page, "Show me what would happen")
        page.locator("details summary").first.click()
        found["preview"] = faults(page)
        page.goto(f"{full.origin}/questionnaires/new/blank/")
        press(page, "Save the questionnaire")
        found["editor with errors"] = faults(page)

    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("phone, scheme", SCHEMES)
def test_axe_finds_nothing_where_there_is_nothing_yet(
    empty: Office, browser: Browser, phone: bool, scheme: str
) -> None:
    found: dict[str, list[str]] = {}
    with empty.signed_in(browser, phone=phone, color_scheme=scheme, bypass_csp=True) as context:
        page = context.new_page()
        for address in ("/questionnaires/", "/waves/", "/waves/new/"):
            page.goto(empty.origin + address)
            found[address] = faults(page)

    assert {name: lines for name, lines in found.items() if lines} == {}


def test_pages_read_from_right_to_left_in_arabic(full: Office, browser: Browser) -> None:
    found: dict[str, list[str]] = {}
    with full.signed_in(browser, locale="ar", bypass_csp=True) as context:
        page = context.new_page()
        for name, address in addresses(full).items():
            page.goto(full.origin + address)
            found[name] = faults(page)
            assert page.locator("html").get_attribute("dir") == "rtl"

    assert {name: lines for name, lines in found.items() if lines} == {}
