"""What a candle may be, held by the database and by the table of moves."""

from itertools import product

import pytest
from django.db import IntegrityError, transaction

from tests.wellbeing.candles.conftest import candle
from wellbeing.candles.models import Candle, IllegalMove
from wellbeing.candles.models.candle import hour_of
from wellbeing.candles.months import month_of

pytestmark = pytest.mark.django_db
State = Candle.State


@pytest.mark.parametrize(
    "said",
    [
        {"state": "asleep"},
        {"urgency": "now"},
        {"since": None},
        {"state": "out", "since": 9},
        {"state": "out", "closed": ""},
        {"state": "taken", "since": 9},
        {"state": "withdrawn", "holder": "aa"},
        {"closed": "2026-11"},
        {"state": "held"},
        {"state": "lit", "holder": "aa"},
    ],
    ids=str,
)
def test_the_database_refuses_what_no_candle_can_be(now, said):
    with pytest.raises(IntegrityError), transaction.atomic():
        candle(now, **said)


def test_the_database_refuses_a_second_candle_of_a_mailbox(now):
    candle(now, mailbox=b"m" * 32)

    with pytest.raises(IntegrityError), transaction.atomic():
        candle(now, mailbox=b"m" * 32)


def test_nobody_moves_out_of_a_closed_candle(now):
    for start, to in product((State.OUT, State.WITHDRAWN, State.LAPSED), State):
        with pytest.raises(IllegalMove):
            candle(now, state=start).move(to)


def test_a_candle_that_is_shut_keeps_no_hours_and_nobody_who_holds_it(now):
    found = candle(now, state="held", holder="aa")

    found.shut(State.OUT, month=month_of(now))

    kept = Candle.objects.values("state", "since", "closed", "holder").get()
    assert kept == {"state": "out", "since": None, "closed": month_of(now), "holder": ""}


def test_only_the_hour_of_a_time_is_left(now):
    assert hour_of(now) == hour_of(now.replace(minute=59, second=59)) == hour_of(now.replace(minute=0))
    assert hour_of(now.replace(hour=10, minute=0)) == hour_of(now) + 1
