"""The router's rule, as wellbeing/candles/deeds/gather_flags.py and send_now.py have it, each part removable.

tests/wellbeing/candles/attacks/test_queue.py holds both against each other. The worker looks every half minute; here
it looks whenever a flag comes and whenever an hour begins, which is the same to within that.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .flags import COLLEAGUE, Flag

BEGINS = 5 / 60  # of an hour


@dataclass(frozen=True, slots=True)
class Rule:
    """When flags are opened. The defaults are the product's."""

    hours: tuple[int, ...] = (0, 8, 12, 16)
    minimum: int = 8  # ROUTER_MINIMUM
    waits: bool = True  # False: every flag is opened as it comes
    all_hour: bool = False  # as long as the hour lasts; False: in its first five minutes
    patience: int = 1  # flags so many days old are opened however few they are
    late: int = 0  # but not before this hour of that day
    takes_along: bool = False  # who sends at once has all opened that wait; False: goes alone
    bare_count: bool = False  # flags without a pass count towards the minimum


@dataclass(frozen=True, slots=True)
class Batch:
    """Flags that were opened together."""

    opened: float
    flags: tuple[Flag, ...]

    def people(self) -> frozenset[int]:
        """In whose company each of them was opened. Whoever attacks hides nobody."""
        return frozenset(flag.person for flag in self.flags) - {COLLEAGUE}


def openings(flags: Sequence[Flag], rule: Rule) -> list[Batch]:
    """All batches of these flags, by time. Until no flag waits any more an hour begins every hour."""
    if not rule.waits:
        return [Batch(flag.time, (flag,)) for flag in flags]
    coming, waiting, batches = list(reversed(flags)), list[Flag](), list[Batch]()
    now = 0.0
    while coming or waiting:
        moments = [float(int(now) + 1)] if waiting else []
        moments += [coming[-1].time] if coming else []
        now = min(moments)
        hurried = False
        if coming and coming[-1].time == now:
            waiting.append(coming.pop())
            hurried = waiting[-1].at_once
        together = waiting if rule.takes_along or not hurried else waiting[-1:]
        if hurried or _is_time(waiting, now, rule):
            batches.append(Batch(now, tuple(together)))
            waiting = [flag for flag in waiting if flag not in together]
    return batches


def _is_time(waiting: Sequence[Flag], now: float, rule: Rule) -> bool:
    day, hour = divmod(int(now), 24)
    if hour >= rule.late and any(int(flag.time) // 24 <= day - rule.patience for flag in waiting):
        return True
    counted = sum(rule.bare_count or not flag.bare for flag in waiting)
    return hour in rule.hours and (rule.all_hour or now - int(now) < BEGINS) and counted >= rule.minimum
