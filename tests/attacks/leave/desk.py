"""The leave book of the attack's months: what is handed in, from when on the desk sees it, for which day."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from .calendar_days import LENGTH, at_desk, is_redeemable
from .habits import BATCH_HOUR, KINDS, Habits, Rules

Key = tuple[str, str]  # kind and quarter


@dataclass(slots=True, eq=False)
class Leave:
    """One booking and, unseen by everybody, which candle it came of. `handed` and `shown` are days with fractions."""

    person: int
    kind: str
    quarter: str
    handed: float
    candle: int | None = None
    at_once: bool = False
    above: bool = False
    shown: float = math.inf
    first: int = 0


def redeem(
    brought: Iterable[Leave], out: Mapping[Key, float], chance: Random, habits: Habits, rules: Rules
) -> list[Leave]:
    """What is booked of what was brought, in the order of time, with days and whether the desk sees it at once."""
    counted: Counter[tuple[int, str, str]] = Counter()
    booked = []
    for leave in sorted(brought, key=lambda one: one.handed):
        mine = (leave.person, leave.kind, leave.quarter)
        leave.above = leave.kind in KINDS and counted[mine] >= KINDS[leave.kind]
        goes_on = chance.random() < habits.goes_on or not leave.above
        if goes_on and is_redeemable(leave.quarter, leave.handed):
            counted[mine] += 1
            _choose(leave, out, chance, habits, rules)
            booked.append(leave)
    return booked


def _choose(leave: Leave, out: Mapping[Key, float], chance: Random, habits: Habits, rules: Rules) -> None:
    haste = habits.haste if leave.candle is not None else 1.0
    leave.at_once = chance.random() < habits.today * haste
    day = math.floor(leave.handed)
    lead = habits.lead / haste / (5 if leave.at_once else 1)
    earliest = day if leave.at_once else latest(day, is_out=_is_out(leave, out, day), rules=rules)
    leave.first = at_desk(earliest + math.floor(chance.expovariate(1 / lead)))


def latest(day: int, *, is_out: bool, rules: Rules) -> int:
    """The day on which the desk sees at the latest what was handed in on `day` (wellbeing/desk/days.py, shown_by)."""
    wait = 1 if is_out and not rules.fill else rules.patience
    after, step = day + wait, max(rules.interval, 1)
    return day if not rules.interval else after + -after % step


def out_from(signed: Mapping[Key, list[float]], rules: Rules) -> dict[Key, float]:
    """Of each key the day from which the desk knows that enough of its passes are out: told a day later."""
    if not rules.minimum:
        return dict.fromkeys(signed, -math.inf)
    enough = {key: sorted(times)[rules.minimum - 1 : rules.minimum] for key, times in signed.items()}
    return {key: math.floor(times[0]) + 1 if times else math.inf for key, times in enough.items()}


def show(booked: list[Leave], out: Mapping[Key, float], rules: Rules) -> None:
    """Fill in from when on the desk sees each."""
    coming = defaultdict(list)
    for leave in booked:
        if leave.at_once or not rules.interval:
            leave.shown = leave.handed
        else:
            coming[math.floor(leave.handed)].append(leave)
    waiting: list[Leave] = []
    for day in range(LENGTH + 40):
        if rules.interval and day % rules.interval == 0:
            waiting = _batch(waiting, day, out, rules)
        waiting += coming[day]


def _batch(waiting: list[Leave], day: int, out: Mapping[Key, float], rules: Rules) -> list[Leave]:
    """Show what is due, where there is enough of its kind or one is old; returns what waits on."""
    due = [leave for leave in waiting if is_due(leave, day, out, rules)]
    counted = Counter(leave.kind for leave in due)
    old = {leave.kind for leave in due if _is_old(leave, day, rules)}
    left = [leave for leave in waiting if leave not in due]
    for leave in due:
        if counted[leave.kind] >= rules.fill or leave.kind in old:
            leave.shown = day + BATCH_HOUR / 24
        else:
            left.append(leave)
    return left


def is_due(leave: Leave, day: int, out: Mapping[Key, float], rules: Rules) -> bool:
    """The product's rule (wellbeing/desk/deeds/release_batch.py): of an earlier day, and enough passes of its key are
    out or it has waited for a week.
    """
    return math.floor(leave.handed) < day and (_is_out(leave, out, day) or _is_old(leave, day, rules))


def _is_old(leave: Leave, day: int, rules: Rules) -> bool:
    return math.floor(leave.handed) <= day - rules.patience


def _is_out(leave: Leave, out: Mapping[Key, float], day: int) -> bool:
    return out.get((leave.kind, leave.quarter), math.inf) <= day
