"""Invitations over real SMTP: each once, in chunks, whatever the mail server does."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from surveys.campaigns.asking import token
from surveys.campaigns.deeds import send_invitations as deed
from surveys.campaigns.deeds.send_invitations import NoMailServer, send_invitations
from surveys.campaigns.models import Invitation, Wave
from surveys.people.models import Employee
from tests.surveys.campaigns.mailbox import Mailbox


def mailed() -> int:
    return Invitation.objects.filter(mail="sent").count()


def test_everybody_gets_one_letter_over_one_connection(opened: Wave, mailbox: Mailbox) -> None:
    assert send_invitations() == 42
    assert send_invitations() == 0

    addresses = [address for address, _ in mailbox.letters]
    assert sorted(addresses) == sorted(Employee.objects.values_list("email", flat=True))
    assert mailbox.connections == 1


def test_the_link_is_the_persons_own(opened: Wave, mailbox: Mailbox) -> None:
    send_invitations()

    for address, letter in mailbox.read().items():
        invitation = Invitation.objects.get(employee__email=address)
        link = f"{settings.NAMELESS_ORIGIN}/w/{opened.notice_id}#{token(invitation.id)}.{invitation.cohort}"
        bodies = [part.get_content() for part in letter.iter_parts()]
        assert [set(re.findall(r"http[^\s<\"]+#[^\s<\"]+", body)) for body in bodies] == [{link}, {link}]


def test_nothing_is_sent_before_the_wave_is_open(announced: Wave, mailbox: Mailbox) -> None:
    assert send_invitations() == 0
    assert mailbox.letters == []


def test_a_chunk_is_bounded(opened: Wave, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deed, "CHUNK", 20)

    assert [send_invitations() for _ in range(4)] == [20, 20, 2, 0]
    assert len(mailbox.letters) == 42


def test_an_address_that_is_refused_for_ever_is_not_tried_again(opened: Wave, mailbox: Mailbox) -> None:
    mailbox.refusals["sales1@example.org"] = "550 no such mailbox"

    assert send_invitations() == 42
    assert send_invitations() == 0

    assert Invitation.objects.get(mail="refused").employee.email == "sales1@example.org"
    assert mailed() == 41


def test_a_server_that_refuses_everybody_loses_nobody(opened: Wave, mailbox: Mailbox) -> None:
    for address in Employee.objects.values_list("email", flat=True):
        mailbox.refusals[str(address)] = "554 relaying denied"
    with pytest.raises(NoMailServer):
        send_invitations()
    mailbox.refusals.clear()

    assert send_invitations() == 42
    assert mailed() == 42


def test_an_address_that_must_wait_is_tried_again(opened: Wave, mailbox: Mailbox) -> None:
    mailbox.refusals["sales1@example.org"] = "450 come back later"
    assert send_invitations() == 41
    mailbox.refusals.clear()

    assert send_invitations() == 1
    assert mailed() == len(mailbox.letters) == 42


def test_a_mail_server_that_is_away_is_named(opened: Wave, mailbox: Mailbox, settings: Any) -> None:
    settings.EMAIL_PORT = 9

    with pytest.raises(NoMailServer, match="took 0 of 42"):
        send_invitations()

    assert mailed() == 0


def test_a_mail_server_that_breaks_off_gets_nothing_twice(opened: Wave, mailbox: Mailbox) -> None:
    broken = "sales1@example.org"
    mailbox.refusals[broken] = "421 closing down"
    for _ in range(3):
        try:
            send_invitations()
        except NoMailServer:
            continue
    mailbox.refusals.clear()
    send_invitations()

    addresses = [address for address, _ in mailbox.letters]
    assert len(addresses) == len(set(addresses)) == mailed() == 42


def test_who_left_meanwhile_gets_nothing(opened: Wave, mailbox: Mailbox) -> None:
    Employee.objects.get(email="tech1@example.org").delete()

    send_invitations()

    assert len(mailbox.letters) == mailed() == 41


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_send_each_letter_once(opened: Wave, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deed, "CHUNK", 5)
    together = Barrier(4)

    def work(_: int) -> int:
        together.wait()
        try:
            return sum(send_invitations() for _ in range(4))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        sent = sum(pool.map(work, range(4)))

    addresses = [address for address, _ in mailbox.letters]
    assert sent == len(addresses) == len(set(addresses)) == 42
