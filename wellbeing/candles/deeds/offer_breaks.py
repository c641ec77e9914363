"""Offer breaks: of kinds that passes of everybody's buy too, never others, so that no kind of rest says "candle"."""

from uuid import UUID

from django.db import IntegrityError, transaction

from crypto.badge import Badge
from crypto.letter import check_signature, offer_message
from crypto.refusal import Refusal

from ..asked import NewOffer, NewOffers
from ..models import Candle, Kind, Offer
from ..queue import held_by, signing_key


class BadOffer(Refusal):
    """Not a break that can be offered."""


class TakenAlready(Refusal):
    """Nothing can be offered any more, or not under this name."""

    status = 409


def offer_breaks(*, candle: UUID, badge: Badge, asked: NewOffers) -> None:
    """These offers, signed by the rota's key, instead of those that are open; none takes them back. The same again
    changes nothing.

    Raises BadOffer and BadLetter (400), Unknown (404), Over (410), Another and TakenAlready (409).
    """
    kinds = set(Kind.objects.values_list("slug", flat=True))
    if any(offer.kind not in kinds for offer in asked.offers):
        raise BadOffer("only breaks that everybody has passes for can be offered")
    if len({offer.id for offer in asked.offers}) != len(asked.offers):
        raise BadOffer("two offers have the same id")
    with transaction.atomic():
        found = held_by(badge, candle)
        for offer in asked.offers:
            _check(offer, found, signing_key(badge.rota))
        if found.state == Candle.State.TAKEN:
            raise TakenAlready("a break was taken from this candle already")
        _replace(found, asked.offers)


def _check(offer: NewOffer, candle: Candle, public: bytes) -> None:
    message = offer_message(mailbox=bytes(candle.mailbox), offer=bytes.fromhex(offer.id), kind=offer.kind)
    check_signature(public, message, offer.signature)


def _replace(candle: Candle, offers: list[NewOffer]) -> None:
    standing = Offer.objects.filter(candle=candle)
    now_open = {bytes(offer.id).hex() for offer in standing if offer.state == Offer.State.OPEN}
    if now_open == {offer.id for offer in offers}:
        return
    standing.filter(state=Offer.State.GONE).delete()  # those before the last are of no use to anybody
    standing.filter(state=Offer.State.OPEN).update(state=Offer.State.GONE)
    rows = [
        Offer(id=bytes.fromhex(offer.id), candle=candle, kind=offer.kind, signature=offer.signature) for offer in offers
    ]
    try:
        with transaction.atomic():
            Offer.objects.bulk_create(rows)
    except IntegrityError as error:
        raise TakenAlready("an offer has the id of one that was made before") from error
    if offers:
        candle.move(Candle.State.OFFERED)
    elif candle.state == Candle.State.OFFERED:
        candle.move(Candle.State.HELD)
