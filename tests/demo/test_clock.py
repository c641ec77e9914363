"""Real processes follow the moved clock, through forks, and durations stay true."""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from demo.clock import Clock

# Answers each line on standard input with its wall clocks and a duration, in a forked child when asked for one.
FOLLOWER = """
import datetime, os, sys, time
start = time.monotonic()
for line in sys.stdin:
    if line.strip() == "fork" and os.fork():
        os.wait()
        continue
    now = datetime.datetime.now(datetime.UTC).timestamp()
    today = datetime.date.today().isoformat()
    year = time.gmtime().tm_year
    print(time.time(), now, today, year, time.monotonic() - start, flush=True)
    if line.strip() == "fork":
        os._exit(0)
"""


@pytest.fixture
def clock(tmp_path):
    return Clock(tmp_path / "clock")


@pytest.fixture
def ask(clock):
    process = subprocess.Popen(
        [sys.executable, "-c", FOLLOWER], env=clock.environment(), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip

    def answer(line="now"):
        process.stdin.write(line + "\n")
        process.stdin.flush()
        return process.stdout.readline().split()

    yield answer
    process.communicate()


def test_process_before_any_move_has_the_real_time(ask):
    wall, now, *_ = ask()

    assert abs(float(wall) - time.time()) < 1
    assert abs(float(now) - time.time()) < 1


@pytest.mark.parametrize("days", [-70, -0.5, 400.25])
def test_process_follows_a_move_with_every_wall_clock(clock, ask, days):
    ask()
    target = datetime.now(UTC) + timedelta(days=days)

    clock.move_to(target)

    wall, now, today, year, _ = ask()
    assert abs(float(wall) - target.timestamp()) < 1
    assert abs(float(now) - target.timestamp()) < 1
    assert today in {target.date().isoformat(), (target + timedelta(seconds=1)).date().isoformat()}
    assert int(year) == target.year


def test_forked_child_follows_a_move_made_after_the_fork_was_asked_for(clock, ask):
    ask()
    clock.move_by(timedelta(days=7))

    wall, *_ = ask("fork")

    assert abs(float(wall) - time.time() - 7 * 86400) < 1


def test_durations_are_not_moved(clock, ask):
    before = float(ask()[-1])

    clock.move_by(timedelta(days=-30))

    assert 0 < float(ask()[-1]) - before < 5


def test_process_when_the_file_is_gone_keeps_the_last_move(clock, ask):
    clock.move_by(timedelta(days=3))
    ask()

    clock.file.unlink()
    time.sleep(0.15)

    assert abs(float(ask()[0]) - time.time() - 3 * 86400) < 1


def test_process_without_the_clock_file_is_left_alone(clock):
    environment = {"PYTHONPATH": clock.environment()["PYTHONPATH"]}
    code = "import sys; print('time_machine' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)

    assert said.stdout == "False\n"


def test_clock_tells_the_moved_time_and_goes_back(clock):
    clock.move_by(timedelta(days=2))
    moved = clock.now()

    clock.reset()

    assert timedelta(days=1.99) < moved - datetime.now(UTC) < timedelta(days=2.01)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=1)
