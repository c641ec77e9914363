"""Calendar files (RFC 5545, methods of RFC 5546): that somebody is away on these days, and nothing else."""

import hashlib
from datetime import UTC, datetime, time, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from .models import LeaveMail

What = LeaveMail.What
PRODUCT = "-//Windbreak//leave//EN"


def method_of(mail: LeaveMail) -> str:
    """PUBLISH, or CANCEL for an approval that was taken back; "" where no file goes with the mail."""
    return {What.BOOKED: "PUBLISH", What.TAKEN_BACK: "CANCEL"}.get(What(mail.what), "")


def calendar_of(mail: LeaveMail, *, now: datetime) -> bytes:
    """The file for one reader, in the language that is active: whole days, and the same UID each time."""
    leave = mail.leave
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method_of(mail))
    event = Event()
    event.add("uid", uid_of(mail))
    event.add("dtstamp", datetime.combine(now.astimezone(UTC).date(), time(), UTC))  # no time finer than a day
    event.add("dtstart", leave.first)
    event.add("dtend", leave.last + timedelta(days=1))  # the first day that is not in it
    event.add("summary", title_of(mail), parameters={"LANGUAGE": translation.get_language() or "en"})
    event.add("organizer", f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    event.add("sequence", mail.turn)
    event.add("status", "CANCELLED" if mail.what == What.TAKEN_BACK else "CONFIRMED")
    event.add("transp", "OPAQUE" if mail.is_to_employee else "TRANSPARENT")  # who leads the group is not away
    calendar.add_component(event)
    return calendar.to_ical()


def title_of(mail: LeaveMail) -> str:
    """What stands in the calendar: neither the kind of break nor a reason."""
    return _("Away") if mail.is_to_employee else _("%(person)s is away") % {"person": mail.leave.employee}


def uid_of(mail: LeaveMail) -> str:
    """Always the same for one booking and reader, whatever secret was replaced, and told to nobody else."""
    return f"{own_name(mail.leave.id.bytes + mail.reader_id.bytes, purpose='calendar')}@{domain()}"


def own_name(of: bytes, *, purpose: str) -> str:
    """32 hex digits that follow from `of`, random ids, and that nobody who does not know those can foresee."""
    return hashlib.sha256(b"windbreak desk " + purpose.encode() + b"\x00" + of).hexdigest()[:32]


def domain() -> str:
    """Of the address that mails come from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
