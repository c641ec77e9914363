"""Sends the mails that tell of leave, a chunk a call over one SMTP connection; each once, whatever workers run."""

from datetime import datetime
from smtplib import SMTPRecipientsRefused

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from crypto.refusal import Refusal

from ..letters import letter
from ..models import LeaveMail

CHUNK = 50
State = LeaveMail.State


class NoMailServer(Refusal):
    """The mail server is away, or broke off; what it took is marked, and the next tick tries the rest."""


def send_leave_mails(*, now: datetime) -> int:
    """How many were dealt with, at most 50: 0 when none waits. The rows are locked while their mails go out.

    Raises NoMailServer.
    """
    with transaction.atomic():
        waiting = LeaveMail.objects.select_for_update(skip_locked=True, of=("self",)).filter(state=State.WAITING)
        chunk = list(waiting.select_related("leave__employee", "reader").order_by("turn", "id")[:CHUNK])
        trouble = _send_all(chunk, now)
        dealt_with = _believed(chunk)
        LeaveMail.objects.bulk_update(dealt_with, ["state"])
    if trouble or (chunk and not dealt_with):
        raise NoMailServer(f"the mail server took {len(dealt_with)} of {len(chunk)} mails about leave") from trouble
    return len(dealt_with)


def _believed(chunk: list[LeaveMail]) -> list[LeaveMail]:
    """What is to be marked. A server that never took a letter speaks of itself, not of the addresses it refuses."""
    marked = [mail for mail in chunk if mail.state != State.WAITING]
    took = any(mail.state == State.SENT for mail in marked)
    return marked if took or LeaveMail.objects.filter(state=State.SENT).exists() else []


def _send_all(chunk: list[LeaveMail], now: datetime) -> OSError | None:
    """Mark each with what became of it, up to the first trouble (SMTPException is an OSError)."""
    if not chunk:
        return None
    try:
        with get_connection() as connection:
            for mail in chunk:
                mail.state = _send(mail, connection, now)
    except OSError as trouble:
        return trouble
    return None


def _send(mail: LeaveMail, connection: BaseEmailBackend, now: datetime) -> LeaveMail.State:
    address = mail.reader.email
    if not address or not mail.leave.employee.is_active:  # left since
        return State.REFUSED
    try:
        letter(mail, address, connection=connection, now=now).send()
    except SMTPRecipientsRefused as refused:
        [(code, _)] = refused.recipients.values()
        return State.REFUSED if code >= 500 else State.WAITING
    return State.SENT
