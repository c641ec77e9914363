"""What each party sees of an organisation's months: the rows of docs/promises.md, and nothing else of what happened.

A keeper reads the queue during hours of work; the desk sees leave from its batch on. Who steals both databases does it
in the last night of a month and finds the columns of tests/walls/test_columns.py: of candles that were not erased and
of all leave.
"""

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from .calendar_days import at_work, begins, ends, month_of, quarter_at, week_of
from .candles import Candle
from .desk import Leave
from .habits import Rules
from .months import Town

HALF_A_YEAR = 182  # days in which passes of one kind are of two quarters
KEPT = 30  # days after closing and the last visit, until a candle is erased
LASTS = 30  # days without a visit, until it lapses
LOOKS = 2.0  # hours of work between two looks of the desk or a manager at what is new, on average


@dataclass(frozen=True, slots=True)
class Queued:
    """A candle that was taken, as a keeper knows it: its kind, and when they found it taken."""

    kind: str
    taken: float


@dataclass(frozen=True, slots=True)
class Booked:
    """Leave as the desk knows it. `shown` has a time only where it came outside of a batch."""

    person: int
    kind: str
    shown: float
    first: int
    at_once: bool
    number: int  # of this person's leave of the kind in half a year
    entitled: bool


@dataclass(frozen=True, slots=True)
class Away:
    """Leave as a manager knows it: who, first day, the day of the mail."""

    group: int
    mailed: int
    first: int


@dataclass(frozen=True, slots=True)
class StoredCandle:
    """A candle's row with its taken break: `key` is kind and quarter; `lit` while it is open, `closed` after that."""

    key: tuple[str, str]
    visited: float
    lit: float | None
    closed: float | None


@dataclass(frozen=True, slots=True)
class StoredLeave:
    """A row of leave. `handed_in` is None where it was forgotten. `asked`: whether this person has
    asked for passes in this month, in the last, and in the quarter of the leave's pass, for the named side must know.
    """

    person: int
    key: tuple[str, str]
    first: int
    waits: bool
    handed_in: float | None
    asked: tuple[bool, bool, bool]


def queued(candle: Candle) -> Queued:
    """A keeper finds it taken at the next of the hours of work."""
    return Queued(candle.kind, at_work(candle.taken, 0.0))


def booked(town: Town) -> list[Booked]:
    """The desk's rows, in the places of `town.leave`."""
    before: dict[tuple[int, str], list[float]] = defaultdict(list)
    numbers = {}
    for leave in sorted(town.leave, key=lambda one: one.shown):
        mine = before[leave.person, leave.kind]
        mine.append(leave.shown)
        numbers[id(leave)] = sum(shown > leave.shown - HALF_A_YEAR for shown in mine)
    return [_booked(leave, numbers[id(leave)], town) for leave in town.leave]


def _booked(leave: Leave, number: int, town: Town) -> Booked:
    at_once = leave.at_once and town.rules.interval > 0
    return Booked(leave.person, leave.kind, leave.shown, leave.first, at_once, number, town.entitled[leave.person])


def away(town: Town) -> list[Away]:
    """What managers see, in the places of `town.leave`: the desk approves when it next looks."""
    chance = Random(f"approvals {town.seed}")
    rows = []
    for leave in town.leave:
        mailed = math.floor(at_work(leave.shown, chance.expovariate(1 / LOOKS)))
        rows.append(Away(leave.person // town.habits.group, mailed, leave.first))
    return rows


def stolen_candle(candle: Candle, month: str, rules: Rules) -> StoredCandle | None:
    """Its row in the last night of the month; None when it is erased, or not taken yet."""
    night = ends()[month]
    if candle.taken is None or candle.taken >= night:
        return None
    visited = max(time for time in candle.visits if time < night)
    lapsed = math.floor(visited) + LASTS
    if rules.visits == "month":  # where no day is kept, it lapses when a whole month has passed without a visit
        lapsed = ends()[month_of(ends()[month_of(visited)])]
    closed = min((time for time in (candle.closed, lapsed) if time is not None and time < night), default=None)
    if closed is not None and _is_erased(max(closed, visited), night, rules):
        return None
    round_off, key = PRECISIONS[rules.visits], (candle.kind, quarter_at(candle.taken))
    if closed is not None:
        return StoredCandle(key, round_off(visited), None, round_off(closed))
    return StoredCandle(key, round_off(visited), candle.opened if rules.hours else None, None)


def _is_erased(ended: float, night: int, rules: Rules) -> bool:
    """Where only months are kept, once a whole one has passed."""
    if rules.visits == "month":
        return ends()[month_of(ends()[month_of(ended)])] < night
    return ended < night - KEPT


def stolen_leave(leave: Leave, month: str, town: Town) -> StoredLeave:
    """Its row in the same night. Leave that waits must hold its day; what was shown may forget it."""
    rules, waits = town.rules, leave.shown >= ends()[month]
    day = math.floor(leave.handed if waits else leave.shown)
    handed_in = leave.handed if rules.handed_time else day if waits or rules.batch_day else None
    asked = _asked(leave, month, town)
    return StoredLeave(leave.person, (leave.kind, leave.quarter), leave.first, waits, handed_in, asked)


def _asked(leave: Leave, month: str, town: Town) -> tuple[bool, bool, bool]:
    """Rows of a month or quarter that is over are there no more; nothing then tells who is not in them."""
    spans = (month, month_of(begins()[month] - 1), leave.quarter)
    kept = (True, not town.rules.forgotten, not town.rules.forgotten or leave.quarter == quarter_at(begins()[month]))
    this, last, quarter = (
        not there or (span, leave.person) in town.asked for span, there in zip(spans, kept, strict=True)
    )
    return this, last, quarter


PRECISIONS: dict[str, Callable[[float], float]] = {
    "time": float,
    "day": lambda time: float(math.floor(time)),
    "week": lambda time: float(week_of(time)),
    "month": lambda time: float(begins()[month_of(time)]),
}
