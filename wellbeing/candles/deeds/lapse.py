"""Lapse: a candle that its owner has not visited for a whole month keeps nobody busy."""

from datetime import datetime

from django.db import transaction

from ..models import Candle, Offer
from ..months import UNVISITED, month_before, month_of


def lapse(*, now: datetime) -> None:
    """Worker only, daily. Each candle on its own: one whose owner comes at this moment stays."""
    since = month_before(UNVISITED, now)
    stale = Candle.objects.filter(state__in=Candle.OPEN, visited__lt=since)
    for name in list(stale.values_list("id", flat=True)):
        with transaction.atomic():
            candle = Candle.locked(id=name)
            if candle and candle.is_open and candle.visited < since:
                candle.shut(Candle.State.LAPSED, month=month_of(now))
                Offer.objects.filter(candle=candle, state=Offer.State.OPEN).update(state=Offer.State.GONE)
