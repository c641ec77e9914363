"""Routing flags: exactly once, whatever happens."""

import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from wellbeing.candles.deeds.gather_flags import gather_flags
from wellbeing.candles.deeds.route_flags import route_flags
from wellbeing.candles.models import Batch, Candle, Flag, Rota
from wellbeing.candles.seeds import WrongKeys

NOW = datetime(2026, 11, 23, 12, 0, 20, tzinfo=UTC)


@pytest.fixture
def gathered(house, let_wait, settings, now):
    """Makes a batch of the flags that it lets wait; the ids of all batches."""
    settings.ROUTER_HOURS, settings.ROUTER_MINIMUM = [now.hour], 5

    def batches(**waiting):
        let_wait(**waiting)
        return gather_flags(now=now.replace(minute=0))

    return batches


@pytest.mark.django_db
def test_lit_flags_become_candles_and_all_flags_are_burned(gathered):
    [batch] = gathered(lit=3, unlit=6)

    route_flags(batch=batch, now=NOW)

    assert list(Candle.objects.values_list("state", "urgency", "rota")) == [("lit", "week", "hr")] * 3
    assert list(Flag.objects.all()) == []
    assert list(Batch.objects.all()) == []


@pytest.mark.django_db
def test_routing_again_changes_nothing(gathered):
    [batch] = gathered(lit=3, unlit=6)
    route_flags(batch=batch, now=NOW)

    route_flags(batch=batch, now=NOW)
    route_flags(batch=uuid4(), now=NOW)

    assert Candle.objects.count() == 3


@pytest.mark.django_db
def test_flags_of_other_batches_stay(gathered):
    [batch] = gathered(lit=2, unlit=6)
    other = Batch.objects.create()
    Flag.objects.filter(id__in=list(Flag.objects.values_list("id", flat=True)[:3])).update(batch=other)

    route_flags(batch=batch, now=NOW)

    assert set(Flag.objects.values_list("batch", flat=True)) == {other.id}
    assert Flag.objects.count() == 3


@pytest.mark.django_db
def test_unreadable_flags_are_burned_and_counted(gathered, caplog):
    [batch] = gathered(lit=1, unlit=3, spoiled=2)

    route_flags(batch=batch, now=NOW)

    assert (Candle.objects.count(), Flag.objects.count()) == (1, 0)
    assert [record.getMessage() for record in caplog.records] == ["2 flags could not be read and were burned"]


@pytest.mark.django_db
@pytest.mark.parametrize("harm", ["missing", "another", "spoiled"])
def test_nothing_is_burned_when_the_router_key_is_not_there(gathered, worker, harm):
    [batch] = gathered(lit=1, unlit=7)
    file = worker / "keys" / "router-2026-11"
    if harm == "missing":
        file.unlink()
    else:
        file.write_text("00" * 32 if harm == "another" else "zz")

    with pytest.raises(WrongKeys):
        route_flags(batch=batch, now=NOW)

    assert (Candle.objects.count(), Flag.objects.count()) == (0, 8)


@pytest.mark.django_db(transaction=True)
def test_any_number_of_routers_light_each_candle_once(gathered):
    batches = [gathered(lit=3, unlit=7) for _ in range(20)][-1]
    assert len(batches) == 20

    def work(seed):
        mine = random.Random(seed).sample(batches, len(batches))
        try:
            for batch in mine:
                route_flags(batch=batch, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))

    assert (Candle.objects.count(), Flag.objects.count(), Batch.objects.count()) == (60, 0, 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["candles_candle", "candles_flag", "candles_batch"])
