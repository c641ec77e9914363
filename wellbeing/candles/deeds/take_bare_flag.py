"""Take a bare flag: one without a pass, which nobody vouches for; a few at a time, always behind the others."""

import hashlib
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction

from crypto.flag import BadFlag
from crypto.refusal import Refusal
from crypto.seal import Envelope

from ..models import Candle, Flag, House, SpentPass
from ..taking import check_router, keep_once

SIZE = 32 + Envelope.FLAG.sealed


class Full(Refusal):
    """As many candles without a pass as are taken at once."""

    status = 409


def take_bare_flag(*, body: bytes, now: datetime) -> None:
    """Keep a router key id (32) and a sealed flag (9,328) for the router. The same bytes again change nothing.

    Raises BadFlag (400), UnknownKey (404), Full (409), TooLate (410).
    """
    if len(body) != SIZE:
        raise BadFlag(f"a flag without a pass has {SIZE} bytes")
    router, digest = body[:32], hashlib.sha256(body).digest()
    check_router(router, now=now)
    spent = SpentPass(key_id=router, serial=digest, digest=digest)
    with transaction.atomic():
        House.objects.select_for_update().first()  # whoever comes second counts after the first one is kept
        if SpentPass.objects.filter(key_id=router, serial=digest).exists():
            return
        if _how_many() >= settings.BARE_LIMIT:
            raise Full("too many candles without a pass wait already; with a pass, or tomorrow, yours is taken")
        keep_once(spent, Flag(router_id=router, sealed=body[32:], day=now.astimezone(UTC).date(), bare=True))


def _how_many() -> int:
    """Flags first: one that becomes a candle meanwhile is counted twice rather than not at all."""
    waiting = Flag.objects.filter(bare=True).count()
    return waiting + Candle.objects.filter(verified=False, state__in=Candle.OPEN).count()
