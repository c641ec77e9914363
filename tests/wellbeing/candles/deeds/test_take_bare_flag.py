"""Flags without a pass."""

import os

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from crypto.flag import BadFlag
from tests.wellbeing.candles.conftest import candle, race
from wellbeing.candles.deeds.take_bare_flag import SIZE, Full, take_bare_flag
from wellbeing.candles.models import Flag, RouterKey, SpentPass
from wellbeing.candles.taking import TooLate, UnknownKey


@pytest.fixture
def bare(house):
    """Makes bodies: no server can tell what is sealed."""
    router = bytes(RouterKey.objects.get().id)
    return lambda: router + os.urandom(SIZE - 32)


@pytest.mark.django_db
def test_it_is_kept_as_one_that_nobody_vouches_for(bare, now):
    body = bare()

    take_bare_flag(body=body, now=now)
    take_bare_flag(body=body, now=now)

    assert [(bytes(flag.sealed), flag.bare, flag.day) for flag in Flag.objects.all()] == [(body[32:], True, now.date())]
    assert Flag.waiting().count() == 0


@pytest.mark.django_db
def test_only_so_many_are_taken_and_one_that_was_taken_still_counts_as_taken(bare, now, settings):
    settings.BARE_LIMIT = 3
    bodies = [bare() for _ in range(3)]
    for body in bodies:
        take_bare_flag(body=body, now=now)

    with pytest.raises(Full) as refused:
        take_bare_flag(body=bare(), now=now)
    take_bare_flag(body=bodies[0], now=now)

    assert refused.value.status == 409
    assert Flag.objects.count() == 3


@pytest.mark.django_db
def test_open_candles_that_came_without_a_pass_count_and_closed_and_verified_ones_do_not(bare, now, settings):
    settings.BARE_LIMIT = 2
    candle(now, verified=False)
    candle(now, verified=False, state="out")
    candle(now)

    take_bare_flag(body=bare(), now=now)
    with pytest.raises(Full):
        take_bare_flag(body=bare(), now=now)


@pytest.mark.django_db
def test_another_router_key_or_an_old_one_is_refused(bare, now):
    with pytest.raises(UnknownKey):
        take_bare_flag(body=os.urandom(SIZE), now=now)
    with pytest.raises(TooLate):
        take_bare_flag(body=bare(), now=now.replace(year=2027, month=6))

    assert not SpentPass.objects.exists()


@pytest.mark.django_db
@hypothesis_settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=100) | st.sampled_from([bytes(SIZE - 1), bytes(SIZE + 1)]))
def test_any_other_bytes_are_refused(db, now, body):
    with pytest.raises(BadFlag):
        take_bare_flag(body=body, now=now)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_not_come_over_the_limit(bare, now, settings):
    settings.BARE_LIMIT = 5

    answers = race(lambda body: take_bare_flag(body=body, now=now), [bare() for _ in range(16)])

    assert answers.count(None) == 5
    assert Flag.objects.count() == 5
