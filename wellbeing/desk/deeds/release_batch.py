"""Once a day, shows the desk all waiting leave whose kind of pass is out in numbers, or that has waited a week."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from ..days import PATIENCE, is_batch_time, today_of
from ..models import BreakKeySeen, Leave, LeaveBatch


def release_batch(*, now: datetime) -> int:
    """How many the desk sees from now on: those of earlier days, all together, at the hour of the batch or after.

    Each forgets the day on which it was handed in: that might be the day on which somebody took a break from a candle.
    """
    if not is_batch_time(now):
        return 0
    today = today_of(now)
    with transaction.atomic():
        _batch, is_first = LeaveBatch.objects.get_or_create(day=today)
        return _due(today).update(state=Leave.State.ASKED, handed_in=None) if is_first else 0


def _due(today: date) -> QuerySet[Leave]:
    out = BreakKeySeen.objects.filter(kind=OuterRef("kind"), quarter=OuterRef("quarter"), enough=True)
    waiting = Leave.objects.filter(state=Leave.State.WAITING, handed_in__lt=today, employee__is_active=True)
    return waiting.filter(Exists(out) | Q(handed_in__lte=today - timedelta(days=PATIENCE)))
