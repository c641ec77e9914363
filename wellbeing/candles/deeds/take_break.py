"""Take a break: blind door 2 signs one break pass for a candle that was offered some, unread."""

import hashlib
from datetime import datetime
from functools import lru_cache

from django.db import transaction

from crypto.refusal import Refusal
from crypto.sign import Pen

from ..asked import Taking
from ..mailbox import candle_at
from ..models import BreakKey, Candle, Offer, TakenBreak


class NotOffered(Refusal):
    """This is not offered, or no longer, or another break was taken."""

    status = 409


class WrongKey(Refusal):
    """Not the key that signs this kind of rest now."""


def take_break(*, mailbox: bytes, asked: Taking, now: datetime) -> bytes:
    """The blind signature (256), kept together with what unblinds it. The same again, the same.

    Raises NoMailbox (404), NotOffered (409), WrongKey and BadBlindedMessage (400).
    """
    offer_id, key_id = bytes.fromhex(asked.offer), bytes.fromhex(asked.key)
    digest = hashlib.sha256(asked.blinded).digest()
    with transaction.atomic():
        candle = candle_at(mailbox)
        taken = TakenBreak.objects.filter(candle=candle).first()
        if taken:
            return _again(taken, offer_id, key_id, digest)
        offer = Offer.objects.filter(candle=candle, id=offer_id, state=Offer.State.OPEN).first()
        if offer is None or candle.state != Candle.State.OFFERED:
            raise NotOffered("this break is not offered any more; look again at what is")
        signature = _pen(_key(key_id, offer.kind, now)).sign(asked.blinded)
        kept = {"key_id": key_id, "digest": digest, "kept": asked.kept, "signature": signature}
        TakenBreak.objects.create(candle=candle, offer=offer_id, **kept)
        Offer.objects.filter(id=offer_id).update(state=Offer.State.TAKEN)
        Offer.objects.filter(candle=candle, state=Offer.State.OPEN).update(state=Offer.State.GONE)
        candle.move(Candle.State.TAKEN, since=None)
    return signature


def _again(taken: TakenBreak, *request: bytes) -> bytes:
    if (bytes(taken.offer), bytes(taken.key_id), bytes(taken.digest)) != request:
        raise NotOffered("a break was taken from this candle already; its pass lies in the mailbox")
    return bytes(taken.signature)


def _key(key_id: bytes, kind: str, now: datetime) -> bytes:
    key = BreakKey.objects.filter(id=key_id).first()
    if key is None or key.kind != kind or not key.is_now(now):
        raise WrongKey("this is not the key that signs this kind of rest now; reload the page")
    return key_id


@lru_cache(maxsize=64)
def _pen(key_id: bytes) -> Pen:
    return Pen(BreakKey.objects.get(id=key_id).private())
