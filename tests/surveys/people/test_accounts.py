"""Signing in: a code by real mail, for people on the roster alone; accounts follow the roster."""

import re
from datetime import UTC, datetime, timedelta
from statistics import median
from time import monotonic

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from surveys.people.accounts import RosterAccounts
from surveys.people.models import Employee
from tests.surveys.people.conftest import code_for, plain, someone

pytestmark = pytest.mark.django_db


def who(client: Client) -> Employee | None:
    """Whom the session of this browser belongs to."""
    return Employee.objects.filter(pk=client.session.get("_auth_user_id")).first()


def test_an_employee_signs_in_by_the_code_that_was_sent(client, mailbox, roster):
    roster("1,ann@x.org,A")

    code = code_for(client, "Ann@x.org", mailbox)
    answer = client.post("/account/login/code/confirm/", {"code": code})

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert who(client) == Employee.objects.get(number="1")


def test_a_wrong_code_signs_nobody_in(client, mailbox, roster):
    roster("1,ann@x.org,A")

    code_for(client, "ann@x.org", mailbox)
    client.post("/account/login/code/confirm/", {"code": "AAAA-AAAA"})

    assert who(client) is None


def test_a_code_sent_before_the_leaving_opens_nothing(client, mailbox, roster):
    roster("1,ann@x.org,A", "2,bob@x.org,A")

    code = code_for(client, "ann@x.org", mailbox)
    roster("2,bob@x.org,A")
    client.post("/account/login/code/confirm/", {"code": code})

    assert client.get("/account/").status_code == 302
    assert who(client) is None


def test_a_session_ends_when_its_employee_leaves(client, mailbox, roster):
    roster("1,ann@x.org,A", "2,bob@x.org,A")
    client.force_login(Employee.objects.get(number="1"))
    before = client.get("/account/").status_code

    roster("2,bob@x.org,A")

    assert (before, client.get("/account/").status_code) == (200, 302)


def test_an_unknown_address_gets_no_code_and_the_page_does_not_tell(client, mailbox, roster):
    roster("1,ann@x.org,A")
    stranger = Client()

    known = client.post("/account/login/code/", {"email": "ann@x.org"})
    unknown = stranger.post("/account/login/code/", {"email": "eve@x.org"})
    pages = [one.get("/account/login/code/confirm/").content.decode() for one in (client, stranger)]

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert sorted(known.cookies) == sorted(unknown.cookies)
    assert without_tokens(pages[0]) == without_tokens(pages[1].replace("eve@x.org", "ann@x.org"))
    assert [letter["To"] for letter in mailbox.wait()] == ["ann@x.org"]
    assert not Employee.objects.filter(email="eve@x.org").exists()


