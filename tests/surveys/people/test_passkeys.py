"""Passkeys in Chromium with a virtual authenticator, under the policy that forbids inline script; axe on all pages."""

import json
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from hypothesis import HealthCheck, example, given
from hypothesis import settings as how
from hypothesis import strategies as st
from playwright.sync_api import BrowserContext, Page

from surveys.people.models import Employee
from tests.browser.chromium import chromium, complaints, person, violations
from tests.surveys.people.conftest import someone
from tests.surveys.people.test_factors import app_code, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
TOUCH = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


@pytest.fixture
def phone(browser, own_counts) -> Iterator[BrowserContext]:
    with person(browser) as context:
        yield context


def at(live_server, path: str) -> str:
    """By the name localhost: passkeys refuse numeric addresses."""
    return f"http://localhost:{live_server.thread.port}{path}"


def enter(context: BrowserContext, live_server, account: Employee) -> Page:
    """A page of somebody who is signed in."""
    client = Client()
    client.force_login(account)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": at(live_server, "/")}]
    )
    return context.new_page()


def touch(page: Page) -> None:
    """Give the page's device an authenticator whose owner touches it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": TOUCH})


def test_a_passkey_is_set_up_and_signs_in_later(phone, live_server, mailbox):
    owner = someone("owner", factor=False)
    page = enter(phone, live_server, owner)
    heard = complaints(page)
    touch(page)

    page.goto(at(live_server, "/roles/"))
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("My phone")
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_text("They are shown this one time").wait_for()
    [letter] = mailbox.wait()
    with page.expect_navigation():
        page.get_by_role("link", name="I have kept them").click()
    page.goto(at(live_server, "/account/"))
    named = page.get_by_text("My phone").is_visible()
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("E-mail address").fill("owner@x.org")
    page.get_by_role("button", name="Mail me a code").click()
    page.get_by_label("Code").fill(mailbox.wait(2)[1]["Subject"].split()[0])
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url(at(live_server, "/"))
    page.goto(at(live_server, "/roles/"))

    assert "passkey was added" in letter["Subject"]
    assert named
    assert page.get_by_role("heading", name="Roles", exact=True).is_visible()
    assert Authenticator.objects.filter(user=owner, type="webauthn").count() == 1
    assert heard == []


def test_a_device_that_holds_a_passkey_already_is_said_so_and_the_page_stays(phone, live_server, own_counts):
    owner = someone("owner", factor=False)
    page = enter(phone, live_server, owner)
    touch(page)
    page.goto(at(live_server, "/account/2fa/passkeys/add/"))
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_text("They are shown this one time").wait_for()

    page.goto(at(live_server, "/account/2fa/passkeys/add/"))
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("alert").filter(has_text="No passkey was made").wait_for()

    assert page.get_by_role("button", name="Make the passkey").is_enabled()
    assert Authenticator.objects.filter(user=owner, type="webauthn").count() == 1


NONSENSE = st.recursive(
    st.none() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "rawId", "type", "response", "clientDataJSON", "attestationObject", "signature"]),
            inner,
        )
    ),
    max_leaves=8,
)


@how(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nonsense=NONSENSE)
@example(nonsense=0)
@example(nonsense=False)
def test_what_is_no_passkey_is_refused_in_words(client, own_counts, nonsense):
    keeper = Employee.objects.filter(role="keeper").first() or someone("keeper", factor=False)
    client.force_login(keeper)
    client.get("/account/2fa/passkeys/add/")

    answer = client.post("/account/2fa/passkeys/add/", {"name": "mine", "credential": json.dumps(nonsense)})

    assert answer.status_code == 200
    assert "The passkey was not accepted" in answer.content.decode()
    assert 'value="mine"' in answer.content.decode()


@pytest.mark.parametrize("credential", ["", "{}", '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}'])
def test_a_false_answer_at_sign_in_lets_nobody_in(client, mailbox, credential):
    someone("owner")
    where = sign_in(client, "owner@x.org", mailbox)

    answer = client.post(where, {"credential": credential})

    assert answer.status_code == 200
    assert client.get("/roles/").status_code == 302


def test_an_app_is_set_up_by_keyboard_alone(phone, live_server, mailbox):
    page = enter(phone, live_server, someone("owner", factor=False))

    page.goto(at(live_server, "/account/2fa/app/add/"))
    secret = page.locator(".code code").inner_text().replace(" ", "")
    page.keyboard.type(app_code(secret))  # the field has the focus
    page.keyboard.press("Enter")
    page.get_by_text("They are shown this one time").wait_for()

    assert len(page.locator(".code code").inner_text().split()) == 10
    assert page.get_by_role("button", name="Print").is_visible()
    mailbox.wait()


def look(page: Page, name: str, found: dict[str, list[str]]) -> None:
    """Notes what axe finds, and whether the page is wider than the screen."""
    page.wait_for_load_state()
    faults = violations(page)
    if page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        faults.append("wider than the screen")
    if faults:
        found[name] = faults


@pytest.mark.parametrize("colors", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_on_any_page(browser, live_server, own_counts, roster, tmp_path, colors, language):
    roster("1,ann@x.org,Ops / Night,Ann,yes", "2,bob@x.org,Ops,Bob,no", columns="employee_id,email,group,name,leads")
    owner = someone("owner", number=None, language=language)
    someone("desk", factor=False)
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("employee_id,email,group\n1,ann@x.org,Care\n")
    bad.write_text("employee_id,email,group\n1,ann,Care\n")
    found: dict[str, list[str]] = {}

    with person(browser, color_scheme=colors, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(at(live_server, "/account/login/code/"))
        look(page, "sign in", found)
        page.locator("input[type=email]").fill("nobody@x.org")
        page.locator("input[type=email]").press("Enter")
        page.wait_for_url("**/confirm/**")
        look(page, "code", found)
        page = enter(context, live_server, owner)
        for path in ("account/", "roles/", "roster/", "account/2fa/", "account/logout/", "account/2fa/reauthenticate/"):
            page.goto(at(live_server, f"/{path}"))
            look(page, path, found)
        for file in (good, bad):
            page.goto(at(live_server, "/roster/"))
            page.locator("input[type=file]").set_input_files(file)
            page.locator("main form button").last.click()
            look(page, file.name, found)
        page.goto(at(live_server, "/roles/"))
        page.locator("form[action$='change/'] button").first.click()
        look(page, "confirm", found)
    bare = someone("keeper", factor=False, language=language)
    with person(browser, color_scheme=colors, bypass_csp=True) as context:
        page = enter(context, live_server, bare)
        for path in ("account/2fa/", "account/2fa/app/add/", "account/2fa/passkeys/add/"):
            page.goto(at(live_server, f"/{path}"))
            look(page, f"set up: {path}", found)

    assert found == {}
