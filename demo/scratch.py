"""Throw-away folders that vanish with their owner, at the latest when the next one is made."""

import fcntl
import shutil
import tempfile
from pathlib import Path
from typing import IO

PREFIX = "windbreak-"
MARK = "owner"


class Scratch:
    """A folder below the temporary one; a lock on the file `owner` in it says that somebody uses it."""

    def __init__(self, kind: str) -> None:
        _sweep(kind)
        while True:
            self.path = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{kind}-"))
            lock = locked(self.path / MARK)
            if lock and (self.path / MARK).exists():  # else a sweep came between the two lines
                self._lock = lock
                return

    def remove(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        self._lock.close()


def locked(path: Path) -> IO[str] | None:
    """The open file with an exclusive lock on it, or None when another process holds that."""
    lock = path.open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        return None
    return lock


def _sweep(kind: str) -> None:
    """Remove the folders of killed owners: the kernel gave their locks back."""
    for mark in Path(tempfile.gettempdir()).glob(f"{PREFIX}{kind}-*/{MARK}"):
        try:
            lock = locked(mark)
        except OSError:  # another user's, or another sweep was quicker
            continue
        if lock:
            shutil.rmtree(mark.parent, ignore_errors=True)
            lock.close()
