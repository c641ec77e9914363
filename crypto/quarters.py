"""Quarters as keys of rest name them, `2026-Q4`, in UTC (docs/protocol.md sections 1 and 7)."""

import re
from datetime import UTC, datetime

from .refusal import Refusal

GOOD_FOR = 1  # quarters after its own in which an entitlement or break pass is good


class BadQuarter(Refusal):
    """This names no quarter."""


def quarter_of(moment: datetime) -> str:
    """The quarter of an aware instant: `2026-Q4`."""
    today = moment.astimezone(UTC)
    return f"{today.year:04}-Q{(today.month + 2) // 3}"


def quarters_since(quarter: str, moment: datetime) -> int:
    """How many quarters `moment` is past `quarter`; negative when it lies ahead. Raises BadQuarter."""
    return _ordinal(quarter_of(moment)) - _ordinal(quarter)


def is_good(quarter: str, moment: datetime) -> bool:
    """Whether a pass of `quarter` is good at `moment`: in its quarter and the next. Raises BadQuarter."""
    return 0 <= quarters_since(quarter, moment) <= GOOD_FOR


def _ordinal(quarter: str) -> int:
    if not re.fullmatch(r"[0-9]{4}-Q[1-4]", quarter):
        raise BadQuarter("a quarter is written like 2026-Q4")
    return 4 * int(quarter[:4]) + int(quarter[-1])
