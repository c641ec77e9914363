"""Gathering flags into batches."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from wellbeing.candles.batches import BATCH_SIZE
from wellbeing.candles.deeds.gather_flags import gather_flags
from wellbeing.candles.models import Batch, Flag

AT_EIGHT = datetime(2026, 11, 23, 8, 0, 20, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def batch_sizes():
    return sorted(Counter(Flag.objects.values_list("batch", flat=True)).values())


@pytest.mark.usefixtures("house")
def test_enough_flags_make_a_batch_at_a_fixed_hour(let_wait):
    let_wait(unlit=8)

    batches = gather_flags(now=AT_EIGHT)

    assert list(Flag.objects.values_list("batch", flat=True)) == batches * 8


@pytest.mark.usefixtures("house")
def test_too_few_flags_wait_at_a_fixed_hour(let_wait):
    let_wait(unlit=7)

    assert gather_flags(now=AT_EIGHT) == []


@pytest.mark.usefixtures("house")
def test_flags_wait_between_the_hours(let_wait, now):
    let_wait(unlit=50)

    assert gather_flags(now=now) == []


@pytest.mark.usefixtures("house")
def test_a_flag_of_yesterday_takes_all_with_it_at_any_hour(let_wait, now):
    let_wait(unlit=1, day=date(2026, 11, 22))
    let_wait(unlit=2)

    batches = gather_flags(now=now)

    assert list(Flag.objects.values_list("batch", flat=True)) == batches * 3


@pytest.mark.usefixtures("house")
def test_hours_and_minimum_are_settings(let_wait, settings, now):
    settings.ROUTER_HOURS, settings.ROUTER_MINIMUM = [9], 3
    let_wait(unlit=3)

    assert len(gather_flags(now=now.replace(minute=0))) == 1


@pytest.mark.usefixtures("house")
def test_enough_flags_wait_once_a_fixed_hour_has_begun(let_wait):
    let_wait(unlit=50)

    assert gather_flags(now=AT_EIGHT.replace(minute=5)) == []
    assert gather_flags(now=AT_EIGHT.replace(minute=59)) == []
    assert len(gather_flags(now=AT_EIGHT.replace(minute=4, second=59))) == 1


@pytest.mark.usefixtures("house")
def test_flags_that_come_later_join_no_older_batch(let_wait):
    let_wait(unlit=8)
    first = gather_flags(now=AT_EIGHT)
    let_wait(unlit=7)

    again = gather_flags(now=AT_EIGHT)

    assert again == first
    assert Flag.objects.filter(batch=None).count() == 7


@pytest.mark.usefixtures("house")
def test_what_is_left_over_makes_batches_larger_and_never_one_small(let_wait):
    let_wait(spoiled=2 * BATCH_SIZE + 3)

    gather_flags(now=AT_EIGHT)

    assert batch_sizes() == [BATCH_SIZE + 1, BATCH_SIZE + 2]


@pytest.mark.usefixtures("house")
def test_no_flag_waits_when_there_is_none(now):
    assert gather_flags(now=now) == []
    assert list(Batch.objects.all()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("house")
def test_many_workers_gather_each_flag_once(let_wait):
    let_wait(spoiled=40)

    def work(_):
        try:
            gather_flags(now=AT_EIGHT)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))

    assert batch_sizes() == [40]
    assert Batch.objects.count() == 1


@pytest.mark.usefixtures("house")
def test_bare_flags_go_along_but_hide_nobody(let_wait):
    let_wait(unlit=20, bare=True)
    let_wait(unlit=7)
    assert gather_flags(now=AT_EIGHT) == []

    let_wait(unlit=1)

    assert len(gather_flags(now=AT_EIGHT)) == 1
    assert batch_sizes() == [28]


@pytest.mark.usefixtures("house")
def test_a_bare_flag_waits_a_day_like_any_other(let_wait, now):
    let_wait(unlit=1, bare=True, day=date(2026, 11, 22))

    assert len(gather_flags(now=now)) == 1
