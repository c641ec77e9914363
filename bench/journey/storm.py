"""Sides in a storm: what is killed in which stage, often just when it works, and people who go on meanwhile."""

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import psycopg

from demo.installation import SIDES

from ..crowd import Failed
from ..disturbed import Disturbed
from ..sides import PULSE, WORKERS, Sides
from .patient import Patience

T = TypeVar("T")
AT_ONCE = 4  # people
FIRST, BETWEEN = (0.0, 1.0), (0.3, 3.0)  # seconds from the beginning of a stage, and from one kill to the next
PATIENCE = 90.0  # seconds until all is up again
AIM, HOLD = 1.0, 0.03  # seconds at most to wait for a moment that hurts, and from there to the kill
_BUSY = (
    "SELECT count(*) > 0 FROM pg_stat_activity"
    " WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()"
)


class Storm(Disturbed):
    """As `Disturbed`, with at most `kills` in each stage, 0 for an undisturbed round; `patience` is everybody's.

    Of three kills one takes a web process while somebody waits for its answer, one all workers of a side while a
    transaction of that side is open, and one whatever it happens to be.
    """

    def __init__(self, *, seed: int, kills: int, workers: int = WORKERS, logs: Path | None = None) -> None:
        super().__init__(seed=seed, before=0, after=0, logs=logs)
        self._workers, self._kills, self._between = workers, kills, BETWEEN
        self._stage = ""
        self._struck: set[str] = set()  # lost a child; a worker whose child was not up yet ends then
        self.patience = Patience()

    def pulse(self) -> None:
        """As `Disturbed`; a worker that ends because of what was killed is started again."""
        for name in self._struck & self.supervisor.children.keys():
            if self.supervisor.children[name].exit_code() is not None:
                self._struck.discard(name)
                self._end(name, self.supervisor.children.pop(name), time.monotonic())
        super().pulse()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """What is killed within was killed in this stage; what is down afterwards comes up in the next."""
        self._stage, self._left = name, self._kills
        self._next = time.monotonic() + self._chance.uniform(*FIRST)
        yield
        self._left = 0

    def together(self, deeds: Iterable[Callable[[], T]]) -> list[T]:
        """What the deeds of many people come to, in order, done while the storm goes on. Raises Failed."""
        pool = ThreadPoolExecutor(AT_ONCE)
        try:
            done = [pool.submit(deed) for deed in deeds]
            while not all(one.done() for one in done):
                self.pulse()
                time.sleep(PULSE)
        except BaseException:
            self.patience.is_over = True
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
        faults = [error for one in done if (error := one.exception())]
        if faults:
            first = f"{type(faults[0]).__name__}: {faults[0]}"
            raise Failed(f"{len(faults)} of {len(done)} got stuck, {self._stage}; the first: {first}") from faults[0]
        return [one.result() for one in done]

    def calm(self) -> None:
        """Wait until everything is up again and stays so. Raises TookTooLong."""
        self._left = 0

        def look() -> bool | None:
            if self._down or self._wounded:
                return None
            return True if all(child.program.is_up() for child in self.supervisor.children.values()) else None

        self.wait_for(look, what="the answer of every process", patience=PATIENCE)

    def move_clock_to(self, moment: datetime) -> None:
        """No more than that: what is killed follows from the stage."""
        Sides.move_clock_to(self, moment)

    def _kill_one(self, now: float) -> None:
        aim = self._chance.choice([self._asked, self._working, None])
        names = aim() if aim else []
        if not names:
            super()._kill_one(now)
            return
        time.sleep(self._chance.uniform(0, HOLD))
        for name in names:
            self._end(name, self.supervisor.children.pop(name), now)
            self._note(f"{name}, {'asked' if name.endswith('-web') else 'working'}")

    def _asked(self) -> list[str]:
        """The web process of which somebody has just asked something; [] when nobody does."""
        ports = {f"{side}-web": port for side, port in self.installation.ports.items()}
        webs = [name for name in ports if name in self.supervisor.children]

        def look() -> list[str]:
            asked = [name for name in webs if self.patience.waiting[ports[name]]]
            return [self._chance.choice(asked)] if asked else []

        return self._soon(look)

    def _working(self) -> list[str]:
        """All workers of a side in whose database a transaction is open; [] when there is none."""
        side = self._chance.choice(SIDES)
        workers = [name for name in self.supervisor.children if name.startswith(f"{side}-worker")]
        with psycopg.connect(self.installation.databases[side], autocommit=True) as database:

            def look() -> list[str]:
                row = database.execute(_BUSY).fetchone()
                return workers if row and row[0] else []

            return self._soon(look)

    @staticmethod
    def _soon(look: Callable[[], list[str]]) -> list[str]:
        deadline = time.monotonic() + AIM
        while not (found := look()) and time.monotonic() < deadline:
            time.sleep(0.001)
        return found

    def _note(self, killed: str) -> None:
        self.kills.append(f"{self._stage}: {killed}")
        self._struck |= {name} if (name := killed.removeprefix("a child of ")) != killed else set()
