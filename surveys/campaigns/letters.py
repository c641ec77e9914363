"""What an invitation's mail says: the same words for everybody of one language, but for the link.

A letter is composed once for a wave and language; `address_to` puts one person's link into it.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import formats, translation
from django.utils.translation import gettext as _

from crypto.wrap import derive

from .asking import token
from .models import Invitation, Wave

_LINK = "\ue000"  # stands for the link until a person is known; no name of ours can hold it, nor any translation
_MAIL = "campaigns/mail/invitation"
HEADERS = {
    "Auto-Submitted": "auto-generated",  # RFC 3834
    "X-Auto-Response-Suppress": "DR, RN, NRN, OOF, AutoReply",  # Exchange: no receipt, no "out of office"
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A wave's invitation in one language, with a mark where the link goes."""

    language: str
    subject: str
    text: str
    html: str

    def linked_to(self, link: str) -> "Letter":
        """The same letter with `link` where the mark was."""
        return Letter(self.language, self.subject, self.text.replace(_LINK, link), self.html.replace(_LINK, link))

    def address_to(
        self, invitation: Invitation, address: str, *, connection: BaseEmailBackend
    ) -> EmailMultiAlternatives:
        """The mail for one person, ready to be sent; sent again it has the same Message-ID."""
        own = self.linked_to(link_of(invitation))
        mail = EmailMultiAlternatives(
            self.subject,
            own.text,
            to=[address],
            headers=HEADERS | {"Message-ID": _message_id(invitation), "Content-Language": self.language},
            connection=connection,
        )
        mail.attach_alternative(own.html, "text/html")
        return mail


def compose(wave: Wave, language: str) -> Letter:
    """The letter of `wave` in one of settings.LANGUAGES."""
    with translation.override(language):
        closes = wave.closes.astimezone(settings.ORGANISATION_ZONE)
        said = {
            "title": on_one_line(str(wave)),
            "day": formats.date_format(closes, "DATE_FORMAT"),
            "closes": _moment(closes),
            "questions": wave.questionnaire.questions.count(),
            "k": wave.campaign.k,
            "organisation": on_one_line(settings.ORGANISATION_NAME),
            "imprint": settings.IMPRINT_URL,
            "page": f"{settings.NAMELESS_ORIGIN}/",
            "candle_page": f"{settings.NAMELESS_ORIGIN}/candle/",
            "link": _LINK,
        }
        subject = on_one_line(render_to_string(f"{_MAIL}_subject.txt", said))
        said["subject"] = subject
        text, html = (render_to_string(f"{_MAIL}.{kind}", said) for kind in ("txt", "html"))
    return Letter(language, subject, text, html)


def language_of(invitation: Invitation) -> str:
    """The employee's own language; else the first of the questionnaire's that mails are written in."""
    known = dict(settings.LANGUAGES)
    own = invitation.employee.language if invitation.employee else ""
    first = [own, *invitation.wave.questionnaire.languages, settings.LANGUAGE_CODE]
    return next(language for language in first if language in known)


def link_of(invitation: Invitation) -> str:
    """The address of one person's survey; what stands behind # never reaches a server."""
    wave = invitation.wave
    return f"{settings.NAMELESS_ORIGIN}/w/{wave.notice_id}#{token(invitation.id)}.{invitation.cohort}"


def on_one_line(text: str) -> str:
    """`text` as a header or a name may hold it: no line break, no control character, single spaces."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _moment(closes: datetime) -> str:
    parts = {
        "weekday": formats.date_format(closes, "l"),
        "day": formats.date_format(closes, "DATE_FORMAT"),
        "time": formats.date_format(closes, "TIME_FORMAT"),
        "zone": str(closes.tzinfo).replace("_", " "),
    }
    return _("%(weekday)s, %(day)s at %(time)s (%(zone)s)") % parts


def _message_id(invitation: Invitation) -> str:
    """Always the same for one invitation, and known to nobody who has not seen the mail."""
    key = derive(settings.SECRET_KEY.encode(), purpose="campaigns message ids")
    name = hmac.digest(key, invitation.id.bytes, "sha256")[:16].hex()
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{name}@{domain}>"
