"""Hold: a keeper takes a candle, so that no other works on it."""

from uuid import UUID

from django.db import transaction

from crypto.badge import Badge

from ..models import Candle
from ..queue import Another, Over, locked


def hold(*, candle: UUID, badge: Badge) -> None:
    """From now on it is this keeper's; of two at once one gets it. Again when it is theirs already: nothing changes.

    Raises Unknown (404), Over (410), Another (409).
    """
    with transaction.atomic():
        found = locked(candle, badge)
        if not found.is_open:
            raise Over("this candle is closed")
        if found.holder not in ("", badge.number):
            raise Another("another keeper holds this candle")
        if found.state == Candle.State.LIT:
            found.move(Candle.State.HELD, holder=badge.number)
        elif not found.holder:
            found.set(holder=badge.number)
