"""Sends invitations, a chunk a call over one SMTP connection; any number of workers may send at once."""

from smtplib import SMTPRecipientsRefused

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from crypto.refusal import Refusal

from ..letters import Letter, compose, language_of
from ..models import Invitation, Wave

CHUNK = 50


class NoMailServer(Refusal):
    """The mail server is away, or broke off; what it took is marked, and the next tick tries the rest."""


def send_invitations() -> int:
    """How many invitations of open waves were dealt with, at most 50: 0 when nobody waits.

    The rows are locked while their mails go out, so no two workers send the same one; a worker that is killed in
    between leaves its chunk to be sent again. Raises NoMailServer.
    """
    with transaction.atomic():
        waiting = Invitation.objects.select_for_update(skip_locked=True, of=("self",))
        waiting = waiting.filter(mail=Invitation.Mail.WAITING, wave__state=Wave.State.OPEN)
        # In random order, so that addresses that must wait hold up nobody behind them.
        chunk = list(waiting.select_related("wave__campaign", "wave__questionnaire", "employee").order_by("?")[:CHUNK])
        trouble = _send_all(chunk)
        dealt_with = _believed(chunk)
        Invitation.objects.bulk_update(dealt_with, ["mail"])
    if trouble or (chunk and not dealt_with):
        raise NoMailServer(f"the mail server took {len(dealt_with)} of {len(chunk)} invitations") from trouble
    return len(dealt_with)


def _believed(chunk: list[Invitation]) -> list[Invitation]:
    """What is to be marked. A server that never took a letter speaks of itself, not of the addresses it refuses."""
    marked = [invitation for invitation in chunk if invitation.mail != Invitation.Mail.WAITING]
    took = any(invitation.mail == Invitation.Mail.SENT for invitation in marked)
    took = took or Invitation.objects.filter(mail=Invitation.Mail.SENT, wave__state=Wave.State.OPEN).exists()
    return marked if took else []


def _send_all(chunk: list[Invitation]) -> OSError | None:
    """Mark each invitation with what became of it, up to the first trouble (SMTPException is an OSError)."""
    if not chunk:
        return None
    letters = {kind: compose(*kind) for kind in {_kind(invitation) for invitation in chunk}}
    try:
        with get_connection() as connection:
            for invitation in chunk:
                invitation.mail = _send(invitation, letters[_kind(invitation)], connection)
    except OSError as trouble:
        return trouble
    return None


def _kind(invitation: Invitation) -> tuple[Wave, str]:
    """What letters with the same words have in common."""
    return invitation.wave, language_of(invitation)


def _send(invitation: Invitation, letter: Letter, connection: BaseEmailBackend) -> Invitation.Mail:
    address = invitation.employee.email if invitation.employee else None
    if not address:  # left since the wave was announced
        return Invitation.Mail.REFUSED
    try:
        letter.address_to(invitation, address, connection=connection).send()
    except SMTPRecipientsRefused as refused:
        [(code, _)] = refused.recipients.values()
        return Invitation.Mail.REFUSED if code >= 500 else Invitation.Mail.WAITING
    return Invitation.Mail.SENT
