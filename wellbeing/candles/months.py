"""Months as keys name them, `2026-11`, and how long what bears one stays good."""

from datetime import UTC, datetime

PASSES_LAST = 3  # months after its own in which a candle pass is good (docs/protocol.md section 6)
# A flag is sealed to the router key that the wave's own Notice leads to, and its pass may be as young as the wave's
# last day: three months for the longest wave, three more for the pass.
ROUTERS_LAST = 6
UNVISITED = 1  # whole months without a visit after which a candle lapses, and a closed one is erased
MARGIN = 1  # months by which clocks may differ before something is destroyed that another process might still need


def months_since(month: str, now: datetime) -> int:
    """How many months `now` is past `month`, both in UTC; negative when `month` lies ahead."""
    year, number = month.split("-")
    today = now.astimezone(UTC)
    return 12 * (today.year - int(year)) + today.month - int(number)


def month_of(now: datetime) -> str:
    """The month of `now` in UTC."""
    return month_before(0, now)


def month_before(months: int, now: datetime) -> str:
    """The month that lies `months` before that of `now`; written like this, months sort as they follow each other."""
    today = now.astimezone(UTC)
    year, index = divmod(12 * today.year + today.month - 1 - months, 12)
    return f"{year:04}-{index + 1:02}"
