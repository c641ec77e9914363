"""The count is interrupted anywhere and run again, by one worker or by many at once: the same Report."""

import itertools
import os
import subprocess
import sys
import threading
import time

import pytest
from django.db import connection, transaction

from surveys.ballots.deeds.cast import Closed, cast
from surveys.ballots.deeds.count import count, freeze, run
from surveys.ballots.models import Ballot, Box, Chunk, Partial, Report
from surveys.ballots.seeds import kept
from tests.surveys.ballots import town as towns

from .conftest import fill, report_of, seed_file, undisturbed, written


class Crash(BaseException):
    """The worker dies here."""


class Fuse:
    """Burns with every statement and, when it is burnt down, ends the worker before or after that statement."""

    def __init__(self, length, *, after):
        self.length, self.after = length, after

    def __call__(self, execute, sql, params, many, context):
        self.length -= 1
        if self.length == 0 and not self.after:
            raise Crash
        result = execute(sql, params, many, context)
        if self.length == 0:
            raise Crash
        return result


def crashed(town, fuse):
    """Count until the fuse is burnt; False when the count was done before that."""
    try:
        with connection.execute_wrapper(fuse):
            count(fingerprint=town.fingerprint, now=towns.AFTER)
    except Crash:
        return True
    return False


@pytest.mark.parametrize("after", [False, True])
def test_count_when_it_crashes_at_any_statement_makes_the_same_report(town, small_chunks, after):
    fill(town, 14)
    expected, seed = undisturbed(town), seed_file(town).read_text()

    for length in itertools.count(1):
        kept_here = transaction.savepoint()
        happened = crashed(town, Fuse(length, after=after))
        count(fingerprint=town.fingerprint, now=towns.AFTER)
        assert written(town) == expected
        assert [model.objects.count() for model in (Ballot, Chunk, Partial)] == [0, 0, 0]
        assert kept() == set()
        if not happened:
            break
        transaction.savepoint_rollback(kept_here)
        seed_file(town).write_text(seed)

    assert length > 40


def test_count_when_it_crashes_before_the_key_is_gone_forgets_it_the_next_time(town):
    fill(town, 6)
    seed = seed_file(town).read_text()
    count(fingerprint=town.fingerprint, now=towns.AFTER)
    seed_file(town).write_text(seed)

    count(fingerprint=town.fingerprint, now=towns.AFTER)

    assert kept() == set()


@pytest.mark.parametrize("state", ["open", "labels", "answers"])
def test_count_when_others_finish_while_a_worker_looks_goes_on_without_a_fault(town, state):
    fill(town, 6)
    Box.objects.update(state=state)
    seen = Box.objects.select_related("notice").get()
    Box.objects.update(state="open")
    count(fingerprint=town.fingerprint, now=towns.AFTER)

    assert run._moved_on(seen, towns.AFTER) is True

    assert Box.objects.get().state == Box.State.PUBLISHED
    assert Report.objects.count() == 1


def together(*jobs):
    """Runs each in a thread with a connection of its own; what they raised."""
    raised = []

    def run(job):
        try:
            job()
        except Exception as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_count_when_many_workers_do_at_once_makes_the_same_report(busy_town, small_chunks):
    fill(busy_town, 90)
    expected = undisturbed(busy_town)

    raised = together(*[lambda: count(fingerprint=busy_town.fingerprint, now=towns.AFTER)] * 5)
    count(fingerprint=busy_town.fingerprint, now=towns.AFTER)

    assert raised == []
    assert written(busy_town) == expected
    assert kept() == set()


def test_freeze_when_a_cast_is_under_way_waits_for_it(busy_town):
    body = busy_town.ballot()
    done = threading.Event()
    freezing = threading.Thread(target=together, args=[lambda: finish(busy_town, done)])

    with transaction.atomic():
        cast(body=body, now=towns.DURING)
        freezing.start()
        waited = not done.wait(0.7)
    freezing.join()

    assert waited
    assert done.is_set()
    assert body[2:34].hex() in bytes(Report.objects.get().counted).decode()


def finish(town, done):
    count(fingerprint=town.fingerprint, now=towns.AFTER)
    done.set()


def test_cast_when_a_freeze_is_under_way_waits_and_is_refused(busy_town):
    body, raised = busy_town.ballot(), []
    casting = threading.Thread(target=lambda: raised.extend(together(lambda: cast(body=body, now=towns.DURING))))

    with transaction.atomic():
        freeze.freeze(Box.objects.select_related("notice").get(), towns.AFTER)
        casting.start()
        casting.join(0.7)
        waited = casting.is_alive()
    casting.join()

    assert waited
    assert [type(error) for error in raised] == [Closed]
    assert not Ballot.objects.exists()


def test_freeze_when_ballots_are_still_coming_counts_each_that_was_acknowledged(busy_town):
    bodies = [busy_town.ballot() for _ in range(60)]
    acknowledged, refused = [], []

    def send(part):
        for body in part:
            try:
                cast(body=body, now=towns.DURING)  # a web process whose clock is behind
                acknowledged.append(body[2:34].hex())
            except Closed:
                refused.append(body[2:34].hex())

    def close():
        while len(acknowledged) < 15:
            time.sleep(0.001)
        count(fingerprint=busy_town.fingerprint, now=towns.AFTER)

    raised = together(close, *[lambda part=bodies[place::4]: send(part) for place in range(4)])

    counted = bytes(Report.objects.get().counted).decode()
    assert raised == []
    assert sorted(acknowledged) == [serial for serial in sorted(acknowledged + refused) if serial in counted]
    assert report_of(busy_town)["ballots"] == report_of(busy_town)["cells"][0]["n"] == len(acknowledged)
    assert not Ballot.objects.exists()
    assert len(acknowledged) + len(refused) == 60


WORKER = """
import sys
import django
django.setup()
from datetime import datetime
from surveys.ballots.deeds.count import count, freeze
freeze.CHUNK_SIZE = 6
print("ready", flush=True)
sys.stdin.readline()
count(fingerprint=sys.argv[1], now=datetime.fromisoformat(sys.argv[2]))
"""


@pytest.fixture
def start_worker(settings):
    """Starts a process that is ready to count and waits for a line on its standard input."""
    started = []
    database = settings.DATABASES["default"]
    address = f"postgresql://{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": address,
        "KEYS_DIR": settings.KEYS_DIR,
        "INSTALLATION_KEY_FILE": settings.INSTALLATION_KEY_FILE,
    }

    def start(town):
        command = [sys.executable, "-c", WORKER, town.fingerprint, towns.AFTER.isoformat()]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        started.append(subprocess.Popen(command, env=environment, **pipes))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_count_when_worker_processes_are_killed_makes_the_same_report(busy_town, small_chunks, start_worker):
    fill(busy_town, 240)
    expected = undisturbed(busy_town)
    workers = [start_worker(busy_town) for _ in range(3)]
    assert [worker.stdout.readline() for worker in workers] == ["ready\n"] * 3

    states = []
    for worker, done_before in zip(workers, (3, 12, 25), strict=True):
        worker.stdin.write("go\n")
        worker.stdin.flush()
        wait_for(lambda done=done_before: Partial.objects.filter(phase="labels").count() >= done)
        worker.kill()
        worker.wait()
        states.append(Box.objects.get().state)
    count(fingerprint=busy_town.fingerprint, now=towns.AFTER)

    assert states[0] == Box.State.LABELS  # the first died in the middle of its work
    assert written(busy_town) == expected
    assert kept() == set()


def wait_for(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "nothing happened for a minute"
        time.sleep(0.002)
