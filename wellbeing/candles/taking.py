"""Taking a flag in: what makes it genuine, and how it is kept once."""

import hashlib
from datetime import UTC, datetime
from functools import lru_cache

from django.db import IntegrityError, transaction

from crypto.flag import Flag as Sent
from crypto.keys import load_spki
from crypto.refusal import Refusal

from .models import CandleKey, Flag, RouterKey, SpentPass


class UnknownKey(Refusal):
    """No key that is used here has this id."""

    status = 404


class AnotherFlag(Refusal):
    """The pass has brought a flag before, and it was not this one."""

    status = 409


class TooLate(Refusal):
    """The pass or the router key has had its time."""

    status = 410


def keep_flag(body: bytes, *, now: datetime) -> Sent:
    """Check a flag of 9,810 bytes and keep it for the router; the same bytes again change nothing.

    Raises BadFlag and BadPass (400), UnknownKey (404), AnotherFlag (409), TooLate (410).
    """
    flag = Sent.read(body)
    key = _candle_key(flag.candle_pass.key_id)
    check_router(flag.router, now=now)
    if not key.is_good(now):
        raise TooLate("this candle pass was good for its month and the three after")
    flag.candle_pass.check(load_spki(bytes(key.spki)), purpose="candle", scope=key.month)
    flag.check()
    spent = SpentPass(key_id=key.key_id, serial=flag.candle_pass.nonce, digest=hashlib.sha256(body).digest())
    if not keep_once(spent, Flag(router_id=flag.router, sealed=flag.sealed, day=now.astimezone(UTC).date())):
        raise AnotherFlag("this candle pass has already brought another flag")
    return flag


def check_router(router: bytes, *, now: datetime) -> None:
    """Raises UnknownKey (404) and TooLate (410) unless flags sealed to this key (its id, 32 bytes) are taken."""
    if not _router_key(router).is_open(now):
        raise TooLate("this flag is sealed to a router key that is no longer used")


def keep_once(spent: SpentPass, flag: Flag) -> bool:
    """Keep the flag and what it spends, together or not at all; False when another flag has spent that."""
    try:
        with transaction.atomic():
            spent.save(force_insert=True)
            flag.save(force_insert=True)
    except IntegrityError:
        return SpentPass.objects.filter(key_id=spent.key_id, serial=spent.serial, digest=spent.digest).exists()
    return True


# Rows of both never change once they are there, and what is not there is asked for again each time.
@lru_cache(maxsize=64)
def _candle_key(key_id: bytes) -> CandleKey:
    key = CandleKey.objects.filter(key_id=key_id).first()
    if key is None:
        raise UnknownKey("no candle key has the id that this pass names")
    return key


@lru_cache(maxsize=64)
def _router_key(router: bytes) -> RouterKey:
    key = RouterKey.objects.filter(id=router).first()
    if key is None:
        raise UnknownKey("no router key has the id that this flag names")
    return key
