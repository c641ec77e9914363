"""Mails about leave as the mail server receives them: who gets one, what it says, and that it comes once."""

from concurrent.futures import ThreadPoolExecutor
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from icalendar import Calendar

from tests.wellbeing.desk.booking import NOW, State
from wellbeing.desk.deeds.decide import approve, decline, take_back
from wellbeing.desk.deeds.send_leave_mails import NoMailServer, send_leave_mails
from wellbeing.desk.models import Leave, LeaveMail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
NAMES = ("day of rest", "Ruhetag", "candle pass", "break pass")


@pytest.fixture
def asked(person, other_side):
    """Ann of Cranes asks for two days; Cem leads Cranes, Hal leads Harbour above it, Lea leads everybody."""
    person("cem", leads=True)
    person("hal", group="harbour", leads=True)
    person("lea", group="root", leads=True)
    ann = person()
    ann.ask(other_side.pass_for(), "2026-12-01", "2026-12-02", when="today")
    return ann


def event(letter: EmailMessage) -> tuple[str, Any]:
    """The method of the calendar file in this mail, and its one event."""
    [part] = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    assert part.get_param("method") == calendar["METHOD"]
    assert part.get_filename() == "away.ics"
    [found] = calendar.walk("VEVENT")
    return calendar["METHOD"], found


def words(letter: EmailMessage) -> str:
    return "\n".join(
        [letter["Subject"], *(part.get_content() for part in letter.walk() if part.get_content_maintype() == "text")]
    )


def test_the_employee_and_who_leads_the_group_get_a_calendar_file(asked, mailbox):
    approve(leave=asked.leave())

    assert send_leave_mails(now=NOW) == 2

    letters = mailbox.read()
    assert sorted(letters) == ["ann@example.org", "cem@example.org"]
    for address, title, busy in [
        ("ann@example.org", "Away", "OPAQUE"),
        ("cem@example.org", "Ann is away", "TRANSPARENT"),
    ]:
        method, found = event(letters[address])
        assert (method, str(found["SUMMARY"]), str(found["TRANSP"])) == ("PUBLISH", title, busy)
        assert (str(found.start), str(found.end), found["SEQUENCE"]) == ("2026-12-01", "2026-12-03", 1)


def test_no_mail_names_the_kind_or_a_reason(asked, mailbox):
    approve(leave=asked.leave())
    send_leave_mails(now=NOW)

    for letter in mailbox.read().values():
        assert not any(name.lower() in words(letter).lower() for name in NAMES)


def test_every_mail_carries_the_line_that_all_mails_carry(asked, mailbox, settings):
    approve(leave=asked.leave())
    send_leave_mails(now=NOW)

    for letter in mailbox.read().values():
        for kind in ("plain", "html"):
            body = letter.get_body((kind,)).get_content()
            assert f"{settings.NAMELESS_ORIGIN}/candle/" in body


def test_the_file_holds_no_time_finer_than_a_day(asked, mailbox):
    approve(leave=asked.leave())
    send_leave_mails(now=NOW)

    for letter in mailbox.read().values():
        _, found = event(letter)
        assert found["DTSTAMP"].to_ical() == b"20261124T000000Z"
        assert found["DTSTART"].params["VALUE"] == "DATE"


def test_a_mail_is_in_its_readers_language(asked, mailbox):
    asked.employee.language = "de"
    asked.employee.save()
    approve(leave=asked.leave())

    send_leave_mails(now=NOW)

    letters = mailbox.read()
    assert letters["ann@example.org"]["Content-Language"] == "de"
    assert letters["cem@example.org"]["Content-Language"] == "en"


def test_taking_back_sends_cancellations_to_whoever_has_the_file(asked, mailbox):
    approve(leave=asked.leave())
    send_leave_mails(now=NOW)
    booked = {address: event(letter)[1]["UID"] for address, letter in mailbox.read().items()}
    mailbox.letters.clear()

    take_back(leave=asked.leave(), now=NOW)
    send_leave_mails(now=NOW)

    cancelled = {address: event(letter) for address, letter in mailbox.read().items()}
    assert {address: found["UID"] for address, (_, found) in cancelled.items()} == booked
    assert len(set(booked.values())) == 2
    for method, found in cancelled.values():
        assert (method, str(found["STATUS"]), found["SEQUENCE"]) == ("CANCEL", "CANCELLED", 2)


