"""The candle on the survey page: whom it reaches, where nobody reads one, and what the closing screen says to all."""

import pytest
from playwright.sync_api import expect

from crypto import keepers
from tests.attacks.candle.forger import publish, rota_of

from . import employee
from .chromium import SMALL, complaints, person, violations

COUNCIL = {
    "name": {"en": "Staff council", "de": "Personalrat", "ar": "مجلس الموظفين"},
    "about": {"en": "Elected by you; not part of management."},
}


@pytest.fixture
def context(chrome):
    with person(chrome, viewport=SMALL, bypass_csp=True) as one:
        yield one


@pytest.fixture
def page(context):
    return context.new_page()


def with_council(house):
    council = COUNCIL | rota_of(keepers.new_secret(), "council")
    return house | {"keepers": [*house["keepers"], council]}


def test_tick_asks_whom_it_should_reach_where_there_is_a_choice(context, page, sides, link):
    publish(context, sides.installation, with_council)
    heard = complaints(page)
    employee.open(page, link)
    expect(page.locator(".whom")).to_be_hidden()

    employee.tick(page, urgency="week")
    choices = page.get_by_role("group", name="Whom should it reach?").get_by_role("radio")
    expect(choices).to_have_count(2)
    expect(choices.first).to_be_checked()
    page.locator(".whom label").nth(1).click()
    assert violations(page) == []
    page.wait_for_timeout(500)
    page.reload()

    expect(page.get_by_role("radio", name="Staff council")).to_be_checked()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    employee.send(page)
    assert employee.receipt(page)["heading"] == "It is sent. Your candle is lit."
    assert heard == []


def test_tick_asks_nothing_where_there_is_one_rota(page, link):
    employee.open(page, link)
    employee.tick(page)

    expect(page.locator(".soon")).to_be_visible()
    expect(page.locator(".whom")).to_have_count(0)


def test_tick_is_disabled_where_nobody_reads_candles(context, page, sides, link):
    publish(context, sides.installation, lambda house: house | {"keepers": []})
    employee.open(page, link)

    tick = page.get_by_role("checkbox", name="Candle in the wind: get me out of here, I need a break.")
    expect(tick).to_be_disabled()
    expect(tick).to_have_accessible_description(
        "Nobody can read candles here yet, so none can be lit: please turn to one of the contacts below instead."
    )
    assert violations(page) == []
    page.get_by_text("Need somebody right now?").click()
    expect(page.locator("details.now")).to_contain_text("emergency number")
    employee.answer(page, {"rest": 1})
    employee.send(page)


def test_tick_says_when_one_person_may_read_candles_and_book_leave(context, page, sides, link):
    publish(context, sides.installation, lambda house: house | {"apart": False})
    employee.open(page, link)
    employee.tick(page)

    expect(page.locator(".candle")).to_contain_text("the same person may read candles and book leave")


@pytest.mark.parametrize("lit", [True, False])
def test_closing_screen_tells_everybody_of_rest_and_of_the_next_opening(context, page, link, lit):
    employee.open(page, link)
    if lit:
        employee.tick(page)
    with page.expect_response("**/flags/", timeout=employee.PATIENCE):
        employee.send(page)

    rest = page.locator(".rest")
    expect(rest).to_contain_text("Nobody needs to be asked.")
    expect(page.get_by_text("Next on ")).to_be_visible()
    expect(page.get_by_text("An answer will be on the candle page")).to_have_count(int(lit))
    assert violations(page) == []
    way = page.get_by_role("link", name="See my break passes")
    if lit:  # the key is shown once, and no link takes it away
        with context.expect_page() as opened:
            way.click()
        assert opened.value.url.endswith("/rest/")
        expect(page.locator("section.key")).to_be_visible()
    else:
        way.click()
        expect(page).to_have_url(f"{link.split('/w/')[0]}/rest/")


def test_closing_screen_says_nothing_of_rest_where_there_is_none(context, page, sides, link):
    publish(context, sides.installation, lambda house: house | {"breaks": [], "entitlement_keys": []})
    employee.open(page, link)
    employee.send(page)

    expect(page.locator("details.receipt")).to_be_visible()
    expect(page.locator(".rest")).to_have_count(0)
