"""Erase: closed candles with all that they hold, and challenges that have run out long ago."""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from ..models import Candle, UsedChallenge
from ..months import UNVISITED, month_before


def erase(*, now: datetime) -> None:
    """Worker only, daily: what was closed, and last visited, before the whole of the month that is over."""
    today, since = now.astimezone(UTC).date(), month_before(UNVISITED, now)
    with transaction.atomic():
        # Locked before what hangs on them is deleted: the order in which everybody else locks them.
        stale = Candle.objects.select_for_update().exclude(closed="").filter(closed__lt=since, visited__lt=since)
        Candle.objects.filter(id__in=[candle.id for candle in stale.only("id")]).delete()
    UsedChallenge.objects.filter(day__lt=today - timedelta(days=1)).delete()
