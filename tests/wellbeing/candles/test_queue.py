"""Whose candle is whose, and in which order."""

from datetime import timedelta

import pytest

from tests.wellbeing.candles.conftest import candle, rota_of
from wellbeing.candles.models import Candle
from wellbeing.candles.queue import Another, Over, Unknown, candle_of, held_by, hours_of, queue_of, signing_key

pytestmark = pytest.mark.django_db
# Three spare passes in each of the four months in which they are good, and one for each of a wave a week.
STOCK = 3 * 4 + 17


def lit(now, hours=0, **said):
    """A candle that was lit `hours` ago."""
    return candle(now - timedelta(hours=hours), **said)


def test_the_urgent_come_first_and_of_these_who_waits_longest(now):
    wanted = [
        lit(now, 5, urgency="today"),
        lit(now, 1, urgency="today"),
        lit(now, 9, urgency="week"),
        lit(now, 1, urgency="week"),
        lit(now, 20, urgency="whenever"),
        lit(now, 20),
        lit(now, 10),
    ]

    assert queue_of("hr") == wanted


def test_what_came_without_a_pass_is_behind_all_others(now):
    bare = lit(now, 500, urgency="today", verified=False)
    patient = lit(now, 0, urgency="whenever")

    assert queue_of("hr") == [patient, bare]


def test_one_that_waited_too_long_is_not_overtaken_by_the_urgent(now):
    patient, urgent = lit(now, 7 * 24, urgency="week"), lit(now, 1, urgency="today")

    assert queue_of("hr") == [patient, urgent]


def test_all_passes_of_one_person_push_nobody_back_who_waits_or_is_more_urgent(now):
    before = [lit(now, 2, urgency="today"), lit(now, 6 * 24 + 1, urgency="week")]
    flood = [lit(now, 0, urgency="today") for _ in range(STOCK)]

    found = queue_of("hr")

    assert sorted(found[:2], key=lambda one: one.since) == sorted(before, key=lambda one: one.since)
    assert set(found[2:]) == set(flood)


def test_all_passes_of_one_person_hold_up_nobody_for_longer_than_their_time(now):
    late = lit(now, 0, urgency="week")
    for day in range(1, 8):  # a flood a day, all urgent
        for _ in range(STOCK):
            lit(now + timedelta(days=day), urgency="today")

    found = queue_of("hr")

    assert found.index(late) == 5 * STOCK  # what came in its first five days was due before it; nothing else is


def test_a_rota_sees_its_own_candles_alone(now, candle_key, pin, keepers_secret):
    pin(candle_key, rotas=[rota_of(keepers_secret), rota_of(keepers_secret, "staff-council")])
    ours, theirs = lit(now), lit(now, rota="staff-council")

    assert (queue_of("hr"), queue_of("staff-council")) == ([ours], [theirs])


def test_what_was_lit_for_a_rota_that_is_not_there_comes_to_the_first_one(now, candle_key, pin, keepers_secret):
    pin(candle_key, rotas=[rota_of(keepers_secret), rota_of(keepers_secret, "staff-council")])
    lost = lit(now, rota="gone")

    assert (queue_of("hr"), queue_of("staff-council"), queue_of("gone")) == ([lost], [], [lost])


@pytest.mark.parametrize("state", ["out", "withdrawn", "lapsed"])
def test_closed_candles_are_in_no_queue(now, state):
    candle(now, state=state)

    assert queue_of("hr") == []


def test_hours_are_whole_and_end_with_the_candle(now):
    assert [hours_of(lit(now, 3), now), hours_of(lit(now, 3), now + timedelta(minutes=29))] == [3, 3]
    assert hours_of(candle(now, state="out"), now) is None
    assert hours_of(candle(now, state="taken", holder="aa"), now) is None


def test_a_candle_of_another_rota_is_not_found(now, candle_key, pin, keepers_secret, mine, elsewhere):
    pin(candle_key, rotas=[rota_of(keepers_secret), rota_of(keepers_secret, "staff-council")])
    ours = lit(now)

    assert candle_of(ours.id, mine) == ours
    with pytest.raises(Unknown):
        candle_of(ours.id, elsewhere)


def test_only_who_holds_an_open_candle_holds_it(now, mine, theirs):
    held, free = lit(now, state="held", holder=mine.number), lit(now)
    closed = candle(now, state="out")

    assert held_by(mine, held.id) == held
    for badge, which in [(theirs, held), (mine, free)]:
        with pytest.raises(Another):
            held_by(badge, which.id)
    with pytest.raises(Over):
        held_by(mine, closed.id)


def test_the_published_signing_key_is_that_of_the_newest_notice(candle_key, pin, keepers_secret):
    assert signing_key("hr") == b""
    pin(candle_key)

    assert signing_key("hr").hex() == rota_of(keepers_secret)["signing"]
    assert Candle.objects.count() == 0
