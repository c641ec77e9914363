"""axe on every page of both sides, as its visitors see it: light and dark, phone and desk, from left and from right."""

from datetime import timedelta

import pytest

from tests.browser import employee
from tests.browser.chromium import chromium, complaints, person, violations

from .boathouse import COMING, LASTS, Wave, address, reply
from .visits import SECRET, pages, sign_in

OWNER, LEADER, EMPLOYEE = address("Harbour", 0), address("Kitchen", 0), address("Loft", 0)
EYES = {
    "light, phone": {"phone": True, "color_scheme": "light"},
    "dark, desk": {"phone": False, "color_scheme": "dark"},
    "from right to left, phone": {"phone": True, "color_scheme": "light", "locale": "ar"},
}
# What the owner can reach by links once there is a counted wave and an open one.
OWNERS_PAGES = {
    "/", "/account/", "/account/2fa/", "/account/2fa/app/remove/", "/account/2fa/codes/new/",
    "/account/2fa/passkeys/add/", "/roles/", "/roster/", "/questionnaires/", "/questionnaires/<one>/",
    "/questionnaires/<one>/change/", "/questionnaires/new/", "/questionnaires/new/<start>/",
    "/waves/", "/waves/new/", "/waves/<one>/", "/reports/<document>/", "/reports/<document>/<question>/",
}  # fmt: skip


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def wave(sides):
    """One wave is counted, another is open; an owner has a second factor, somebody leads the Kitchen."""
    manage = sides.installation.manage
    manage("named", "give_role", OWNER, "owner")
    manage("named", "set_second_factor", OWNER, "--totp", SECRET)
    before = Wave(sides, timedelta(days=40))
    before.answer(COMING)
    sides.play.clock.move_to(before.opens + LASTS + timedelta(hours=7))
    sides.play.report(before.notice)
    return Wave(sides, timedelta(days=1))


@pytest.fixture(params=EYES)
def seen(request, browser):
    with person(browser, bypass_csp=True, **EYES[request.param]) as context:
        yield context


def test_axe_finds_nothing_on_any_page_of_the_owner(seen, wave, sides):
    page, found = seen.new_page(), {}
    heard = complaints(page)
    sign_in(page, sides, OWNER)

    visited = set()
    for kind in pages(page, sides.installation.origins["named"] + "/"):
        visited.add(kind)
        found[kind] = violations(page)

    assert {kind: faults for kind, faults in found.items() if faults} == {}
    assert OWNERS_PAGES - visited == set()
    assert heard == []


def test_axe_finds_nothing_for_strangers_and_employees(seen, wave, sides):
    page, found = seen.new_page(), {}
    for address_of in (f"{sides.installation.origins['named']}/", f"{sides.installation.origins['nameless']}/"):
        found |= {f"stranger {kind}": violations(page) for kind in pages(page, address_of)}
    page.goto(f"{sides.installation.origins['named']}/nothing/here/")
    found["not found"] = violations(page)
    sign_in(page, sides, EMPLOYEE)
    found |= {f"employee {kind}": violations(page) for kind in pages(page, f"{sides.installation.origins['named']}/")}

    assert {kind: faults for kind, faults in found.items() if faults} == {}
    assert {"stranger /", "stranger /account/login/code/", "employee /account/"} <= found.keys()


def test_axe_finds_nothing_on_the_survey_from_link_to_receipt(seen, wave, request):
    to = address("Harbour", 1 + list(EYES).index(request.node.callspec.params["seen"]))
    page, found = seen.new_page(), {}

    employee.open(page, wave.links[to])
    found["questions"] = violations(page)
    employee.answer(page, reply(to).answers)
    employee.tick(page, "week")
    found["answered"] = violations(page)
    employee.send(page)
    found["sent"] = violations(page)

    assert {kind: faults for kind, faults in found.items() if faults} == {}
