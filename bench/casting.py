"""`cast`: ballots a second through the real endpoint, beside a bare view with one insert (bench/bare.py).

Both are served by granian with the same settings, and keep their rows in the same PostgreSQL. They are
loaded in turn with bodies of the same size that were made before.
"""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import islice

import httpx

from crypto.seal import Envelope
from demo.embedded import Postgres, Redis, free_port
from demo.installation import SIDES, Installation
from demo.processes import Program, Supervisor, programs
from demo.scratch import Scratch

from . import figures, load
from .figures import ROUNDS, Figure
from .pinned import Wave

BALLOTS = 2000  # a round
WARM_UP = 300
PATIENCE = 30.0  # seconds until the worker has made the Box
WEB, WORKER, BEAT = "nameless-web", "nameless-worker", "nameless-beat"


def measure() -> Figure:
    """Ballots per second of one web process with its usual threads."""
    with _servers() as (installation, bare):
        wave = Wave()
        origin = installation.origins["nameless"]
        wave.bring(origin, installation.folder / "named" / "installation.key")
        ballots = [wave.ballot(os.urandom(Envelope.BALLOT.sealed)) for _ in range(WARM_UP + ROUNDS * BALLOTS)]
        _await_box(origin, wave.name)
        real, limit = iter(ballots), iter(ballots)
        load.rate(f"{origin}/ballots/", _take(real, WARM_UP))
        load.rate(bare, _take(limit, WARM_UP))
        return figures.in_turn(
            "cast",
            "ballots/s",
            value=lambda: load.rate(f"{origin}/ballots/", _take(real)),
            limit=lambda: load.rate(bare, _take(limit)),
        )


@contextmanager
def _servers() -> Iterator[tuple[Installation, str]]:
    """The nameless side, and the address of the bare view beside it."""
    with ExitStack() as stack:
        scratch = Scratch("bench")
        stack.callback(scratch.remove)
        postgres, redis = stack.enter_context(Postgres()), stack.enter_context(Redis())
        installation = Installation(
            folder=scratch.path,
            databases={side: postgres.create(side) for side in SIDES},
            brokers=dict.fromkeys(SIDES, redis.url),
            ports={side: free_port() for side in SIDES},
            settings={"TICK_SECONDS": "1"},
        )
        installation.manage("nameless", "migrate", "--verbosity", "0")
        children = [program for program in programs(installation) if program.name in (WEB, WORKER, BEAT)]
        web = next(program for program in children if program.name == WEB)
        bare = _bare(web, postgres.create("bare"))
        stack.enter_context(Supervisor([*children, bare], logs=scratch.path / "logs"))
        yield installation, f"http://127.0.0.1:{bare.port}/"


def _bare(web: Program, database: str) -> Program:
    """The same server with the same settings before another application."""
    port = free_port()
    command = [str(port) if part == str(web.port) else part for part in web.command[:-1]]
    environment = web.environment | {"DATABASE_URL": database}
    return replace(web, name="bare", command=[*command, "bench.bare:application"], environment=environment, port=port)


def _await_box(origin: str, name: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while httpx.get(f"{origin}/boxes/{name}/", timeout=30.0).status_code != 200:
        if time.monotonic() > deadline:
            raise RuntimeError("the worker has not made the Box")
        time.sleep(0.1)


def _take(bodies: Iterator[bytes], number: int = BALLOTS) -> list[bytes]:
    return list(islice(bodies, number))
