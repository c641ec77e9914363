"""Signing in: a code by real mail, for people on the roster alone; accounts follow the roster."""

import re
import socket
from collections.abc import Iterator
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from allauth.account.models import EmailAddress
from django.test import Client

from surveys.people.deeds.import_roster import import_roster
from surveys.people.models import Employee
from surveys.people.roster import read_roster

pytestmark = pytest.mark.django_db


class Mailbox:
    """A real SMTP server's handler that keeps what it takes."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], str]] = []

    async def handle_DATA(self, _server, _session, envelope: Envelope) -> str:
        self.letters.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 kept"


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    kept = Mailbox()
    # Rate limits are counted in Redis, which all tests share: each counts for itself.
    settings.CACHES = {"default": {**settings.CACHES["default"], "KEY_PREFIX": uuid4().hex}}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield kept
    server.stop()


def roster(*rows: str) -> None:
    import_roster(roster=read_roster("\n".join(["employee_id,email,group", *rows]).encode()))


def code_for(client: Client, address: str, mailbox: Mailbox) -> str:
    """The code that asking to sign in brought."""
    client.post("/account/login/code/", {"email": address})
    [(recipients, letter)] = mailbox.letters
    assert recipients == [address.lower()]
    return re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})\r?$", letter, re.MULTILINE).group(1)


def who(client: Client) -> Employee | None:
    """Whom the session of this browser belongs to."""
    return Employee.objects.filter(pk=client.session.get("_auth_user_id")).first()


def test_an_employee_signs_in_by_the_code_that_was_sent(client, mailbox):
    roster("1,ann@x.org,A")

    code = code_for(client, "Ann@x.org", mailbox)
    answer = client.post("/account/login/code/confirm/", {"code": code})

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert who(client) == Employee.objects.get(number="1")


def test_a_wrong_code_signs_nobody_in(client, mailbox):
    roster("1,ann@x.org,A")

    code_for(client, "ann@x.org", mailbox)
    client.post("/account/login/code/confirm/", {"code": "AAAA-AAAA"})

    assert who(client) is None


def test_a_code_sent_before_the_leaving_opens_nothing(client, mailbox):
    roster("1,ann@x.org,A", "2,bob@x.org,A")

    code = code_for(client, "ann@x.org", mailbox)
    roster("2,bob@x.org,A")
    client.post("/account/login/code/confirm/", {"code": code})

    assert client.get("/account/email/").status_code == 302
    assert who(client) is None


def test_a_session_ends_when_its_employee_leaves(client, mailbox):
    roster("1,ann@x.org,A", "2,bob@x.org,A")
    client.force_login(Employee.objects.get(number="1"))
    before = client.get("/account/email/").status_code

    roster("2,bob@x.org,A")

    assert (before, client.get("/account/email/").status_code) == (200, 302)


def test_an_unknown_address_gets_no_code_and_the_page_does_not_tell(client, mailbox):
    roster("1,ann@x.org,A")

    known = client.post("/account/login/code/", {"email": "ann@x.org"})
    unknown = Client().post("/account/login/code/", {"email": "eve@x.org"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert not Employee.objects.filter(email="eve@x.org").exists()


def test_nobody_signs_up(client, mailbox):
    answer = client.post("/account/signup/", {"email": "eve@x.org", "password1": "x" * 20, "password2": "x" * 20})

    assert answer.status_code == 200
    assert not Employee.objects.exists()


def test_nobody_adds_an_address_to_receive_anothers_codes(client, mailbox):
    roster("1,ann@x.org,A", "2,eve@x.org,A")
    client.force_login(Employee.objects.get(number="2"))

    client.post("/account/email/", {"action_add": "", "email": "ann@x.org"})

    assert not EmailAddress.objects.filter(email="ann@x.org").exists()


def test_nobody_gets_a_password_by_mail(client, mailbox):
    roster("1,ann@x.org,A")

    client.post("/account/password/reset/", {"email": "ann@x.org"})

    assert mailbox.letters == []
