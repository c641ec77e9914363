"""The flags of one month of an organisation: with everybody's ballot, and from the standing page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from .habits import CLOSES, DAYS, OPENS, SENDS_BY_DAY, SENDS_BY_HOUR, WALKS_IN_BY_HOUR, Habits, is_night

COLLEAGUE = -1  # who attacks, and hides nobody


@dataclass(frozen=True, slots=True)
class Flag:
    """`time` is in hours since the month's Monday began. No two flags of a month come at one time."""

    time: float
    person: int
    lit: bool = False
    standing: bool = False  # from the standing page
    at_once: bool = False
    bare: bool = False  # without a pass


@dataclass(frozen=True, slots=True)
class Month:
    """Flags by time. `first` are those with which their sender is seen for the first time in the wave that is open."""

    seed: int
    flags: Sequence[Flag]
    first: frozenset[float]


def month(seed: int, habits: Habits, *, invited: Sequence[int] | None = None) -> Month:
    """One wave, to which everybody is invited unless it is said who, and three weeks without one."""
    chance = Random(f"month {seed}")
    asked = range(habits.people) if invited is None else invited
    sent = [_send(person, chance, habits) for person in asked if chance.random() < habits.takes_part]
    flags = sorted(sent + _walked_in(chance, habits) + _covering(seed, habits), key=lambda flag: flag.time)
    seen: dict[int, float] = {}
    for flag in flags:
        if OPENS <= flag.time < CLOSES:
            seen.setdefault(flag.person, flag.time)
    return Month(seed, flags, frozenset(seen.values()))


def _send(person: int, chance: Random, habits: Habits) -> Flag:
    time = 0.0
    while not OPENS <= time < CLOSES:
        [day] = chance.choices(range(7), SENDS_BY_DAY)
        time = day * 24 + _hour(chance, SENDS_BY_HOUR)
    tick = habits.tick * (habits.night_ticks if is_night(time) else 1)
    return Flag(time, person, lit=chance.random() < tick)


def _walked_in(chance: Random, habits: Habits) -> list[Flag]:
    came = [person for person in range(habits.people) if chance.random() < habits.walks_in]
    return [
        Flag(
            chance.randrange(DAYS) * 24 + _hour(chance, WALKS_IN_BY_HOUR),
            person,
            lit=True,
            standing=True,
            at_once=chance.random() < habits.at_once,
        )
        for person in came
    ]


def _covering(seed: int, habits: Habits) -> list[Flag]:
    """Empty ones, evenly: what hides a candle of the standing page while no wave is open."""
    chance = Random(f"covering {seed}")
    times = (chance.uniform(0, DAYS * 24) for _ in range(round(habits.covering * habits.people)))
    return [Flag(time, chance.randrange(habits.people), standing=True) for time in times]


def _hour(chance: Random, weights: Sequence[int]) -> float:
    [hour] = chance.choices(range(24), weights)
    return hour + chance.random()


def patient(flags: Sequence[Flag]) -> list[Flag]:
    """The same, and nobody sends at once."""
    return [replace(flag, at_once=False) for flag in flags]
