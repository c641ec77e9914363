"""Giving a candle back."""

import pytest

from tests.wellbeing.candles.conftest import candle
from wellbeing.candles.deeds.give_back import give_back
from wellbeing.candles.models import Candle
from wellbeing.candles.queue import Another, Over

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("before", "after"), [("held", "lit"), ("offered", "offered"), ("taken", "taken")])
def test_nobody_holds_it_afterwards_and_what_was_offered_stays(now, mine, before, after):
    held = candle(now, state=before, holder=mine.number)

    give_back(candle=held.id, badge=mine)
    give_back(candle=held.id, badge=mine)

    assert Candle.objects.values("state", "holder").get() == {"state": after, "holder": ""}


def test_what_another_holds_is_refused(now, mine, theirs):
    held = candle(now, state="held", holder=theirs.number)

    with pytest.raises(Another):
        give_back(candle=held.id, badge=mine)

    assert Candle.objects.get().holder == theirs.number


def test_a_closed_candle_is_refused(now, mine):
    closed = candle(now, state="lapsed")

    with pytest.raises(Over):
        give_back(candle=closed.id, badge=mine)
