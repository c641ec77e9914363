"""Close: a keeper says that a candle is done."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from crypto.badge import Badge

from ..models import Candle, Offer
from ..months import month_of
from ..queue import Over, held_by, locked


def close(*, candle: UUID, badge: Badge, now: datetime) -> None:
    """It is out, and its offers are gone; its owner still reads it until it is erased. Again: nothing changes.

    Raises Unknown (404), Over (410) when it was withdrawn or lapsed, Another (409).
    """
    with transaction.atomic():
        found = locked(candle, badge)
        if found.state == Candle.State.OUT:
            return
        if not found.is_open:
            raise Over("this candle was withdrawn or has lapsed")
        found = held_by(badge, candle)
        found.shut(Candle.State.OUT, month=month_of(now))
        Offer.objects.filter(candle=found, state=Offer.State.OPEN).update(state=Offer.State.GONE)
