"""Telling which break passes are out."""

import base64
import os
from datetime import timedelta

import pytest

from crypto import keys, notice
from crypto.installation import check_document, read_seed
from tests.wellbeing.candles.conftest import KINDS, QUARTER, candle
from wellbeing.candles.deeds.tell_breaks import tell_breaks
from wellbeing.candles.models import BreakKey, BreaksDocument, EntitlementKey, SpentEntitlement, TakenBreak

pytestmark = pytest.mark.django_db


def told():
    return notice.read(bytes(BreaksDocument.objects.get().document), kind="breaks")


def enough():
    return {(key["kind"], key["quarter"]): key["enough"] for key in told()["keys"]}


def sign(now, *, entitlements=0, taken=0, kind="day"):
    """As if door 2 had signed so many break passes."""
    bought, key = EntitlementKey.objects.get(kind=kind), BreakKey.objects.get(kind=kind)
    for _ in range(entitlements):
        SpentEntitlement.objects.create(key_id=bought.key_id, serial=os.urandom(32), digest=b"")
    for _ in range(taken):
        offered = candle(now)
        TakenBreak.objects.create(candle=offered, offer=b"", key_id=key.id, digest=b"", kept=b"", signature=b"")


def test_the_document_is_signed_and_names_every_key(house, worker, now):
    tell_breaks(now=now)

    kept, document = BreaksDocument.objects.get(), told()
    check_document(keys.installation_public(read_seed(worker / "installation")), bytes(kept.document), kept.signature)
    assert document["day"] == "2026-11-23"
    assert [(key["kind"], key["quarter"]) for key in document["keys"]] == [(kind, QUARTER) for kind in KINDS]
    assert [base64.b64decode(key["key"]) for key in document["keys"]] == [
        bytes(BreakKey.objects.get(kind=kind).spki) for kind in KINDS
    ]


@pytest.mark.parametrize(
    ("entitlements", "taken", "expected"), [(7, 0, False), (8, 0, True), (5, 3, True), (0, 8, True)]
)
def test_enough_is_as_many_as_the_router_waits_for_whatever_they_were_signed_for(
    house, now, entitlements, taken, expected
):
    sign(now, entitlements=entitlements, taken=taken)
    sign(now, entitlements=2, kind="half-day")

    tell_breaks(now=now)

    assert enough() == {("day", QUARTER): expected, ("half-day", QUARTER): False}


def test_what_is_enough_is_looked_at_once_a_day_and_stays(house, now):
    tell_breaks(now=now)
    before = BreaksDocument.objects.values().get()
    sign(now, entitlements=8)
    tell_breaks(now=now + timedelta(hours=3))
    assert BreaksDocument.objects.values().get() == before

    tell_breaks(now=now + timedelta(days=1))
    assert enough()["day", QUARTER] is True
    SpentEntitlement.objects.all().delete()
    tell_breaks(now=now + timedelta(days=2))
    assert enough()["day", QUARTER] is True
    assert told()["day"] == "2026-11-25"


def test_a_new_key_is_told_at_once(house, now):
    tell_breaks(now=now)
    BreakKey.of("walk", QUARTER)

    tell_breaks(now=now)

    assert ("walk", QUARTER) in enough()


def test_keys_are_told_in_their_quarter_and_the_next(house, now):
    tell_breaks(now=now.replace(year=2027, month=3))
    assert len(enough()) == 2

    tell_breaks(now=now.replace(year=2027, month=4))
    assert enough() == {}
