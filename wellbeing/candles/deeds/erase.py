"""Erase: closed candles with all that they hold, and challenges that have run out long ago."""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from ..models import Candle, UsedChallenge

KEPT = 30  # days after the last visit and the closing, whichever is later


def erase(*, now: datetime) -> None:
    """Worker only, daily."""
    today = now.astimezone(UTC).date()
    past = today - timedelta(days=KEPT)
    with transaction.atomic():
        # Locked before what hangs on them is deleted: the order in which everybody else locks them.
        stale = Candle.objects.select_for_update().filter(closed__lte=past, visited__lte=past)
        Candle.objects.filter(id__in=[candle.id for candle in stale.only("id")]).delete()
    UsedChallenge.objects.filter(day__lt=today - timedelta(days=1)).delete()
