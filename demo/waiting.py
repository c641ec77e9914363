"""Waiting for something that other processes do."""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Impatient(TimeoutError):
    """It did not happen in time; the message says what."""


def wait_for(look: Callable[[], Found | None], *, what: str, seconds: float = 60.0, every: float = 0.1) -> Found:
    """The first thing that `look` finds (anything true). Raises Impatient."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise Impatient(f"{what}: not within {seconds:.0f} s")
        time.sleep(every)
