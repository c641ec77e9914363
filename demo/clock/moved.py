"""A wall clock that is off by what a file says, for every way Python has of asking for the time.

The file holds one number, the seconds by which the clock is off (negative: in the past). It is looked at
whenever somebody asks for the time, at most every 0.1 s; so there is no thread, and a process follows
through any fork. Clocks that measure durations (time.monotonic) stay as they are.
"""

import sys
import time

# time_machine also is a pytest plugin and would import pytest, 0.3 s at the start of each process.
_had_pytest = "pytest" in sys.modules
sys.modules.setdefault("pytest", None)  # type: ignore[arg-type]
import _time_machine  # type: ignore[import-not-found]  # noqa: E402
import time_machine  # noqa: E402

if not _had_pytest:
    del sys.modules["pytest"]

STALE = 100_000_000  # nanoseconds after which the file is read again


class Moved(time_machine.Traveller):
    """The real time plus the shift in a file."""

    def __init__(self, path: str) -> None:
        super().__init__(0, None, True)
        self._path = path
        self._shift = 0
        self._looked = -STALE

    def time_ns(self) -> int:
        """What time_machine's replacements of time.time, datetime.now and the others ask for."""
        tick = time.monotonic_ns()
        if tick - self._looked >= STALE:
            self._looked, self._shift = tick, _read(self._path, otherwise=self._shift)
        now: int = _time_machine.original_time_ns()
        return now + self._shift


def follow(path: str) -> None:
    """From now on, and in every forked child, this process's clock follows the file."""
    time_machine.travel(0).start()  # puts the replacements in place; they ask the last traveller
    time_machine.traveller_stack.append(Moved(path))


def _read(path: str, *, otherwise: int) -> int:
    """The shift in nanoseconds; what it was before when the file is gone or half written."""
    try:
        with open(path, "rb") as file:
            return round(float(file.read()) * 1e9)
    except (OSError, ValueError, OverflowError):
        return otherwise
