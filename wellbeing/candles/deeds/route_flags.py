"""Route flags: open one batch, burn what is unlit, light a candle for what is lit."""

import logging
import random
from datetime import datetime
from uuid import UUID

from django.db import transaction

from crypto.flag import BadFlag, Wish, read_plaintext
from crypto.seal import Envelope
from crypto.unseal import Knife, Unreadable

from ..models import Batch, Candle, Flag, Rota, RouterKey
from ..models.candle import hour_of
from ..months import month_of
from ..seeds import read_seed

log = logging.getLogger(__name__)

_shuffle = random.SystemRandom().shuffle


def route_flags(*, batch: UUID, now: datetime) -> None:
    """Worker only. Every flag of the batch has its effect once, whoever else tries and wherever this is cut off.

    A flag that cannot be read is burned like an unlit one, and so is a second one of the same mailbox. Raises
    WrongKeys, and nothing is burned, when the router's own key is missing.
    """
    with transaction.atomic():
        # No stronger lock: the nightly shuffle, which this then waits for, must be able to see that the batch is there.
        if not Batch.objects.select_for_update(skip_locked=True, no_key=True).filter(id=batch):
            return  # another worker has it, or it is done
        flags = Flag.objects.select_for_update().filter(batch=batch)
        candles = _candles(list(flags), now)
        _shuffle(candles)  # no order passes from flags to candles
        Candle.objects.bulk_create(candles, ignore_conflicts=True)
        flags.delete()
        Batch.objects.filter(id=batch).delete()


def _candles(flags: list[Flag], now: datetime) -> list[Candle]:
    """What the lit flags among these become."""
    rotas = {rota.slug: rota for rota in Rota.objects.all()}
    return [_lit(flag, wish, rotas.get(wish.rota), now) for flag, wish in _wishes(flags)]


def _lit(flag: Flag, wish: Wish, rota: Rota | None, now: datetime) -> Candle:
    return Candle(
        mailbox=wish.mailbox,
        urgency=wish.urgency or "",
        rota=wish.rota,
        inner=wish.inner,
        sealed_to=rota.signing if rota and rota.is_older_than(flag.day) else b"",
        verified=not flag.bare,
        since=hour_of(now),
        visited=month_of(now),
    )


def _wishes(flags: list[Flag]) -> list[tuple[Flag, Wish]]:
    """The lit flags among these, and what they say."""
    routers = RouterKey.objects.filter(id__in={bytes(flag.router_id) for flag in flags})
    knives = {bytes(router.id): (Knife(read_seed(router)), router.month) for router in routers}
    found, spoiled = [], 0
    for flag in flags:
        try:
            found.append((flag, _open(flag, *knives[bytes(flag.router_id)])))
        except (Unreadable, BadFlag):
            spoiled += 1
    if spoiled:
        log.warning("%d flags could not be read and were burned", spoiled)
    return [(flag, wish) for flag, wish in found if wish]


def _open(flag: Flag, knife: Knife, month: str) -> Wish | None:
    """Raises Unreadable and BadFlag."""
    return read_plaintext(knife.open(bytes(flag.sealed), envelope=Envelope.FLAG, purpose="flag", scope=month))
