"""Second factors over HTTP: asked for by roles, set up, used, recovered, removed."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.management import CommandError, call_command
from django.test import Client, TestCase

from crypto.wrap import BadWrap
from surveys.people.factors import SecondFactors
from surveys.people.models import Employee
from tests.surveys.people.conftest import SECRET, code_for, plain, someone

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 24, 9, tzinfo=UTC)


def app_code(secret: str = SECRET) -> str:
    """What an authenticator app shows now."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def sign_in(client: Client, address: str, mailbox) -> str:
    """Where the mailed code leads."""
    code = code_for(client, address, mailbox)
    mailbox.empty()
    return client.post("/account/login/code/confirm/", {"code": code})["Location"]


def secret_on(page: str) -> str:
    return re.search(r"<code>((?:[A-Z2-7]{4} ?){8})</code>", page).group(1).replace(" ", "")


def set_up_app(client: Client) -> str:
    """Sets an app up and returns the page that follows."""
    secret = secret_on(client.get("/account/2fa/app/add/").content.decode())
    with TestCase.captureOnCommitCallbacks(execute=True):
        done = client.post("/account/2fa/app/add/", {"code": app_code(secret)}, follow=True)
    return done.content.decode()


@pytest.mark.parametrize("role", ["owner", "keeper", "desk"])
def test_a_role_is_led_to_set_one_up_and_opens_then(client, mailbox, role):
    someone(role, factor=False)

    where = sign_in(client, f"{role}@x.org", mailbox)
    told = client.get(where).content.decode()
    codes = set_up_app(client)
    after = client.get("/account/").content.decode()

    assert where == "/account/2fa/"
    assert "opens as soon as you have set up one" in told
    assert len(re.findall(r"\d{8}<br>", codes)) == 10
    assert "Authenticator app" in after
    assert "authenticator app was set up" in plain(mailbox.wait()[0])


def test_an_employee_needs_none_and_may_have_one(client, mailbox):
    someone()

    where = sign_in(client, "ann@x.org", mailbox)
    set_up_app(client)

    assert where == "/"
    assert Authenticator.objects.filter(type="totp").count() == 1
    mailbox.wait()


def test_sign_in_asks_for_the_second_factor_and_takes_each_code_once(client, mailbox):
    someone("owner")

    where = sign_in(client, "owner@x.org", mailbox)
    half = client.get("/roles/").status_code
    wrong = client.post(where, {"code": "000000"}).content.decode()
    code = app_code()
    done = client.post(where, {"code": code})
    other = Client()
    sign_in(other, "owner@x.org", mailbox)
    again = other.post(where, {"code": code})

    assert (where, half) == ("/account/2fa/authenticate/", 302)
    assert 'aria-invalid="true"' in wrong
    assert done["Location"] == "/"
    assert client.get("/roles/").status_code == 200
    assert again.status_code == 200  # asked once more


def test_a_recovery_code_lets_in_once(client, mailbox):
    someone("owner", factor=False)
    sign_in(client, "owner@x.org", mailbox)
    codes = re.findall(r"(\d{8})<br>", set_up_app(client))
    mailbox.wait()
    mailbox.empty()

    found = []
    for _ in range(2):
        other = Client()
        where = sign_in(other, "owner@x.org", mailbox)
        found.append(other.post(where, {"code": codes[0]}).status_code)

    assert found == [302, 200]


def test_recovery_codes_are_shown_once(client, mailbox):
    someone("owner", factor=False)
    with time_machine.travel(START, tick=False) as clock:
        sign_in(client, "owner@x.org", mailbox)
        first = set_up_app(client)
        clock.shift(timedelta(seconds=60))
        client.post("/account/2fa/reauthenticate/", {"code": app_code_of(client)})
        second = client.get("/account/2fa/codes/").content.decode()

    assert re.findall(r"\d{8}<br>", first)
    assert not re.findall(r"\d{8}", second)
    assert "not shown again" in second
    mailbox.wait()


def app_code_of(client: Client) -> str:
    user = Employee.objects.get(pk=client.session["_auth_user_id"])
    stored = Authenticator.objects.get(user=user, type="totp").data["secret"]
    return app_code(SecondFactors().decrypt(stored))


