"""Makes the month's candle key and the house Notice that publishes it, once a month."""

from datetime import datetime

from django.db import transaction

from .. import house
from ..models import Notice, SigningKey


def announce_house(*, now: datetime, seed: bytes) -> Notice | None:
    """The new house Notice, or None when this month has one. `seed` signs it (32 bytes).

    Raises Overtaken or GivenAlready when another worker was first: nothing changed then.
    """
    if house.current(now):
        return None
    purpose, month = SigningKey.Purpose.CANDLE, house.month_of(now)
    with transaction.atomic():
        if not SigningKey.objects.filter(purpose=purpose, scope=month).exists():
            SigningKey.take(1, purpose=purpose, scope=month)
        return Notice.append(house.document(now), seed=seed)
