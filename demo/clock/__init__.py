"""Moving the clock of real processes: `Clock` writes the file that their sitecustomize follows."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

SETTLED = 0.15  # seconds after which every process has looked at the file


class Clock:
    """The clock of all processes that were started with `environment()`; at first the real one."""

    def __init__(self, file: Path) -> None:
        self.file = file
        if not file.exists():
            self._write(0.0)

    def environment(self) -> dict[str, str]:
        """What a process needs to follow this clock."""
        return {"CLOCK_FILE": str(self.file), "PYTHONPATH": str(Path(__file__).parent)}

    def now(self) -> datetime:
        """The moved time."""
        return datetime.fromtimestamp(time.time() + self._shift(), UTC)

    def move_to(self, moment: datetime) -> None:
        """Set the clock to an aware moment, wait until everybody follows, and let it run on from there."""
        self._write(moment.timestamp() - time.time())
        time.sleep(SETTLED)

    def move_by(self, step: timedelta) -> None:
        """Like `move_to`, counted from the moved time."""
        self._write(self._shift() + step.total_seconds())
        time.sleep(SETTLED)

    def reset(self) -> None:
        """Back to the real time."""
        self._write(0.0)
        time.sleep(SETTLED)

    def _shift(self) -> float:
        return float(self.file.read_text())

    def _write(self, shift: float) -> None:
        new = self.file.with_suffix(".new")
        new.write_text(repr(shift))
        os.replace(new, self.file)
