"""The house Notice: made when a month begins, with that month's candle key and the three before."""

from datetime import datetime
from typing import Any

from .models import Notice, SigningKey

MONTHS_BEFORE = 3  # a candle pass is good for its month and three more
_CANDLE = SigningKey.Purpose.CANDLE


def month_of(moment: datetime) -> str:
    """`2026-11`, in UTC."""
    return moment.strftime("%Y-%m")


def current(now: datetime) -> Notice | None:
    """This month's house Notice, if it was made."""
    return Notice.objects.filter(kind=Notice.Kind.HOUSE, scope=month_of(now)).first()


def candle_months(now: datetime) -> list[str]:
    """The months whose passes are good at `now`, newest first."""
    months = now.year * 12 + now.month - 1
    return [f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(months, months - MONTHS_BEFORE - 1, -1)]


def document(now: datetime) -> dict[str, Any]:
    """The house Notice of this month but for `previous`; lists the candle keys that exist."""
    keys = SigningKey.objects.filter(purpose=_CANDLE, scope__in=candle_months(now)).order_by("-scope")
    return {
        "version": 1,
        "kind": "house",
        "month": month_of(now),
        "candle_keys": [{"month": key.scope, "key": key.public_text()} for key in keys],
    }
