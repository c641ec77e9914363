"""Sides whose workers and web processes are killed with -9 at random moments and started again soon after."""

import os
import random
import signal
import time
from datetime import datetime
from pathlib import Path

from demo.processes import Child

from .processes import children_of
from .sides import Sides

BETWEEN = (1.0, 6.0)  # seconds from one kill to the next
DOWN = (0.0, 1.0)  # seconds until the killed one is started again
COUNTING = (0.0, 1.0)  # the same once the wave is closed, because the count is short
BEFORE, AFTER = 8, 4  # kills at most before and after the close, so that every round ends


class Disturbed(Sides):
    """As `Sides`; nothing is killed while a command runs, since nobody waits then. `kills` says what was."""

    def __init__(self, *, seed: int, before: int = BEFORE, after: int = AFTER, logs: Path | None = None) -> None:
        super().__init__(logs=logs)
        self.kills: list[str] = []
        self._left, self._left_after = before, after
        self._between = BETWEEN
        self._chance = random.Random(seed)
        self._next = time.monotonic() + self._chance.uniform(*BETWEEN)
        self._down: dict[str, float] = {}  # name of the program, and when it is started again
        self._wounded: dict[str, Child] = {}  # web servers that are about to end by themselves

    def pulse(self) -> None:
        """Kill and start again what is due."""
        now = time.monotonic()
        self._bury(now)
        for name in [name for name, due in self._down.items() if due <= now]:
            del self._down[name]
            self.supervisor.start_one(name)
        if now >= self._next and self._left:
            self._next = now + self._chance.uniform(*self._between)
            self._left -= 1
            self._kill_one(now)
        super().pulse()

    def __exit__(self, *about: object) -> None:
        for child in self._wounded.values():
            child.kill()
        super().__exit__(*about)

    def _bury(self, now: float) -> None:
        for name in [name for name, child in self._wounded.items() if child.exit_code() is not None]:
            self._end(name, self._wounded.pop(name), now)

    def move_clock_to(self, moment: datetime) -> None:
        """The close, after which the count begins."""
        super().move_clock_to(moment)
        self._left, self._between = self._left_after, COUNTING
        self._next = time.monotonic() + self._chance.uniform(*COUNTING)

    def _kill_one(self, now: float) -> None:
        children = self.supervisor.children
        name = self._chance.choice(sorted(name for name in children if "-worker" in name or name.endswith("-web")))
        pool = children_of(children[name].pid)
        if pool and self._chance.random() < 0.5:  # its main process has to notice
            os.kill(self._chance.choice(pool), signal.SIGKILL)
            self._note(f"a child of {name}")
            if name.endswith("-web"):  # which ends when the one process that answers is gone
                self._wounded[name] = children.pop(name)
        else:
            self._end(name, children.pop(name), now)
            self._note(name)

    def _end(self, name: str, child: Child, now: float) -> None:
        """kill -9 all that is left of a program, and start it again soon."""
        child.kill()
        self._down[name] = now + self._chance.uniform(*DOWN)

    def _note(self, killed: str) -> None:
        self.kills.append(f"{killed}, counting" if self._between == COUNTING else killed)
