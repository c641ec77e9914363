"""Results in Chromium: on a phone and a desk, light and dark, from left and from right; who sees what."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import chromium, complaints, person, violations
from tests.browser.office import Office, office

PAGES = ["/", "/reports/{}/", "/reports/{}/q1/", "/reports/{}/q2/", "/reports/{}/q3/", "/reports/{}/q4.1/"]
SMALLEST = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def side(tmp_path_factory):
    with office(tmp_path_factory.mktemp("results"), rows="results_rows") as started:
        yield started


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


def signed_in(side: Office, context, who: str):
    context.add_cookies([{"name": "sessionid", "value": side.made[who], "url": side.origin}])
    return context.new_page()


def wider_than_the_screen(page) -> int:
    return page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("locale", ["en-GB", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_axe_finds_nothing_on_any_page(side, browser, phone, scheme, locale):
    with person(browser, phone=phone, color_scheme=scheme, locale=locale, bypass_csp=True) as context:
        page = signed_in(side, context, "session")
        found = []
        for path in [*(path.format(side.made["waves"][1]) for path in PAGES), f"/reports/{side.made['waves'][2]}/"]:
            page.goto(side.origin + path)
            page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true })")
            found += [f"{path}: {one}" for one in violations(page)]
            assert wider_than_the_screen(page) == 0
            assert page.evaluate("() => document.dir") == ("rtl" if locale == "ar" else "")

    assert found == []


@pytest.mark.parametrize("who", ["manager", "merged", "employee"])
def test_axe_finds_nothing_on_what_others_see(side, browser, who):
    with person(browser, bypass_csp=True) as context:
        page = signed_in(side, context, who)
        page.goto(side.origin + "/")
        found = violations(page)
        if who != "employee":
            page.goto(f"{side.origin}/reports/{side.made['waves'][1]}/")
            found += violations(page)

    assert found == []


def test_no_page_breaks_the_policy_or_the_smallest_screen(side, browser):
    with person(browser, viewport=SMALLEST) as context:
        page = signed_in(side, context, "session")
        heard = complaints(page)
        for path in PAGES:
            page.goto(side.origin + path.format(side.made["waves"][1]))
            assert wider_than_the_screen(page) == 0

    assert heard == []


def test_a_phone_shows_one_question_at_a_time(side, browser):
    with person(browser) as context:
        page = signed_in(side, context, "session")
        page.goto(f"{side.origin}/reports/{side.made['waves'][1]}/")
        heat = page.locator("table.heat").first
        first = heat.locator("thead th:visible").all_inner_texts()
        form = page.locator("form.pick").first

        form.locator("select").select_option("q2")
        form.get_by_role("button").click()

        expect(page).to_have_url(re.compile(r"question=q2#answers$"))
        second = heat.locator("thead th:visible").all_inner_texts()
        assert [text.split("\n")[0] for text in first] == ["Group", "Ballots", "I sleep well"]
        assert [text.split("\n")[0] for text in second] == ["Group", "Ballots", "Come here?"]


def test_a_desk_shows_all_questions_and_keeps_head_and_groups_in_sight(side, browser):
    with person(browser, phone=False) as context:
        page = signed_in(side, context, "session")
        page.goto(f"{side.origin}/reports/{side.made['waves'][1]}/")
        heat = page.locator("table.heat").first

        assert heat.locator("thead th:visible").count() == 4
        assert not page.locator("form.pick").first.is_visible()
        assert heat.locator("thead th").nth(1).evaluate("one => getComputedStyle(one).position") == "sticky"
        assert heat.locator("tbody th").first.evaluate("one => getComputedStyle(one).position") == "sticky"


def test_drawings_are_mirrored_where_one_reads_from_the_right(side, browser):
    address = f"{side.origin}/reports/{side.made['waves'][1]}/q1/"
    begins = {}
    for locale in ("en-GB", "ar"):
        with person(browser, phone=False, locale=locale) as context:
            page = signed_in(side, context, "session")
            page.goto(address)
            drawing = page.locator("svg.stack").first
            box, favourable = drawing.bounding_box(), drawing.locator("rect.favourable").bounding_box()
            begins[locale] = favourable["x"] - box["x"], box["x"] + box["width"] - favourable["x"] - favourable["width"]

    assert begins["en-GB"][0] < 3 < begins["en-GB"][1]
    assert begins["ar"][1] < 3 < begins["ar"][0]


def test_every_bar_that_should_be_seen_has_a_colour(side, browser):
    with person(browser) as context:
        page = signed_in(side, context, "session")
        page.goto(f"{side.origin}/reports/{side.made['waves'][1]}/q1/")
        drawn = (
            "list => list.filter(one => one.getAttribute('width') > 0).map(one => one.getBoundingClientRect().width)"
        )

        widths = page.locator("svg.bars rect").evaluate_all(drawn)

        assert len(widths) > 10
        assert min(widths) > 0


def test_a_manager_reads_their_groups_and_takes_the_same_figures_home(side, browser):
    with person(browser) as context:
        page = signed_in(side, context, "merged")
        page.goto(side.origin + "/")
        page.get_by_role("link", name="Open this wave").click()  # the newest wave hid everything
        expect(page.get_by_role("heading", name="Too few answered for anything to be shown")).to_be_visible()
        page.goto(f"{side.origin}/reports/{side.made['waves'][1]}/")

        with page.expect_download() as download:
            page.get_by_role("link", name="Table (CSV)").click()

        assert page.get_by_text("it counts under Ops").is_visible()
        assert page.locator("table.heat").first.locator("tbody th").all_inner_texts() == ["Everybody", "Ops"]
        assert download.value.suggested_filename == "windbreak-pulse-2-2026-02-09.csv"
        assert "Sales" not in download.value.path().read_text()


def test_an_employee_is_told_what_this_is_and_sees_no_results(side, browser):
    with person(browser) as context:
        page = signed_in(side, context, "employee")
        page.goto(side.origin + "/")
        answer = page.request.get(f"{side.origin}/reports/{side.made['waves'][1]}/")

        assert page.get_by_role("heading", name="Surveys come to you by mail").is_visible()
        assert answer.status == 403
