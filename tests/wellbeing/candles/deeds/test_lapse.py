"""Lapsing."""

import os
from datetime import timedelta

import pytest

from tests.wellbeing.candles.conftest import candle
from wellbeing.candles.deeds.lapse import lapse
from wellbeing.candles.models import Candle, Offer
from wellbeing.candles.months import month_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["lit", "held", "offered", "taken"])
def test_a_candle_lapses_after_a_whole_month_without_a_visit(now, mine, state):
    stale = candle(now.replace(month=9, day=30), state=state, holder=mine.number if state != "lit" else "")
    fresh = candle(now.replace(month=10, day=1))
    Offer.objects.create(id=os.urandom(16), candle=stale, kind="day", signature=b"")

    for _ in range(2):
        lapse(now=now)

    kept = Candle.objects.values("state", "since", "closed", "holder").get(id=stale.id)
    assert kept == {"state": "lapsed", "since": None, "closed": month_of(now), "holder": ""}
    assert Candle.objects.get(id=fresh.id).state == "lit"
    assert Offer.objects.get().state == "gone"


def test_a_closed_candle_does_not_lapse(now):
    candle(now - timedelta(days=90), state="out")

    lapse(now=now)

    assert Candle.objects.get().state == "out"
