"""Lapse: a candle that its owner has not visited for thirty days keeps nobody busy."""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from ..models import Candle, Offer

LASTS = 30  # days without a visit


def lapse(*, now: datetime) -> None:
    """Worker only, daily. Each candle on its own: one whose owner comes at this moment stays."""
    today = now.astimezone(UTC).date()
    stale = Candle.objects.filter(state__in=Candle.OPEN, visited__lte=today - timedelta(days=LASTS))
    for name in list(stale.values_list("id", flat=True)):
        with transaction.atomic():
            candle = Candle.locked(id=name)
            if candle and candle.is_open and candle.visited <= today - timedelta(days=LASTS):
                candle.shut(Candle.State.LAPSED, day=today)
                Offer.objects.filter(candle=candle, state=Offer.State.OPEN).update(state=Offer.State.GONE)
