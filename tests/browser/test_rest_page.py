"""The page of break passes: collected after a sign-in, carried to the desk in four ways, marked as used."""

import pytest
import qrcode
from playwright.sync_api import expect

from tests.flows.boathouse import address
from tests.flows.visits import sign_in

from . import standing
from .chromium import SMALL, complaints, person, violations
from .test_survey import KEPT


@pytest.fixture(scope="module")
def owner(chrome, sides):
    """A browser whose owner has collected, and its page."""
    with person(chrome, viewport=SMALL, permissions=["clipboard-read", "clipboard-write"]) as context:
        yield standing.collect(context, sides, address("Kitchen", 1))


@pytest.fixture
def page(owner, sides):
    return standing.rest(owner, sides)


@pytest.fixture
def clean(chrome):
    with person(chrome, viewport=SMALL) as context:
        yield context.new_page()


def passes(page):
    return page.locator("section.pass")


def link_of(page):
    return passes(page).first.get_by_role("link", name="Take it to the desk").get_attribute("href")


def test_rest_page_when_collected_shows_every_kind_and_how_long_each_is_good(page, sides):
    expect(passes(page)).to_have_count(2)
    expect(page.get_by_role("heading", name="A day of rest", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Half a day of rest")).to_be_visible()
    expect(page.locator(".badge").first).to_contain_text("good until")
    expect(page.get_by_text("once a day, early in the morning")).to_be_visible()
    expect(page.get_by_text("Few of these are out yet").first).to_be_visible()
    assert page.url == f"{standing.nameless(sides)}/rest/"


def test_rest_page_when_collected_once_more_says_that_it_was(page, sides):
    named = page.context.new_page()
    named.goto(f"{sides.installation.origins['named']}/rest/")
    with page.context.expect_page() as opened:
        named.get_by_role("button", name="Collect my passes").click()
    second = opened.value

    expect(second.get_by_text("Everything was collected before")).to_be_visible(timeout=standing.PATIENCE)
    assert "#" not in second.url
    expect(passes(second)).to_have_count(2)
    second.close()
    named.close()


def test_rest_page_sends_one_empty_flag_a_month_and_keeps_the_other_spare_passes(chrome, sides):
    def rows():
        return tuple(sides.rows("nameless", table) for table in ("candles_flag", "candles_spentpass"))

    before = rows()
    with person(chrome, viewport=SMALL) as context:
        page = standing.collect(context, sides, address("Kitchen", 8))
        sent = rows()
        asked = []
        page.on("request", lambda request: asked.append((request.method, request.url)))
        standing.rest(page, sides)
        page.wait_for_load_state("networkidle")
        standing.candle(page, sides)
        standing.tick(page)
        expect(page.get_by_text("marked as unverified")).to_have_count(0)

    assert sent == rows() == (before[0] + 1, before[1] + 1)
    assert ("POST", f"{standing.nameless(sides)}/flags/") not in asked


def test_rest_page_when_the_flag_cannot_be_sent_tries_at_the_next_visit(chrome, sides):
    with person(chrome, viewport=SMALL) as context:
        context.route("**/flags/", lambda route: route.abort())
        named = context.new_page()
        sign_in(named, sides, address("Kitchen", 9))
        named.goto(f"{sides.installation.origins['named']}/rest/")
        with context.expect_event("requestfailed", lambda request: request.url.endswith("/flags/")):
            with context.expect_page() as opened:
                named.get_by_role("button", name="Collect my passes").click()
            expect(passes(opened.value)).to_have_count(2, timeout=standing.PATIENCE)
        flags = sides.rows("nameless", "candles_flag")
        context.unroute("**/flags/")

        with opened.value.expect_response(lambda answer: answer.url.endswith("/flags/")) as answered:
            standing.rest(opened.value, sides)

        assert answered.value.status == 200
        assert sides.rows("nameless", "candles_flag") == flags + 1


def test_rest_page_when_the_server_fails_keeps_the_spare_pass_for_the_next_visit(chrome, sides):
    with person(chrome, viewport=SMALL) as context:
        context.route("**/flags/", lambda route: route.fulfill(status=503))
        page = standing.collect(context, sides, address("Kitchen", 10))
        spares = [name for name in page.evaluate(KEPT) if name.startswith("spare ")]
        flags = sides.rows("nameless", "candles_flag")
        context.unroute("**/flags/")

        with page.expect_response(lambda answer: answer.url.endswith("/flags/")) as answered:
            standing.rest(page, sides)

        assert len(spares) == 3
        assert answered.value.status == 200
        assert sides.rows("nameless", "candles_flag") == flags + 1


def test_rest_page_when_the_token_is_unknown_says_so_and_takes_it_out_of_the_address(clean, sides):
    clean.goto(f"{standing.nameless(sides)}/rest/#{'A' * 43}")

    expect(clean.get_by_role("heading", name="This collecting link is over")).to_be_visible(timeout=standing.PATIENCE)
    assert clean.url == f"{standing.nameless(sides)}/rest/"
    assert clean.evaluate("history.length") <= 2


def test_rest_page_without_passes_says_how_they_come(clean, sides):
    heard = complaints(clean)
    standing.rest(clean, sides)

    expect(clean.get_by_role("heading", name="How passes come to this device")).to_be_visible()
    expect(clean.get_by_role("link", name="Sign in and collect my passes")).to_have_attribute(
        "href", f"{sides.installation.origins['named']}/rest/"
    )
    assert heard == []


def test_pass_is_the_same_as_link_text_file_and_code(page):
    link = link_of(page)
    first = passes(page).first
    first.locator("summary").click()

    first.get_by_role("button", name="Copy as text").click()
    expect(first.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    with page.expect_download() as download:
        first.get_by_role("button", name="Save as a file").click()
    first.get_by_role("button", name="Show a code for another device").click()

    assert link.endswith(f"/rest/redeem/#{copied}")
    assert len(copied) == 472
    assert download.value.path().read_text().strip() == copied
    assert drawn(page) in [matrix(link, mask) for mask in range(8)]


def drawn(page):
    """The dark modules of the code on the page, without the quiet zone."""
    path = page.locator(".qr svg path").get_attribute("d")
    return {tuple(int(number) - 4 for number in step.split("h")[0].split()) for step in path.split("M")[1:]}


def matrix(text, mask):
    """The same by another hand."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_L, border=0, mask_pattern=mask)
    code.add_data(text, optimize=0)
    code.make(fit=True)
    return {(x, y) for y, row in enumerate(code.get_matrix()) for x, dark in enumerate(row) if dark}


def test_pass_carried_by_its_link_is_in_the_desks_form(page, sides):
    link = link_of(page)
    with person(page.context.browser) as other:
        named = other.new_page()
        sign_in(named, sides, address("Kitchen", 2))
        named.goto(link)

        expect(named.get_by_role("textbox").first).to_have_value(link.split("#")[1], timeout=standing.PATIENCE)


def test_pass_when_marked_as_used_goes_and_comes_back_when_undone(page, sides):
    passes(page).first.get_by_role("button", name="Mark it as used").click()
    expect(passes(page)).to_have_count(1)
    standing.rest(page, sides)
    expect(passes(page)).to_have_count(1)

    page.get_by_text("1 pass is marked as used").click()
    page.get_by_role("button", name="Not used: put it back").click()

    expect(passes(page)).to_have_count(2)
    expect(page.get_by_text("The pass is back.")).to_be_visible()


def test_device_keeps_passes_under_names_that_tell_nothing(page):
    names = page.evaluate(KEPT)

    assert {name.split(" ")[0] for name in names} <= {"right", "spare", "cover"}
    assert not any("day" in name for name in names)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_rest_page_has_no_barrier_and_fits_320_pixels(chrome, sides, scheme, language):
    with person(chrome, viewport=SMALL, color_scheme=scheme, bypass_csp=True) as context:
        people = {("light", "en"): 3, ("light", "ar"): 4, ("dark", "en"): 5, ("dark", "ar"): 6}
        page = standing.collect(context, sides, address("Kitchen", people[scheme, language]))
        page.select_option("#language", language)
        expect(passes(page)).to_have_count(2)
        passes(page).first.locator("summary").click()
        passes(page).first.locator("[aria-expanded]").click()

        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]


def test_rest_page_when_the_device_is_to_forget_asks_and_forgets(chrome, sides):
    with person(chrome, viewport=SMALL) as context:
        page = standing.collect(context, sides, address("Kitchen", 7))
        page.get_by_role("button", name="Forget everything on this device").click()
        page.get_by_role("button", name="Keep it").click()
        expect(passes(page)).to_have_count(2)
        page.get_by_role("button", name="Forget everything on this device").click()
        page.get_by_role("button", name="Erase everything").click()

        expect(page.get_by_role("heading", name="This device has forgotten everything.")).to_be_focused()
        assert page.evaluate(KEPT) == []
