"""Give back: a keeper lets another one take a candle."""

from uuid import UUID

from django.db import transaction

from crypto.badge import Badge

from ..models import Candle
from ..queue import Another, Over, locked


def give_back(*, candle: UUID, badge: Badge) -> None:
    """Nobody holds it any more; what was offered stays so. Again when nobody does: nothing changes.

    Raises Unknown (404), Over (410), Another (409).
    """
    with transaction.atomic():
        found = locked(candle, badge)
        if not found.is_open:
            raise Over("this candle is closed")
        if found.holder not in ("", badge.number):
            raise Another("another keeper holds this candle")
        if found.state == Candle.State.HELD:
            found.move(Candle.State.LIT, holder="")
        else:
            found.set(holder="")
