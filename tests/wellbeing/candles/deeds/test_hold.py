"""Holding a candle."""

from uuid import uuid4

import pytest

from crypto.badge import Badge
from tests.wellbeing.candles.conftest import candle, race
from wellbeing.candles.deeds.hold import hold
from wellbeing.candles.models import Candle
from wellbeing.candles.queue import Another, Over, Unknown


@pytest.mark.django_db
def test_a_lit_candle_is_held_and_held_again_alike(now, mine):
    lit = candle(now)

    hold(candle=lit.id, badge=mine)
    hold(candle=lit.id, badge=mine)

    assert Candle.objects.values("state", "holder").get() == {"state": "held", "holder": mine.number}


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["offered", "taken"])
def test_a_candle_that_was_given_back_is_held_and_stays_what_it_is(now, mine, state):
    given_back = candle(now, state=state)

    hold(candle=given_back.id, badge=mine)

    assert Candle.objects.values("state", "holder").get() == {"state": state, "holder": mine.number}


@pytest.mark.django_db
def test_a_candle_of_somebody_else_is_refused(now, mine, theirs):
    held = candle(now, state="held", holder=mine.number)

    with pytest.raises(Another) as refused:
        hold(candle=held.id, badge=theirs)

    assert refused.value.status == 409
    assert Candle.objects.get().holder == mine.number


@pytest.mark.django_db
def test_a_closed_or_unknown_candle_or_one_of_another_rota_is_refused(now, mine, elsewhere, pin, candle_key):
    pin(candle_key)
    closed, lit = candle(now, state="out"), candle(now)

    with pytest.raises(Over):
        hold(candle=closed.id, badge=mine)
    for badge, name in [(mine, uuid4()), (elsewhere, lit.id)]:
        with pytest.raises(Unknown):
            hold(candle=name, badge=badge)


@pytest.mark.django_db(transaction=True)
def test_of_many_keepers_at_once_one_gets_it(now):
    lit = candle(now)
    badges = [Badge(f"{number:032x}", "hr", b"k" * 32) for number in range(8)]

    answers = race(lambda badge: hold(candle=lit.id, badge=badge), badges)

    assert answers.count(None) == 1
    assert Candle.objects.get().holder == badges[answers.index(None)].number
    assert {type(answer) for answer in answers} == {type(None), Another}
