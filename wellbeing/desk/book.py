"""The leave book as the desk reads it: who, which kind of break, which days, and how full those days are."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from .days import days_shown
from .models import Leave
from .texts import spoken

State = Leave.State
PAST = 200  # entries that are over and shown
Full = Counter[tuple[str, date]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the book. `day` is the fullest of its days, on which `booked` others of its kind are away."""

    leave: Leave
    kind: str
    days: str
    day: date
    booked: int
    today: date

    @property
    def capacity(self) -> int:
        """How many may be away on one day."""
        return self.leave.kind.capacity

    @property
    def is_full(self) -> bool:
        """Whether one more would be too many."""
        return self.booked >= self.capacity

    @property
    def with_it(self) -> int:
        """How many are away on that day once this one is."""
        return self.booked + 1

    @property
    def has_begun(self) -> bool:
        """Whether its first day has come."""
        return self.leave.first <= self.today


def seen() -> QuerySet[Leave]:
    """What the desk may see: nothing that waits, and nothing that was cancelled."""
    there = Leave.objects.filter(state__in=[State.ASKED, State.APPROVED, State.DECLINED], employee__is_active=True)
    return there.select_related("employee", "kind").order_by("first", "last", "employee__name", "id")


def entries(leaves: QuerySet[Leave], *, today: date) -> list[Entry]:
    """The lines of these bookings, in their order."""
    full = _full()
    return [_entry(leave, full, today) for leave in leaves]


def _entry(leave: Leave, full: Full, today: date) -> Entry:
    own = 1 if leave.state == State.APPROVED else 0
    day, booked = _fullest(leave, full)
    kind, days = spoken(leave.kind.name), days_shown(leave.first, leave.last)
    return Entry(leave, kind, days, day=day, booked=booked - own, today=today)


def _full() -> Full:
    """How many are away on each day, by kind."""
    booked = Leave.objects.filter(state=State.APPROVED, employee__is_active=True)
    spans = booked.values_list("kind_id", "first", "last")
    return Counter((kind, day) for kind, first, last in spans for day in _days(first, last))


def _fullest(leave: Leave, full: Full) -> tuple[date, int]:
    day = max(_days(leave.first, leave.last), key=lambda day: full[leave.kind_id, day])
    return day, full[leave.kind_id, day]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=after) for after in range((last - first).days + 1)]