def test_what_was_not_sent_yet_needs_no_cancellation(asked, mailbox):
    approve(leave=asked.leave())

    take_back(leave=asked.leave(), now=NOW)

    assert send_leave_mails(now=NOW) == 0
    assert mailbox.letters == []


def test_approved_again_the_file_is_a_newer_one(asked, mailbox):
    approve(leave=asked.leave())
    send_leave_mails(now=NOW)
    take_back(leave=asked.leave(), now=NOW)
    approve(leave=asked.leave())
    mailbox.letters.clear()

    send_leave_mails(now=NOW)

    own = [message_from_string(text, policy=default) for address, text in mailbox.letters if address.startswith("ann")]
    sequences = [event(letter)[1]["SEQUENCE"] for letter in own]
    assert sequences == [2, 3]


def test_declining_tells_the_employee_alone_and_sends_no_file(asked, mailbox):
    decline(leave=asked.leave(), note="That week is inventory.")

    send_leave_mails(now=NOW)

    [(address, letter)] = mailbox.read().items()
    assert address == "ann@example.org"
    assert "Your leave was not approved" in letter["Subject"]
    assert [part for part in letter.walk() if part.get_content_type() == "text/calendar"] == []


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ({"name": "dee", "group": "harbour"}, ["hal@example.org"]),
        ({"name": "dee", "leads": True}, ["cem@example.org"]),
        ({"name": "dee", "group": "office"}, ["lea@example.org"]),
        ({"name": "dee", "group": "harbour", "leads": True}, ["hal@example.org"]),
    ],
)
def test_who_is_told_is_the_nearest_who_leads(asked, person, other_side, mailbox, who, told):
    dee = person(**who)
    dee.ask(other_side.pass_for(), "2026-12-01", when="today")
    approve(leave=dee.leave())

    send_leave_mails(now=NOW)

    assert sorted(mailbox.read()) == sorted(["dee@example.org", *told])


def test_nobody_is_told_twice(asked, mailbox):
    approve(leave=asked.leave())

    counts = [send_leave_mails(now=NOW) for _ in range(3)]

    assert (counts, len(mailbox.letters)) == ([2, 0, 0], 2)


def test_an_address_that_must_wait_is_tried_again_with_the_same_name(asked, mailbox):
    approve(leave=asked.leave())
    mailbox.refusals["cem@example.org"] = "450 come back later"
    assert send_leave_mails(now=NOW) == 1
    mailbox.refusals.clear()

    assert send_leave_mails(now=NOW) == 1

    names = [letter["Message-ID"] for letter in mailbox.read().values()]
    assert len(set(names)) == 2
    assert sorted(mailbox.read()) == ["ann@example.org", "cem@example.org"]


def test_an_address_that_is_refused_for_ever_is_not_tried_again(asked, mailbox):
    approve(leave=asked.leave())
    mailbox.refusals["cem@example.org"] = "550 no such mailbox"

    assert (send_leave_mails(now=NOW), send_leave_mails(now=NOW)) == (2, 0)
    assert sorted(LeaveMail.objects.values_list("state", flat=True)) == ["refused", "sent"]


def test_a_server_that_refuses_everybody_loses_nobody(asked, mailbox):
    approve(leave=asked.leave())
    mailbox.refusals = dict.fromkeys(["ann@example.org", "cem@example.org"], "554 relaying denied")
    with pytest.raises(NoMailServer, match="took 0 of 2"):
        send_leave_mails(now=NOW)
    mailbox.refusals.clear()

    assert send_leave_mails(now=NOW) == 2


def test_a_mail_server_that_is_away_is_named(asked, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    approve(leave=asked.leave())

    with pytest.raises(NoMailServer, match="took 0 of 2"):
        send_leave_mails(now=NOW)

    assert LeaveMail.objects.filter(state="waiting").count() == 2


def test_who_left_meanwhile_gets_nothing(asked, mailbox):
    approve(leave=asked.leave())
    reader = LeaveMail.objects.exclude(reader=asked.employee).get().reader
    reader.is_active, reader.leads, reader.name, reader.email, reader.group = False, False, "", None, None
    reader.save()

    send_leave_mails(now=NOW)

    assert list(mailbox.read()) == ["ann@example.org"]


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_send_each_mail_once(asked, mailbox):
    approve(leave=asked.leave())
    together = Barrier(4)

    def work(_: int) -> int:
        together.wait()
        try:
            return send_leave_mails(now=NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        sent = sum(pool.map(work, range(4)))

    assert (sent, len(mailbox.letters), Leave.objects.get().state) == (2, 2, State.APPROVED)