def without_tokens(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", page)


def test_the_answer_takes_no_longer_for_a_known_address_however_slow_the_mail(client, mailbox, roster):
    roster(*(f"{n},p{n}@x.org,A" for n in range(9)))
    mailbox.delay = 0.4

    def seconds(address: str) -> float:
        started = monotonic()
        Client().post("/account/login/code/", {"email": address})
        return monotonic() - started

    known, unknown = zip(*[(seconds(f"p{n}@x.org"), seconds(f"q{n}@x.org")) for n in range(9)], strict=True)

    mailbox.wait(9)
    assert median(known) - median(unknown) < 0.1


def test_a_known_address_takes_as_many_statements_as_an_unknown_one(client, mailbox, roster):
    roster("1,ann@x.org,A")

    def statements(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            Client().post("/account/login/code/", {"email": address})
        return len(captured)

    assert statements("ann@x.org") == statements("eve@x.org")
    mailbox.wait()


def test_the_letter_is_in_the_persons_language_plain_and_html_and_tracks_nobody(client, mailbox, roster, settings):
    roster("1,ann@x.org,A,ar", columns="employee_id,email,group,language")

    client.post("/account/login/code/", {"email": "ann@x.org"})

    [letter] = mailbox.wait()
    html = letter.get_body(("html",)).get_content()
    assert 'lang="ar" dir="rtl"' in html
    assert letter["Auto-Submitted"] == "auto-generated"
    assert not re.search(r"<img|<link|<script|src=|url\(|https?://\S+\?", html)
    assert re.search(r"\d{4}-\d{4}", html)
    known = {f"{settings.NAMED_ORIGIN}.", settings.NAMED_ORIGIN, f"{settings.NAMELESS_ORIGIN}/candle/"}
    assert set(re.findall(r"https?://\S+", plain(letter))) <= known


def test_another_code_is_sent_when_asked_for(client, mailbox, roster):
    roster("1,ann@x.org,A")
    first = code_for(client, "ann@x.org", mailbox)

    client.post("/account/login/code/confirm/", {"action": "resend"})
    second = re.search(r"\d{4}-\d{4}", plain(mailbox.wait(2)[1])).group()
    client.post("/account/login/code/confirm/", {"code": second})

    assert first != second
    assert who(client) == Employee.objects.get(number="1")


def test_whoever_comes_too_late_is_told_so(client, mailbox, roster):
    roster("1,ann@x.org,A")
    start = datetime.now(UTC)
    code = code_for(client, "ann@x.org", mailbox)

    with time_machine.travel(start + timedelta(minutes=11)):
        answer = client.post("/account/login/code/confirm/", {"code": code}, follow=True)

    assert who(client) is None
    assert "That code has expired" in answer.content.decode()


def test_guessing_ends_after_three_wrong_codes(client, mailbox, roster):
    roster("1,ann@x.org,A")
    code = code_for(client, "ann@x.org", mailbox)

    for _ in range(3):
        client.post("/account/login/code/confirm/", {"code": "0000-0000"})
    client.post("/account/login/code/confirm/", {"code": code})

    assert who(client) is None


def test_sign_in_leads_to_where_one_was_going_and_nowhere_else(client, mailbox, roster):
    roster("1,ann@x.org,A")
    code = code_for(client, "ann@x.org", mailbox)
    mailbox.empty()

    inside = client.post("/account/login/code/confirm/?next=/account/", {"code": code})
    other = Client()
    code = code_for(other, "ann@x.org", mailbox)
    outside = other.post("/account/login/code/confirm/?next=https://evil.example/", {"code": code})

    assert (inside["Location"], outside["Location"]) == ("/account/", "/")


@pytest.mark.parametrize("address", ["signup", "login", "inactive"])
def test_there_is_one_way_in(client, db, address):
    answer = client.get(f"/account/{address}/")

    assert (answer.status_code, answer["Location"]) == (302, "/account/login/code/")


@pytest.mark.parametrize("address", ["email", "password/set", "password/reset", "password/change", "confirm-email"])
def test_what_nobody_needs_is_not_there(client, db, roster, address):
    roster("1,ann@x.org,A")
    client.force_login(Employee.objects.get(number="1"))

    assert client.get(f"/account/{address}/").status_code == 404


def test_nobody_signs_up(client, db):
    client.post("/account/signup/", {"email": "eve@x.org", "password1": "x" * 20, "password2": "x" * 20})

    assert not Employee.objects.exists()


def test_signing_out_ends_the_session(client, roster):
    roster("1,ann@x.org,A")
    client.force_login(Employee.objects.get(number="1"))

    client.post("/account/logout/")

    assert who(client) is None


def test_the_adapter_takes_no_address_from_anybody(rf):
    with pytest.raises(ValidationError):
        RosterAccounts().clean_email("eve@x.org")
    assert not RosterAccounts().is_open_for_signup(rf.get("/"))


def test_a_session_with_a_role_is_short(client, mailbox, db):
    someone("owner", factor=False)
    someone()
    for address in ("owner@x.org", "ann@x.org"):
        code = code_for(client, address, mailbox)
        mailbox.empty()
        client.post("/account/login/code/confirm/", {"code": code})
        lasts = client.session.get_expiry_age()
        client.post("/account/logout/")

        assert (lasts <= 12 * 3600) == (address == "owner@x.org")
