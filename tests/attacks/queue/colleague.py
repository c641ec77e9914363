"""A colleague who sends flags of their own around one that they wait for, so that nobody else's are opened with it."""

from collections.abc import Iterable, Sequence
from random import Random

from .flags import COLLEAGUE, Flag, Month

BEFORE_AND_AFTER = (-1, 1)  # minutes


def followed(month: Month) -> list[Flag]:
    """Whom the colleague follows: half of the work is choosing well, and here it is done. One candle with a ballot."""
    lit = [flag for flag in month.flags if flag.lit and not flag.standing]
    return [Random(month.seed).choice(lit)] if lit else []


def leave_alone(month: Month, target: Flag) -> Sequence[Flag]:
    """Nothing of their own."""
    return month.flags


def flush(month: Month, target: Flag) -> list[Flag]:
    """One at once a minute before, and one a minute after."""
    return _around(month, target, [Flag(0.0, COLLEAGUE, at_once=True)])


def flood(month: Month, target: Flag) -> list[Flag]:
    """Eight a minute before and eight a minute after: enough wait then, at a fixed hour."""
    return _around(month, target, [Flag(0.0, COLLEAGUE)] * 8)


def flood_bare(month: Month, target: Flag) -> list[Flag]:
    """The same without passes, which cost nothing."""
    return _around(month, target, [Flag(0.0, COLLEAGUE, bare=True)] * 8)


def _around(month: Month, target: Flag, own: Sequence[Flag]) -> list[Flag]:
    sent = [
        Flag(target.time + (minute + number / 100) / 60, one.person, at_once=one.at_once, bare=one.bare)
        for minute in BEFORE_AND_AFTER
        for number, one in enumerate(own)
    ]
    return _by_time([*month.flags, *sent])


def _by_time(flags: Iterable[Flag]) -> list[Flag]:
    return sorted(flags, key=lambda flag: flag.time)