def test_a_database_that_fails_in_the_middle_loses_and_doubles_nothing(gathered, table):
    [batch] = gathered(lit=3, unlit=5)
    with connection.cursor() as cursor:
        cursor.execute("CREATE FUNCTION break_it() RETURNS trigger AS $$ BEGIN RAISE 'broken'; END $$ LANGUAGE plpgsql")
        cursor.execute(f"CREATE TRIGGER broken AFTER INSERT OR DELETE ON {table} EXECUTE FUNCTION break_it()")

    try:
        with pytest.raises(DatabaseError, match="broken"):
            route_flags(batch=batch, now=NOW)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION break_it() CASCADE")

    assert (Candle.objects.count(), Flag.objects.count()) == (0, 8)
    route_flags(batch=batch, now=NOW)
    assert (Candle.objects.count(), Flag.objects.count()) == (3, 0)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(gathered, worker):
    [batch] = gathered(lit=3, unlit=5)

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE candles_candle IN SHARE MODE")  # holds the router up between opening and lighting
        victim = start_router(batch, worker)
        wait_until_it_waits(cursor, victim)
        victim.kill()
        victim.wait()

    route_until_done(batch)
    assert (Candle.objects.count(), Flag.objects.count()) == (3, 0)


def route_until_done(batch):
    """As the ticks do: the database may take a moment to notice that the one who holds the batch is dead."""
    deadline = time.monotonic() + 30
    while Batch.objects.exists() and time.monotonic() < deadline:
        assert (Candle.objects.count(), Flag.objects.count()) == (0, 8)
        route_flags(batch=batch, now=NOW)
        time.sleep(0.02)


def start_router(batch, worker):
    """A process of its own that routes the batch."""
    at = connection.settings_dict
    url = f"postgresql://{at['USER']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
    code = (
        "import django; django.setup()\n"
        "from django.utils.timezone import now\n"
        "from wellbeing.candles.deeds.route_flags import route_flags\n"
        f"route_flags(batch='{batch}', now=now())"
    )
    environment = os.environ | {"DATABASE_URL": url, "KEYS_DIR": str(worker / "keys")}
    environment.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    return subprocess.Popen([sys.executable, "-c", code], env=environment)


def wait_until_it_waits(cursor, process):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'candles_candle'::regclass")
        if cursor.fetchone()[0]:
            return
        time.sleep(0.02)
    pytest.fail("the router never came to the candles")


@pytest.mark.django_db
def test_a_candle_holds_what_the_router_may_see_and_no_time_finer_than_the_hour(gathered):
    inner, mailbox = os.urandom(5232), os.urandom(32)
    [batch] = gathered(lit=1, unlit=7, inner=inner, mailbox=mailbox, rota="staff-council", urgency=None)

    route_flags(batch=batch, now=NOW)

    lit = Candle.objects.get()
    assert (bytes(lit.inner), bytes(lit.mailbox), lit.rota, lit.urgency) == (inner, mailbox, "staff-council", "")
    assert (lit.verified, lit.holder, lit.visited, lit.closed) == (True, "", "2026-11", "")
    assert lit.since * 3600 == NOW.replace(minute=0, second=0).timestamp()


@pytest.mark.django_db
def test_what_came_without_a_pass_is_not_verified(gathered, let_wait):
    let_wait(lit=2, bare=True)
    [batch] = gathered(lit=1, unlit=4)

    route_flags(batch=batch, now=NOW)

    assert sorted(Candle.objects.values_list("verified", flat=True)) == [False, False, True]


@pytest.mark.django_db
def test_a_mailbox_has_one_candle_however_often_it_is_lit(gathered):
    [first] = gathered(lit=2, unlit=4, mailbox=b"m" * 32)
    route_flags(batch=first, now=NOW)
    Candle.objects.update(state="held", holder="aa" * 16)
    [second] = gathered(lit=1, unlit=5, mailbox=b"m" * 32)

    route_flags(batch=second, now=NOW)

    assert list(Candle.objects.values_list("state", flat=True)) == ["held"]
    assert not Flag.objects.exists()


@pytest.mark.django_db
def test_a_candle_knows_the_key_that_opens_it_unless_that_was_replaced_when_it_was_sealed(gathered, now):
    current = bytes(Rota.objects.get().signing)
    [before] = gathered(lit=1, unlit=5)
    route_flags(batch=before, now=NOW)
    Rota.objects.update(rotated=now.date())
    [after] = gathered(lit=1, unlit=5)

    route_flags(batch=after, now=NOW)

    assert sorted(bytes(key) for key in Candle.objects.values_list("sealed_to", flat=True)) == [b"", current]
