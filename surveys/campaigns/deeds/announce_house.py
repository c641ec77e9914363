"""Makes the month's and quarter's keys and the house Notice that publishes them; a new one when anything changed."""

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
    with transaction.atomic():
        for purpose, scope in house.missing_keys(now):
            SigningKey.take(1, purpose=purpose, scope=scope)
        return Notice.append(house.document(now), seed=seed, behind=head)
