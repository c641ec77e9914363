"""A calendar file to look again, in words that tell nobody anything: on one day the same bytes for everybody."""

from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Alarm, Calendar, Event

TIMES = 14  # days in a row; a candle that nobody visits lapses after 30
AT = time(12, 15)  # wherever the calendar is
LASTS = timedelta(minutes=15)


@require_safe
def reminder(_request: HttpRequest) -> HttpResponse:
    """GET /reminder.ics: look again, once a day from tomorrow on. No address, no name, nothing of this product."""
    return HttpResponse(
        reminder_file(timezone.now().date()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="reminder.ics"', "Cache-Control": "no-store"},
    )


def reminder_file(today: date) -> bytes:
    """RFC 5545. The words are the installation's first language's: a choice of them would tell the visitor's."""
    with translation.override(settings.LANGUAGE_CODE):
        words = _("Have a look")
    event = Event()
    begins = datetime.combine(today + timedelta(days=1), AT)
    event.add("uid", f"{today:%Y%m%d}-look")
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", begins)
    event.add("dtend", begins + LASTS)
    event.add("rrule", {"freq": "daily", "count": TIMES})
    event.add("summary", words)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(words))
    calendar = Calendar()
    calendar.add("prodid", "-//calendar//1//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return calendar.to_ical()


def _alarm(words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(0))
    alarm.add("description", words)
    return alarm
