"""The worker's tasks, run as a worker runs them."""

from datetime import timedelta

import pytest
from celery import current_app

from tests.wellbeing.candles.conftest import candle
from wellbeing.candles import tasks
from wellbeing.candles.deeds.take_flag import take_flag
from wellbeing.candles.models import BreaksDocument, Candle, Flag, HouseBox

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_once():
    """Messages are worked on where they are sent."""
    before = current_app.conf.task_always_eager, current_app.conf.task_eager_propagates
    current_app.conf.task_always_eager = current_app.conf.task_eager_propagates = True
    yield
    current_app.conf.task_always_eager, current_app.conf.task_eager_propagates = before


@pytest.mark.usefixtures("at_once")
def test_one_tick_makes_the_box_that_is_missing(worker, candle_key, pin):
    pin(candle_key)

    tasks.tick.delay()

    assert HouseBox.objects.get().document is not None


@pytest.mark.usefixtures("at_once")
def test_one_tick_routes_what_is_due(make_flag, time_machine, now):
    for lit in (True, False) * 4:
        take_flag(body=make_flag(lit=lit), now=now)
    time_machine.move_to(now.replace(hour=12, minute=0))

    tasks.tick.delay()

    assert (Candle.objects.count(), Flag.objects.count()) == (4, 0)


def test_the_names_are_those_of_the_beat_table():
    assert tasks.tick.name == "candles.tick"
    assert tasks.erase_order.name == "candles.shuffle"


@pytest.mark.usefixtures("at_once", "house")
def test_one_tick_tells_which_break_passes_are_out(time_machine, now):
    time_machine.move_to(now)

    tasks.tick.delay()

    assert BreaksDocument.objects.get().day == now.date()


@pytest.mark.usefixtures("at_once", "house")
def test_one_tick_lets_candles_lapse_and_erases_those_that_are_over(time_machine, now):
    stale = candle(now)
    candle(now, state="out")
    time_machine.move_to(now + timedelta(days=39))  # the first of January: December is a whole month

    tasks.tick.delay()

    assert list(Candle.objects.values_list("id", "state")) == [(stale.id, "lapsed")]
