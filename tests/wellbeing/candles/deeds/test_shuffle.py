"""The nightly rewriting."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.wellbeing.candles.conftest import asked, candle, race
from tests.wellbeing.candles.people import Employee
from wellbeing.candles.asked import NewLetter
from wellbeing.candles.deeds.erase import erase
from wellbeing.candles.deeds.gather_flags import gather_flags
from wellbeing.candles.deeds.route_flags import route_flags
from wellbeing.candles.deeds.shuffle import shuffle
from wellbeing.candles.deeds.take_flag import take_flag
from wellbeing.candles.deeds.withdraw import withdraw
from wellbeing.candles.deeds.write_letter import write_letter
from wellbeing.candles.models import (
    Batch,
    Candle,
    Flag,
    Letter,
    Offer,
    SpentEntitlement,
    SpentPass,
    TakenBreak,
    UsedChallenge,
)  # fmt: skip

MODELS = (Flag, SpentPass, Candle, Letter, Offer, TakenBreak, SpentEntitlement, UsedChallenge)
COLUMNS = {
    "candles_flag": "id",
    "candles_spentpass": "serial",
    "candles_candle": "id",
    "candles_letter": "candle_id",
    "candles_offer": "id",
    "candles_takenbreak": "candle_id",
    "candles_spententitlement": "serial",
    "candles_usedchallenge": "digest",
}


def fill(lit):
    """One row of everything that a candle brings with it."""
    one = os.urandom(32)
    Letter.objects.create(candle=lit, number=1, author="keeper", keepers=one, employee=one, signed=one, signature=one)
    Offer.objects.create(id=os.urandom(16), candle=lit, kind="day", signature=one)
    TakenBreak.objects.create(candle=lit, offer=one, key_id=one, digest=one, kept=one, signature=one)
    SpentEntitlement.objects.create(key_id=one, serial=one, digest=one)
    UsedChallenge.objects.create(digest=one, day="2026-11-23")


def written(table, column):
    """A table's values in the order in which they lie on the disk, and how many transactions wrote them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY ctid")
        order = [row[0] for row in cursor.fetchall()]
        cursor.execute(f"SELECT count(DISTINCT xmin::text) FROM {table}")
        return order, cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", COLUMNS)
def test_order_and_transactions_of_writing_are_erased(house, make_flag, now, table):
    for _ in range(12):
        take_flag(body=make_flag(), now=now)
        fill(candle(now))
    column = COLUMNS[table]
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
        fill(candle(now))
    rows = [sorted(map(repr, model.objects.values())) for model in MODELS]

    shuffle()

    assert [sorted(map(repr, model.objects.values())) for model in MODELS] == rows


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
        gather_flags(now=now.replace(minute=0))
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


@pytest.mark.django_db(transaction=True)
def test_people_at_work_and_the_shuffle_do_not_lock_each_other_out(now):
    owners = [Employee.new(None) for _ in range(12)]
    for someone in owners:
        candle(now, mailbox=someone.mailbox)

    def work(someone):
        if someone is None:
            return shuffle()
        for number in (1, 2):
            write_letter(mailbox=someone.mailbox, letter=asked(NewLetter, someone.letter(number)))
        if someone in owners[:6]:
            withdraw(mailbox=someone.mailbox, now=now)
        return erase(now=now)

    answers = race(work, [each for someone in owners for each in (someone, None)])

    assert answers == [None] * 24
    assert (Candle.objects.count(), Letter.objects.count()) == (12, 12)
