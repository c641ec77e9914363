"""The nightly rewriting."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.wellbeing.candles.conftest import candle
from wellbeing.candles.deeds.gather_flags import gather_flags
from wellbeing.candles.deeds.route_flags import route_flags
from wellbeing.candles.deeds.shuffle import shuffle
from wellbeing.candles.deeds.take_flag import take_flag
from wellbeing.candles.models import Batch, Candle, Flag, SpentPass


def written(table, column):
    """A table's values in the order in which they lie on the disk, and how many transactions wrote them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY ctid")
        order = [row[0] for row in cursor.fetchall()]
        cursor.execute(f"SELECT count(DISTINCT xmin::text) FROM {table}")
        return order, cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["candles_flag", "candles_spentpass", "candles_candle"])
def test_order_and_transactions_of_writing_are_erased(house, make_flag, now, table):
    for _ in range(12):
        take_flag(body=make_flag(), now=now)
        candle(now)
    column = "serial" if table == "candles_spentpass" else "id"
    before, transactions = written(table, column)
    assert transactions == 12

    shuffle()

    after, transactions = written(table, column)
    assert sorted(after) == sorted(before)
    assert after != before
    assert transactions == 1


@pytest.mark.django_db
def test_shuffling_changes_no_row(make_flag, now):
    for _ in range(3):
        take_flag(body=make_flag(), now=now)
    candle(now)
    rows = [sorted(map(repr, model.objects.values())) for model in (Flag, SpentPass, Candle)]

    shuffle()

    assert [sorted(map(repr, model.objects.values())) for model in (Flag, SpentPass, Candle)] == rows


@pytest.mark.django_db(transaction=True)
def test_flags_that_come_during_the_shuffle_are_kept(make_flag, now):
    bodies = [make_flag() for _ in range(40)]

    def send(body):
        try:
            take_flag(body=body, now=now)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        sending = pool.map(send, bodies)
        for _ in range(5):
            shuffle()
        list(sending)
    shuffle()

    assert (Flag.objects.count(), SpentPass.objects.count()) == (40, 40)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("house")
def test_a_router_at_work_and_the_shuffle_do_not_lock_each_other_out(let_wait, settings, now):
    settings.ROUTER_HOURS = [now.hour]
    for _ in range(40):
        let_wait(lit=1, unlit=7)
        gather_flags(now=now)
    batches = list(Batch.objects.values_list("id", flat=True))

    def route(batch):
        try:
            route_flags(batch=batch, now=now)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        routing = pool.map(route, batches)
        for _ in range(10):
            shuffle()
        list(routing)

    assert (Candle.objects.count(), Flag.objects.count()) == (40, 0)
