"""Time as the attack counts it: days since a Wednesday, with fractions; months, quarters, hours of work."""

import math
from datetime import UTC, date, datetime, timedelta
from random import Random

from crypto.quarters import is_good, quarter_of

START = date(2025, 10, 1)  # the first months fill the organisation with passes and are not measured
LENGTH = (date(2027, 1, 1) - START).days
MEASURED = [f"2026-{month:02}" for month in range(1, 11)]
OPENS, CLOSES = 9 / 24, 17 / 24  # of a day of work
_DAYS = [START + timedelta(days=day) for day in range(LENGTH + 400)]
_MONTHS = [day.isoformat()[:7] for day in _DAYS]
_MOMENTS = [datetime(day.year, day.month, day.day, 12, tzinfo=UTC) for day in _DAYS]
_QUARTERS = [quarter_of(moment) for moment in _MOMENTS]

_BEGINS = {month: _MONTHS.index(month) for month in dict.fromkeys(_MONTHS)}
_ENDS = {month: day + 1 for day, month in enumerate(_MONTHS)}


def month_of(time: float) -> str:
    """`2026-01`."""
    return _MONTHS[int(time)]


def quarter_at(time: float) -> str:
    """`2026-Q1`, whose keys sign at that time."""
    return _QUARTERS[int(time)]


def is_redeemable(quarter: str, time: float) -> bool:
    """Whether the desk still takes a pass of this quarter."""
    return is_good(quarter, _MOMENTS[int(time)])


def week_of(time: float) -> int:
    """The day of its Monday."""
    return int(time) - _DAYS[int(time)].weekday()


def begins() -> dict[str, int]:
    """Of each month its first day."""
    return _BEGINS


def ends() -> dict[str, int]:
    """Of each month the first day after it."""
    return _ENDS


def is_free(time: float) -> bool:
    """A Saturday or Sunday."""
    return _DAYS[int(time)].weekday() >= 5


def waves() -> list[int]:
    """The days on which a wave opens: the first Monday of each month."""
    return [day for day, one in enumerate(_DAYS[:LENGTH]) if one.weekday() == 0 and one.day <= 7]


def awake(chance: Random, time: float) -> float:
    """The same time, or the next at which people do such things: from 7 to 22 o'clock, at week-ends more rarely."""
    while is_free(time) and chance.random() < 0.6:
        time = math.floor(time) + 1 + chance.uniform(7, 22) / 24
    hour = (time % 1) * 24
    if 7 <= hour <= 22:
        return time
    return math.floor(time) + (hour > 22) + chance.uniform(7, 22) / 24


def at_work(time: float, hours: float) -> float:
    """The moment at which somebody at work from 9 to 17, Monday to Friday, has spent `hours` from `time` on."""
    left = hours / 24
    while True:
        day = math.floor(time)
        begins = max(time, day + OPENS)
        if not is_free(time) and begins + left < day + CLOSES:
            return begins + left
        if not is_free(time):
            left -= max(0.0, day + CLOSES - begins)
        time = day + 1.0


def at_desk(day: int) -> int:
    """This day, or the Monday after it."""
    while is_free(day):
        day += 1
    return day
