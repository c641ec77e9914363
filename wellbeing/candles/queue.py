"""Whose candle is whose: which rota reaches it, who holds it, and in which order a rota finds its queue."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from crypto.badge import Badge
from crypto.refusal import Refusal

from .models import Candle, Rota
from .models.candle import hour_of

# By when somebody should have answered, in hours after it was lit. Of those lit together the urgent come first; none
# is overtaken for ever by what is lit later, however much of that one person sends.
_DUE: Final = {"today": 24, "week": 7 * 24, "whenever": 14 * 24, "": 15 * 24}


class Unknown(Refusal):
    """No such candle in this rota's queue."""

    status = 404


class Another(Refusal):
    """It is not this keeper's."""

    status = 409


class Over(Refusal):
    """Nothing goes into a candle that is out, withdrawn or lapsed."""

    status = 410


def reached_by(rota: str) -> Q:
    """The candles of a rota. What was lit for a rota that is not there (any more) comes to the first one."""
    present = list(Rota.objects.order_by("position").values_list("slug", flat=True))
    return Q(rota=rota) | ~Q(rota__in=present) if rota == (present or [""])[0] else Q(rota=rota)


def queue_of(rota: str) -> list[Candle]:
    """A rota's open candles in the order in which they should be looked at: before those from which a break was taken
    those that wait, and of these the ones that came without a pass last."""
    return sorted(open_candles(rota), key=_place)


def open_candles(rota: str) -> QuerySet[Candle]:
    """The same in no order."""
    return Candle.objects.filter(reached_by(rota), state__in=Candle.OPEN)


def _place(candle: Candle) -> tuple[bool, bool, int, int, UUID]:
    since = candle.since or 0
    return candle.since is None, not candle.verified, since + _DUE[candle.urgency], since, candle.id


def hours_of(candle: Candle, now: datetime) -> int | None:
    """How long it has waited; None once a break was taken or it is closed."""
    return max(0, hour_of(now) - candle.since) if candle.since is not None else None


def candle_of(candle: UUID, badge: Badge) -> Candle:
    """A candle of the badge's rota, open or not. Raises Unknown (404)."""
    found = Candle.objects.filter(reached_by(badge.rota), id=candle).first()
    if found is None:
        raise Unknown("there is no such candle in this queue")
    return found


def locked(candle: UUID, badge: Badge) -> Candle:
    """The same, its row locked for the rest of the transaction. Raises Unknown (404)."""
    found = Candle.locked(id=candle_of(candle, badge).id)
    if found is None:
        raise Unknown("there is no such candle in this queue")
    return found


def held_by(badge: Badge, candle: UUID) -> Candle:
    """An open candle that this keeper holds, locked. Raises Unknown (404), Over (410), Another (409)."""
    found = locked(candle, badge)
    if not found.is_open:
        raise Over("this candle is closed")
    if found.holder != badge.number:
        raise Another("another keeper holds this candle" if found.holder else "take this candle first")
    return found


def signing_key(rota: str) -> bytes:
    """The rota's published signing key (32 bytes); b"" while none is published."""
    found = Rota.objects.filter(slug=rota).first()
    return bytes(found.signing) if found else b""
