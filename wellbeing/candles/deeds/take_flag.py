"""Take a flag: spend its candle pass and keep it sealed for the router."""

import hashlib
from datetime import UTC, datetime
from functools import lru_cache

from django.db import IntegrityError, transaction

from crypto import flag as flags
from crypto.keys import load_spki
from crypto.refusal import Refusal

from ..models import CandleKey, Flag, RouterKey, SpentPass


class UnknownKey(Refusal):
    """No key that is used here has this id."""

    status = 404


class AnotherFlag(Refusal):
    """The pass has brought a flag before, and it was not this one."""

    status = 409


class TooLate(Refusal):
    """The pass or the router key has had its time."""

    status = 410


def take_flag(*, body: bytes, now: datetime) -> None:
    """Keep a flag of 9,810 bytes (docs/protocol.md section 6). The same bytes again change nothing.

    Raises BadFlag and BadPass (400), UnknownKey (404), AnotherFlag (409), TooLate (410).
    """
    flag = flags.Flag.read(body)
    key, router = _candle_key(flag.candle_pass.key_id), _router_key(flag.router)
    if not key.is_good(now):
        raise TooLate("this candle pass was good for its month and the three after")
    if not router.is_open(now):
        raise TooLate("this flag is sealed to a router key that is no longer used")
    flag.candle_pass.check(load_spki(bytes(key.spki)), purpose="candle", scope=key.month)
    flag.check()
    _keep(flag, digest=hashlib.sha256(body).digest(), now=now)


def _keep(flag: flags.Flag, *, digest: bytes, now: datetime) -> None:
    spent = {"key_id": flag.candle_pass.key_id, "serial": flag.candle_pass.nonce}
    try:
        with transaction.atomic():
            SpentPass.objects.create(**spent, digest=digest)
            Flag.objects.create(router_id=flag.router, sealed=flag.sealed, day=now.astimezone(UTC).date())
    except IntegrityError as error:
        if not SpentPass.objects.filter(**spent, digest=digest).exists():
            raise AnotherFlag("this candle pass has already brought another flag") from error


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
