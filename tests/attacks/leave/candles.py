"""Candles of the attack's months: lit at a wave or from the standing page, opened by the router, answered, taken."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from .calendar_days import LENGTH, at_work, awake
from .habits import HOURS, KINDS, MINIMUM, OUTSIDE, Habits, Rules


@dataclass(slots=True)
class Candle:
    """Times are days with fractions; None where it did not come to that."""

    person: int
    lit: float
    opened: float = 0.0
    taken: float | None = None
    kind: str = ""
    handed: float | None = None
    closed: float | None = None
    visits: list[float] = field(default_factory=list)


def openings(times: Iterable[float], *, hours: tuple[int, ...] = HOURS, minimum: int = MINIMUM) -> dict[float, float]:
    """Of each flag, by the time it came, when the router opened it: at a fixed hour once `minimum` wait, or when one
    came before today (wellbeing/candles/deeds/gather_flags.py).
    """
    opened: dict[float, float] = {}
    waiting: list[float] = []
    coming = sorted(times, reverse=True)
    for day in range(LENGTH + 30):
        for hour in sorted({0, *hours}):
            now = day + hour / 24
            while coming and coming[-1] <= now:
                waiting.append(coming.pop())
            old = any(math.floor(time) < day for time in waiting)
            if old or (hour in hours and len(waiting) >= minimum):
                opened |= dict.fromkeys(waiting, now)
                waiting = []
    return opened


def follow(candle: Candle, chance: Random, habits: Habits, rules: Rules) -> None:
    """What keepers and its owner make of an opened candle."""
    urgency = chance.choices(list(habits.urgencies), [share for share, _ in habits.urgencies.values()])[0]
    hours = habits.urgencies[urgency][1]
    answered = at_work(candle.opened, chance.expovariate(1 / hours))
    if chance.random() < habits.asks_back:
        answered = at_work(_comes_back(answered, chance, habits), chance.expovariate(1 / hours))
    if chance.random() >= habits.offered:
        return
    looked = _comes_back(answered, chance, habits)
    candle.visits.append(looked)
    if chance.random() >= habits.takes:
        return
    candle.taken = looked
    candle.kind = OUTSIDE if chance.random() < rules.outside else chance.choice(list(KINDS))
    _hand_in(candle, chance, habits)
    if chance.random() < habits.closes:
        candle.closed = at_work(looked, chance.expovariate(1 / habits.closing))


def _comes_back(answered: float, chance: Random, habits: Habits) -> float:
    return awake(chance, answered + chance.expovariate(1 / habits.comes_back))


def _hand_in(candle: Candle, chance: Random, habits: Habits) -> None:
    """When the break pass is carried to the desk, and when its owner looks into the mailbox once more."""
    taken, drawn = candle.visits[-1], chance.random()
    again = awake(chance, taken + chance.expovariate(1 / habits.later_days))
    if drawn < habits.at_sitting:
        candle.handed = taken + chance.uniform(3, 20) / (24 * 60)
    elif drawn < habits.at_sitting + habits.later:
        candle.handed = again
    if chance.random() < habits.looks_again:
        candle.visits.append(again)
