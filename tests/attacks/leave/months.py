"""One organisation over ten measured months: waves, candles, entitlement passes, and the leave that comes of both."""

from collections import defaultdict
from dataclasses import dataclass
from random import Random

from .calendar_days import LENGTH, awake, month_of, quarter_at, waves
from .candles import Candle, follow, openings
from .desk import Key, Leave, out_from, redeem, show
from .habits import KINDS, Habits, Rules

MONTH = 30.4  # days
SENDS = (0.45, 0.25, 0.15, 0.1, 0.05)  # of those who take part, from Monday to Friday: most answer the first mails


@dataclass(frozen=True, slots=True)
class Town:
    """What happened. Who attacks sees the views of it alone (views.py)."""

    seed: int
    habits: Habits
    rules: Rules
    candles: list[Candle]
    leave: list[Leave]
    entitled: list[bool]
    asked: set[tuple[str, int]]  # months and quarters in which people asked for passes: the named side must know


def live(seed: int, habits: Habits, rules: Rules) -> Town:
    """The organisation of this seed: the same people and moods whatever the rules."""
    chance = Random(f"town {seed}")
    entitled = [chance.random() < rules.entitled for _ in range(habits.people)]
    sends = _sends(chance, habits)
    candles = _light(sends, chance, habits)
    followed = Random(f"keepers {seed}")
    for candle in candles:
        follow(candle, followed, habits, rules)
    rest = Random(f"rest {seed}")
    collected = sorted(sends + _monthly(habits.collects, rest, habits))
    brought, signed = _collect(collected, entitled, rest, habits)
    for number, candle in enumerate(candles):
        if candle.taken is None:
            continue
        key = (candle.kind, quarter_at(candle.taken))
        signed[key].append(candle.taken)
        if candle.handed is not None and candle.handed < LENGTH:
            brought.append(Leave(candle.person, *key, candle.handed, candle=number))
    out = out_from(signed, rules)
    booked = redeem(brought, out, Random(f"days {seed}"), habits, rules)
    show(booked, out, rules)
    if rules.collects_first:
        collected += [(leave.handed, leave.person) for leave in booked]
    asked = {(of(time), person) for time, person in collected for of in (month_of, quarter_at)}
    return Town(seed, habits, rules, candles, booked, entitled, asked)


def _sends(chance: Random, habits: Habits) -> list[tuple[float, int]]:
    """Who sent a ballot when; some people nearly always take part and some nearly never."""
    shares = [chance.betavariate(4 * habits.takes_part, 4 * (1 - habits.takes_part)) for _ in range(habits.people)]
    return [
        (wave + chance.choices(range(5), SENDS)[0] + chance.uniform(8, 18) / 24, person)
        for wave in waves()
        for person, share in enumerate(shares)
        if chance.random() < share
    ]


def _monthly(share: float, chance: Random, habits: Habits) -> list[tuple[float, int]]:
    """Who of all people does something on any day, so many of them in a month."""
    daily = share / MONTH
    everybody = ((day, who) for day in range(LENGTH) for who in range(habits.people))
    return [(awake(chance, day), who) for day, who in everybody if chance.random() < daily]


def _light(sends: list[tuple[float, int]], chance: Random, habits: Habits) -> list[Candle]:
    """Every Send carries a flag; from the standing page come lit ones alone."""
    walked = _monthly(habits.walks_in, chance, habits)
    opened = openings([time for time, _ in sends + walked])
    lit = [one for one in sends if chance.random() < habits.tick] + walked
    return [Candle(person, time, opened[time]) for time, person in sorted(lit) if opened[time] < LENGTH]


def _collect(
    collected: list[tuple[float, int]], entitled: list[bool], chance: Random, habits: Habits
) -> tuple[list[Leave], dict[Key, list[float]]]:
    """What is brought to the desk of the passes that each quarter's first asking brings, and when each key signed."""
    brought: list[Leave] = []
    signed: dict[Key, list[float]] = defaultdict(list)
    served = set()
    for time, person in collected:
        quarter = quarter_at(time)
        if not entitled[person] or (person, quarter) in served:
            continue
        served.add((person, quarter))
        for kind in (kind for kind, each in KINDS.items() for _ in range(each)):
            signed[kind, quarter].append(time)
            soon, used = chance.random() < habits.soon, chance.random() < habits.used
            wait = chance.expovariate(1 / habits.soon_days) if soon else chance.uniform(0, habits.late_days)
            handed = awake(chance, time + wait)
            if used and handed < LENGTH:
                brought.append(Leave(person, kind, quarter, handed))
    return brought, signed


def months_of(town: Town) -> dict[str, list[int]]:
    """The leave handed in in each month, by its place."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, leave in enumerate(town.leave):
        found[month_of(leave.handed)].append(place)
    return found
