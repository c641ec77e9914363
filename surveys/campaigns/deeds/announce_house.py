"""Makes the month's candle key and the house Notice that publishes it; and a new one when it would say other things."""

from datetime import datetime

from django.db import transaction

from .. import house
from ..models import Notice, SigningKey


def announce_house(*, now: datetime, seed: bytes) -> Notice | None:
    """The new house Notice, or None when this month's says all there is to say. `seed` signs it (32 bytes).

    Raises Overtaken or GivenAlready when another worker was first, NoBoxSigner, BadContacts: nothing changed then.
    """
    head = Notice.head()  # before the look at what is there, so that of two workers one is overtaken
    if house.is_up_to_date(now):
        return None
    purpose, month = SigningKey.Purpose.CANDLE, house.month_of(now)
    with transaction.atomic():
        if not SigningKey.objects.filter(purpose=purpose, scope=month).exists():
            SigningKey.take(1, purpose=purpose, scope=month)
        return Notice.append(house.document(now), seed=seed, behind=head)
