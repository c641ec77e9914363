"""The page of all components, looked at in Chromium under the policy that pages really have."""

import pytest

from surveys.people.models import Employee, Group
from tests.browser.chromium import chromium, complaints, person, violations

pytestmark = pytest.mark.django_db(transaction=True)
VIEWS = {
    "light": ("", {}),
    "dark": ("", {"color_scheme": "dark"}),
    "right to left": ("?dir=rtl", {}),
    "dark, chosen, right to left": ("?dir=rtl&theme=dark", {}),
}


@pytest.fixture(scope="module")
def chrome():
    with chromium() as running:
        yield running


@pytest.fixture
def address(live_server, settings):
    settings.ALLOWED_HOSTS, settings.DEMO = ["localhost", "127.0.0.1"], True
    return f"{live_server.url}/look/"


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desktop"])
@pytest.mark.parametrize("view", VIEWS)
def test_all_components_when_axe_looks_at_them_are_accessible(chrome, address, view, phone):
    query, options = VIEWS[view]

    with person(chrome, phone=phone, bypass_csp=True, **options) as context:
        page = context.new_page()
        page.goto(address + query)
        found = violations(page)

    assert found == []


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1440])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_all_components_when_the_screen_is_narrow_or_wide_fit(chrome, address, width, direction):
    with person(chrome, viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{address}?dir={direction}")
        over = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert over == 0


def test_all_components_when_loaded_under_the_policy_complain_of_nothing(chrome, address):
    with person(chrome) as context:
        page = context.new_page()
        heard = complaints(page)
        page.goto(address)
        page.get_by_text("How is this kept anonymous?").click()
        page.wait_for_timeout(200)

    assert heard == []


def test_a_press_when_a_finger_does_it_has_room_for_it(chrome, address):
    """WCAG 2.2, 2.5.8 asks for 24 px; a thumb asks for 44."""
    with person(chrome) as context:
        page = context.new_page()
        page.goto(address)
        small = page.evaluate(
            """() => [...document.querySelectorAll('.button, .scale label, .option, select, summary')]
                 .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 44)
                 .map((one) => one.outerHTML.slice(0, 80))"""
        )

    assert small == []


def test_a_code_when_copied_is_on_the_clipboard_whole(chrome, address):
    with person(chrome, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(address)
        page.locator(".code button").first.click()
        page.locator(".code button", has_text="Copied").first.wait_for()
        copied = page.evaluate("() => navigator.clipboard.readText()")

    assert copied == "7K2M-9QXD-4VTB-H8NE-P3WA-C6RF-JS0"


def test_a_form_when_pressed_twice_is_sent_once(chrome, address):
    with person(chrome) as context:
        page = context.new_page()
        sent = []
        page.goto(address)
        # No content: the page stays, as it does while a slow server thinks.
        page.route("**/i18n/setlang/", lambda route: (sent.append(route), route.fulfill(status=204))[1])
        german = page.get_by_role("button", name="Deutsch")
        german.dblclick()
        busy = german.get_attribute("aria-busy")
        page.wait_for_timeout(300)

    assert (len(sent), busy) == (1, "true")


def test_the_menu_when_there_is_no_script_opens_all_the_same(chrome, address, client):
    owner = Employee.objects.create(email="ada@harbour.example", name="Ada", group=Group.objects.create(name="Harbour"))
    client.force_login(owner)
    session = client.cookies["sessionid"].value
    with person(chrome, java_script_enabled=False) as context:
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        page = context.new_page()
        page.goto(address)
        before = page.get_by_role("button", name="Sign out").is_visible()
        page.get_by_role("button", name="Menu").click()
        after = page.get_by_role("button", name="Sign out").is_visible()

    assert (before, after) == (False, True)
