"""People with and without roles, and a real mail server that keeps what it takes."""

import re
import socket
import time
from collections.abc import Callable, Iterator
from email import message_from_string, policy
from email.message import EmailMessage
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from django.test import Client

from surveys.people.deeds.import_roster import import_roster
from surveys.people.deeds.set_second_factor import set_second_factor
from surveys.people.models import Employee
from surveys.people.roster import read_roster

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PATIENCE = 10  # seconds


class Mailbox:
    """A real SMTP server's handler that keeps what it takes, `delay` seconds a letter."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.delay = 0.0

    async def handle_DATA(self, _server, _session, envelope: Envelope) -> str:
        time.sleep(self.delay)  # blocks the server alone, which has a thread of its own
        self.letters.append(message_from_string(envelope.content.decode(), policy=policy.default))
        return "250 kept"

    def wait(self, number: int = 1) -> list[EmailMessage]:
        """All letters, once there are as many; letters are posted after the page has answered."""
        patience = time.monotonic() + PATIENCE
        while len(self.letters) < number and time.monotonic() < patience:
            time.sleep(0.01)
        assert len(self.letters) == number
        return self.letters

    def empty(self) -> list[EmailMessage]:
        taken, self.letters = self.letters, []
        return taken


def plain(letter: EmailMessage) -> str:
    return letter.get_body(("plain",)).get_content()


@pytest.fixture
def own_counts(settings) -> None:
    """Rate limits are counted in Redis, which all tests share: each counts for itself."""
    settings.CACHES = {"default": {**settings.CACHES["default"], "KEY_PREFIX": uuid4().hex}}


@pytest.fixture
def mailbox(settings, own_counts) -> Iterator[Mailbox]:
    kept = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield kept
    server.stop()


@pytest.fixture
def roster(db: None) -> Callable[..., None]:
    """Import rows under the usual header, or under `columns`."""

    def imported(*rows: str, columns: str = "employee_id,email,group") -> None:
        import_roster(roster=read_roster("\n".join([columns, *rows]).encode()))

    return imported


def code_for(client: Client, address: str, mailbox: Mailbox) -> str:
    """The code that asking to sign in brought."""
    client.post("/account/login/code/", {"email": address})
    [letter] = mailbox.wait()
    assert letter["To"] == address.lower()
    return re.search(r"^(\d{4}-\d{4})\s*$", plain(letter), re.MULTILINE).group(1)


def someone(role: str = "", *, factor: bool = True, **changes: object) -> Employee:
    """An account with a role, and with a second factor unless told otherwise."""
    name = role or "ann"
    person = Employee.objects.create(**({"number": name, "email": f"{name}@x.org", "role": role} | changes))
    if role and factor:
        set_second_factor(employee=person, secret=SECRET)
    return person


@pytest.fixture
def owner(db: None, client: Client, own_counts: None) -> Employee:
    """An owner with a second factor, who is signed in as `client`."""
    person = someone("owner")
    client.force_login(person)
    return person
