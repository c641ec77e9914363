"""Sides that somebody else runs, with a wave open: the replay only answers and compares."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from .crowd import Origins
from .dataset import Dataset
from .sides import PULSE, TookTooLong

T = TypeVar("T")
UNTIL_CLOSED = 3600.0  # seconds in which whoever runs the sides closes the wave


class Given:
    """What `Sides` offers, as far as that can be done from outside."""

    def __init__(self, origins: Origins, mails: Path) -> None:
        self.origins, self.mails = origins, mails

    def pulse(self) -> None:
        """Nobody here watches the processes."""

    def prepare(self, roster: Path, data: Dataset, *, k: int) -> None:
        """The roster was imported and the wave was opened before."""

    def move_clock_to(self, moment: datetime) -> None:
        """The clock is not ours: say what is waited for."""
        print(
            f"waiting until the sides have counted; their clocks must pass {moment:%Y-%m-%d %H:%M} UTC",
            flush=True,
        )

    def count_candles(self) -> int | None:
        """Nobody outside can count them."""
        return None

    def rest(self, seconds: float) -> None:
        """Nothing to do meanwhile."""
        time.sleep(seconds)

    def wait_for(self, look: Callable[[], T | None], *, what: str, patience: float) -> T:
        """The first answer of `look` that is not None. Raises TookTooLong."""
        deadline = time.monotonic() + max(patience, UNTIL_CLOSED)
        while (found := look()) is None:
            if time.monotonic() > deadline:
                raise TookTooLong(f"{what} did not come")
            time.sleep(PULSE)
        return found