def test_changing_a_factor_asks_for_it_first(client, owner):
    answers = [
        client.get(f"/account/2fa/{page}/")["Location"]
        for page in ("app/remove", "passkeys/add", "codes/new", "passkeys/1/edit")
    ]

    assert all("reauthenticate/?next=" in where for where in answers)


def test_the_last_factor_of_a_role_cannot_be_removed(client, owner, mailbox):
    client.post("/account/2fa/reauthenticate/", {"code": app_code()})

    page = client.get("/account/2fa/app/remove/").content.decode()
    client.post("/account/2fa/app/remove/")

    assert "Add a passkey before you remove the app" in page
    assert Authenticator.objects.filter(user=owner, type="totp").exists()


def test_without_a_role_the_last_factor_may_go_and_its_owner_is_told(client, mailbox):
    someone()
    sign_in(client, "ann@x.org", mailbox)
    with time_machine.travel(START, tick=False) as clock:
        set_up_app(client)
        mailbox.wait()
        mailbox.empty()
        clock.shift(timedelta(seconds=90))
        client.post("/account/2fa/reauthenticate/", {"code": app_code_of(client)})
        client.post("/account/2fa/app/remove/")

    assert not Authenticator.objects.exists()
    assert "was removed" in plain(mailbox.wait()[0])


def test_sessions_from_before_the_second_factor_end(client, mailbox):
    someone("owner", factor=False)
    early = Client()
    sign_in(early, "owner@x.org", mailbox)
    sign_in(client, "owner@x.org", mailbox)
    before = early.get("/account/").status_code

    set_up_app(client)

    assert (before, early.get("/account/").status_code) == (200, 302)
    assert client.get("/account/").status_code == 200
    mailbox.wait()


def test_guessing_second_factors_is_limited_by_account(client, mailbox):
    someone("owner")
    where = sign_in(client, "owner@x.org", mailbox)

    for _ in range(6):
        client.post(where, {"code": "000000"})
    right = client.post(where, {"code": app_code()})

    assert right.status_code == 200


def test_a_stolen_database_holds_no_secret(owner):
    [stored] = Authenticator.objects.filter(user=owner).values_list("data", flat=True)

    assert SECRET not in str(stored)
    assert SecondFactors().decrypt(stored["secret"]) == SECRET


def test_secrets_outlive_a_secret_key_that_is_replaced(owner, settings):
    [stored] = Authenticator.objects.filter(user=owner).values_list("data", flat=True)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another secret, of fifty characters or more, from now on"

    with pytest.raises(BadWrap):
        SecondFactors().decrypt(stored["secret"])
    settings.SECRET_KEY_FALLBACKS = [old]

    assert SecondFactors().decrypt(stored["secret"]) == SECRET


def test_an_operator_forgets_the_last_owners_factor(client, owner):
    call_command("forget_second_factor", "OWNER@x.org")

    assert not Authenticator.objects.exists()
    assert client.get("/account/").status_code == 302
    with pytest.raises(CommandError, match="nobody here has the address"):
        call_command("forget_second_factor", "eve@x.org")


def test_an_operator_sets_a_factor_from_a_secret(client, mailbox):
    someone("owner", factor=False)

    call_command("set_second_factor", "owner@x.org", "--totp", SECRET.lower())
    where = sign_in(client, "owner@x.org", mailbox)

    assert client.post(where, {"code": app_code()})["Location"] == "/"


@pytest.mark.parametrize(
    "email, secret, sentence",
    [
        ("owner@x.org", "not base32!", "not in Base32"),
        ("owner@x.org", "JBSWY3DPEHPK3PXP", "has 10 bytes; take at least 16"),
        ("eve@x.org", SECRET, "nobody here has the address"),
    ],
)
def test_a_bad_secret_is_refused_and_the_factor_stays(db, email, secret, sentence):
    owner = someone("owner")

    with pytest.raises(CommandError, match=sentence):
        call_command("set_second_factor", email, "--totp", secret)

    assert Authenticator.objects.filter(user=owner).count() == 1
