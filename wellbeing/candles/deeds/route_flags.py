"""Route flags: open one batch, burn what is unlit, light a candle for what is lit."""

import logging
from uuid import UUID

from django.db import transaction

from crypto.flag import BadFlag, read_plaintext
from crypto.seal import Envelope
from crypto.unseal import Knife, Unreadable

from ..models import Batch, Candle, Flag, RouterKey
from ..seeds import read_seed

log = logging.getLogger(__name__)


def route_flags(*, batch: UUID) -> None:
    """Worker only. Every flag of the batch has its effect once, whoever else tries and wherever this is cut off.

    A flag that cannot be read is burned like an unlit one. Raises WrongKeys, and nothing is burned, when the
    router's own key is missing.
    """
    with transaction.atomic():
        # No stronger lock: the nightly shuffle, which this then waits for, must be able to see that the batch is there.
        if not Batch.objects.select_for_update(skip_locked=True, no_key=True).filter(id=batch):
            return  # another worker has it, or it is done
        flags = Flag.objects.select_for_update().filter(batch=batch)
        # Candles are made by their number alone: no order can pass from a flag to a candle.
        Candle.objects.bulk_create([Candle() for _ in range(_count_lit(list(flags)))])
        flags.delete()
        Batch.objects.filter(id=batch).delete()


def _count_lit(flags: list[Flag]) -> int:
    routers = RouterKey.objects.filter(id__in={bytes(flag.router_id) for flag in flags})
    knives = {bytes(router.id): (Knife(read_seed(router)), router.month) for router in routers}
    found = [_is_lit(flag, *knives[bytes(flag.router_id)]) for flag in flags]
    if None in found:
        log.warning("%d flags could not be read and were burned", found.count(None))
    return found.count(True)


def _is_lit(flag: Flag, knife: Knife, month: str) -> bool | None:
    """None when it cannot be read."""
    try:
        return read_plaintext(knife.open(bytes(flag.sealed), envelope=Envelope.FLAG, purpose="flag", scope=month))
    except (Unreadable, BadFlag):
        return None
