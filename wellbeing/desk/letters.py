"""What mails about leave say: to the person who rests, and to who leads their group. Never the kind, never a reason."""

from datetime import datetime
from email.mime.text import MIMEText

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from .calendars import calendar_of, domain, method_of, own_name
from .days import days_said
from .models import LeaveMail

What = LeaveMail.What
FILE = "away.ics"
HEADERS = {
    "Auto-Submitted": "auto-generated",  # RFC 3834
    "X-Auto-Response-Suppress": "DR, RN, NRN, OOF, AutoReply",  # Exchange: no receipt, no "out of office"
}


def letter(mail: LeaveMail, address: str, *, connection: BaseEmailBackend, now: datetime) -> EmailMultiAlternatives:
    """The mail in its reader's language, ready to be sent; sent again it has the same Message-ID."""
    language = mail.reader.language or settings.LANGUAGE_CODE
    with translation.override(language):
        said = _said(mail)
        name = own_name(mail.id.bytes, purpose="message")
        written = EmailMultiAlternatives(
            _on_one_line(said["title"]),
            render_to_string("desk/mail/leave.txt", said),
            to=[address],
            headers=HEADERS | {"Message-ID": f"<{name}@{domain()}>", "Content-Language": language},
            connection=connection,
        )
        written.attach_alternative(render_to_string("desk/mail/leave.html", said), "text/html")
        if method_of(mail):
            written.attach(_file(mail, now))
    return written


def _file(mail: LeaveMail, now: datetime) -> MIMEText:
    part = MIMEText(calendar_of(mail, now=now).decode(), "calendar", "utf-8")
    part.set_param("method", method_of(mail))
    part.add_header("Content-Disposition", "attachment", filename=FILE)
    return part


def _said(mail: LeaveMail) -> dict[str, str]:
    leave = mail.leave
    named = {"days": days_said(leave.first, leave.last), "person": str(leave.employee)}
    title, text = _to_employee(mail) if mail.is_to_employee else _to_leader(mail)
    path = "rest" if mail.is_to_employee else "away"
    return {
        "title": title % named,
        "text": text,
        "link": f"{settings.NAMED_ORIGIN}/{path}/",
        "action": _("To my leave") if mail.is_to_employee else _("Who is away"),
        "organisation": _on_one_line(settings.ORGANISATION_NAME),
        "imprint": settings.IMPRINT_URL,
        "candle_page": f"{settings.NAMELESS_ORIGIN}/candle/",
    }


def _to_employee(mail: LeaveMail) -> tuple[str, str]:
    if mail.what == What.BOOKED:
        return _("Your leave is booked: %(days)s"), _(
            "The calendar file with this mail says that you are away, no more."
        )
    if mail.what == What.TAKEN_BACK:
        return _("Your leave is no longer booked: %(days)s"), _(
            "The leave desk took its approval back and will decide again. The calendar file with this mail takes the "
            "days out of your calendar."
        )
    return _("Your leave was not approved: %(days)s"), _(
        "The leave desk wrote a sentence for you, which is on your page. You can ask again for other days."
    )


def _to_leader(mail: LeaveMail) -> tuple[str, str]:
    if mail.what == What.BOOKED:
        return _("%(person)s is away: %(days)s"), _("The calendar file with this mail puts it into your calendar.")
    return _("%(person)s is not away after all: %(days)s"), _(
        "The calendar file with this mail takes it out of your calendar."
    )


def _on_one_line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
