"""Days as the leave book counts them: in the organisation's zone, and which of them may be asked for."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

PATIENCE = 7  # days after which waiting leave goes to the desk in any case
LONGEST = 31  # days of one leave
AHEAD = 366  # days


def today_of(now: datetime) -> date:
    """The day it is in the organisation."""
    return now.astimezone(settings.ORGANISATION_ZONE).date()


def is_batch_time(now: datetime) -> bool:
    """Whether today's batch is due."""
    return now.astimezone(settings.ORGANISATION_ZONE).hour >= settings.LEAVE_BATCH_HOUR


def shown_by(handed_in: date, *, enough: bool) -> date:
    """The day on which the desk sees waiting leave: at the latest, where its key has not signed enough passes yet."""
    return handed_in + timedelta(days=1 if enough else PATIENCE)


def fault_of(first: date, last: date, *, today: date, shown: date) -> tuple[str, str] | None:
    """The field that cannot stand and one sentence on why, or None. `shown` is when the desk sees it."""
    if first < today:
        return "first", _("This day is over; choose today or a later one.")
    if first > today + timedelta(days=AHEAD):
        return "first", _("This is more than a year ahead; choose an earlier day.")
    if last < first:
        return "last", _("The last day comes before the first.")
    if (last - first).days >= LONGEST:
        text = ngettext("One leave has at most %(most)d day.", "One leave has at most %(most)d days.", LONGEST)
        return "last", text % {"most": LONGEST}
    if first < shown:
        sentence = _(
            "Waiting for its batch, your request may reach the desk as late as %(day)s, after your first day. Choose a "
            "later day, or let the desk see it today."
        )
        return "first", sentence % {"day": formats.date_format(shown, "DATE_FORMAT")}
    return None


def days_shown(first: date, last: date) -> str:
    """`days_said` for a page: no date is broken over two lines."""
    begins, ends = (formats.date_format(day, "DATE_FORMAT").replace(" ", "\u00a0") for day in (first, last))
    return _between(begins, ends)


def days_said(first: date, last: date) -> str:
    """`1 December 2026`, or both ends, in the language of the page."""
    begins, ends = (formats.date_format(day, "DATE_FORMAT") for day in (first, last))
    return _between(begins, ends)


def _between(begins: str, ends: str) -> str:
    return begins if begins == ends else _("%(first)s to %(last)s") % {"first": begins, "last": ends}
