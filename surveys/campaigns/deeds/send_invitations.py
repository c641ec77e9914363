"""Sends invitations, a chunk a call over one SMTP connection; any number of workers may send at once."""

from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from crypto.refusal import Refusal

from ..asking import token
from ..models import Invitation, Wave

CHUNK = 50
BODY = """Hello,

{title} is open until {closes} UTC. It takes a few minutes, and it is up to you.

Your own address, please do not pass it on:

{link}

Your answers are sealed on your own device before they leave it, and no figure is shown of fewer than {k} people.
"""


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
        chunk = list(waiting.select_related("wave__campaign", "employee").order_by("?")[:CHUNK])
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
    try:
        with get_connection() as connection:
            for invitation in chunk:
                invitation.mail = _send(invitation, connection)
    except OSError as trouble:
        return trouble
    return None


def _send(invitation: Invitation, connection: BaseEmailBackend) -> Invitation.Mail:
    address = invitation.employee.email if invitation.employee else None
    if not address:  # left since the wave was announced
        return Invitation.Mail.REFUSED
    try:
        _letter(invitation, address, connection).send()
    except SMTPRecipientsRefused as refused:
        [(code, _)] = refused.recipients.values()
        return Invitation.Mail.REFUSED if code >= 500 else Invitation.Mail.WAITING
    return Invitation.Mail.SENT


def _letter(invitation: Invitation, address: str, connection: BaseEmailBackend) -> EmailMessage:
    wave = invitation.wave
    link = f"{settings.NAMELESS_ORIGIN}/w/{wave.notice_id}#{token(invitation.id)}.{invitation.cohort}"
    body = BODY.format(
        title=wave,
        closes=wave.closes.strftime("%Y-%m-%d %H:%M"),
        link=link,
        k=wave.campaign.k,
    )
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(f"{wave} is open", body, to=[address], headers=headers, connection=connection)
