"""Withdraw: the employee takes a candle back; what was written and offered is deleted at once."""

from datetime import datetime

from django.db import transaction

from ..mailbox import candle_at
from ..models import Candle, Letter, Offer
from ..months import month_of


def withdraw(*, mailbox: bytes, now: datetime) -> None:
    """Nobody reads it any more. Again: nothing changes. A break that was taken stays its owner's.

    Raises NoMailbox (404).
    """
    with transaction.atomic():
        candle = candle_at(mailbox)
        if candle.is_open:
            candle.shut(Candle.State.WITHDRAWN, month=month_of(now), inner=None)
        elif candle.state != Candle.State.WITHDRAWN:
            candle.set(inner=None)
        Letter.objects.filter(candle=candle).delete()
        Offer.objects.filter(candle=candle).exclude(state=Offer.State.TAKEN).delete()
