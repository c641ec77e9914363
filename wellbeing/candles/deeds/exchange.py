"""Exchange: blind door 2 signs a break pass for an entitlement pass of the same kind and quarter, unread."""

import hashlib
from datetime import datetime
from functools import lru_cache

from django.db import IntegrityError, transaction

from crypto.keys import load_spki
from crypto.passes import Pass
from crypto.refusal import Refusal
from crypto.sign import Pen

from ..asked import Exchange
from ..models import BreakKey, EntitlementKey, SpentEntitlement


class NotExchanged(Refusal):
    """This pass buys no break pass, or not under this key, or it was spent."""


def exchange(*, asked: list[Exchange], now: datetime) -> list[bytes | str]:
    """In order, each on its own: a blind signature (256), or one sentence on why not. The same again, the same."""
    return [_answer(one, now) for one in asked]


def _answer(asked: Exchange, now: datetime) -> bytes | str:
    try:
        return _exchange(asked, now)
    except Refusal as refused:
        return str(refused)


def _exchange(asked: Exchange, now: datetime) -> bytes:
    entitlement = Pass.read(asked.spent)
    key = EntitlementKey.objects.filter(key_id=entitlement.key_id).first()
    if key is None or not key.is_good(now):
        raise NotExchanged("this pass is not one of this quarter's or the last one's")
    entitlement.check(load_spki(bytes(key.spki)), purpose="entitlement", scope=key.scope)
    wanted = BreakKey.objects.filter(id=bytes.fromhex(asked.key), kind=key.kind, quarter=key.quarter).first()
    if wanted is None:
        raise NotExchanged("this pass is exchanged under the break key of its own kind and quarter alone")
    signature = _pen(bytes(wanted.id)).sign(asked.blinded)  # first: what cannot be signed uses nothing up
    digest = hashlib.sha256(bytes(wanted.id) + asked.blinded).digest()
    _spend({"key_id": bytes(key.key_id), "serial": entitlement.nonce}, digest)
    return signature


def _spend(spent: dict[str, bytes], digest: bytes) -> None:
    try:
        with transaction.atomic():
            SpentEntitlement.objects.create(**spent, digest=digest)
    except IntegrityError as error:
        if not SpentEntitlement.objects.filter(**spent, digest=digest).exists():
            raise NotExchanged("this pass was exchanged already, for another break pass") from error


@lru_cache(maxsize=64)
def _pen(key_id: bytes) -> Pen:
    return Pen(BreakKey.objects.get(id=key_id).private())
