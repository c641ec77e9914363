"""Reseal: after the keepers' key was rotated, a keeper's browser seals a candle's content again to the new one."""

from uuid import UUID

from django.db import transaction

from crypto.badge import Badge
from crypto.refusal import Refusal

from ..asked import Resealing
from ..models import Letter
from ..queue import locked, signing_key


class Overtaken(Refusal):
    """The keys or the candle changed meanwhile."""

    status = 409


def reseal(*, candle: UUID, badge: Badge, asked: Resealing) -> None:
    """Put these envelopes in the place of the candle's inner one and of its letters' for the keepers, all or none.

    Whoever of the rota may do it, holding the candle or not. Raises Unknown (404), Overtaken (409).
    """
    public, numbers = signing_key(badge.rota), [number for number, _ in asked.letters]
    if bytes.fromhex(asked.signing) != public:
        raise Overtaken("these are not the keepers' keys that are published now")
    with transaction.atomic():
        found = locked(candle, badge)
        letters = list(Letter.objects.filter(candle=found).values_list("number", flat=True))
        if sorted(numbers) != sorted(letters) or (asked.inner is None) != (found.inner is None):
            raise Overtaken("the candle changed meanwhile; read it and seal it again")
        found.set(inner=asked.inner, sealed_to=public)
        for number, sealed in asked.letters:
            Letter.objects.filter(candle=found, number=number).update(keepers=sealed)
