"""Closing a candle."""

import os

import pytest

from tests.wellbeing.candles.conftest import candle
from wellbeing.candles.deeds.close import close
from wellbeing.candles.models import Candle, Offer
from wellbeing.candles.months import month_of
from wellbeing.candles.queue import Another, Over

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["held", "offered", "taken"])
def test_it_is_out_and_its_open_offers_are_gone(now, mine, state):
    held = candle(now, state=state, holder=mine.number, inner=b"i")
    for stands in ("open", "taken"):
        Offer.objects.create(id=os.urandom(16), candle=held, kind="day", signature=b"", state=stands)

    close(candle=held.id, badge=mine, now=now)
    close(candle=held.id, badge=mine, now=now)

    kept = Candle.objects.values("state", "since", "closed", "holder").get()
    assert kept == {"state": "out", "since": None, "closed": month_of(now), "holder": ""}
    assert sorted(Offer.objects.values_list("state", flat=True)) == ["gone", "taken"]


def test_only_who_holds_it_may(now, mine, theirs):
    held, lit = candle(now, state="held", holder=theirs.number), candle(now)

    for name in (held.id, lit.id):
        with pytest.raises(Another):
            close(candle=name, badge=mine, now=now)

    assert sorted(Candle.objects.values_list("state", flat=True)) == ["held", "lit"]


@pytest.mark.parametrize("state", ["withdrawn", "lapsed"])
def test_what_its_owner_ended_is_refused(now, mine, state):
    ended = candle(now, state=state)

    with pytest.raises(Over):
        close(candle=ended.id, badge=mine, now=now)
