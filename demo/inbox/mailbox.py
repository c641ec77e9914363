"""The folder of mails: newest first, found by a word, each read once. Mails are new until somebody opens them."""

import threading
import time
from dataclasses import dataclass
from pathlib import Path

from .letters import Letter, read

LARGEST = 2_000_000  # bytes of a mail that are read
CODE_LASTS = 600  # seconds that a mailed code is good for


@dataclass(frozen=True)
class Kept:
    """One mail in the folder. `arrived` is in nanoseconds, by this machine's clock."""

    key: str
    arrived: int
    letter: Letter


class Mailbox:
    """Reads a folder of .eml files; only files found there by listing can be asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[str, Kept] = {}
        self._lock = threading.Lock()
        self._began = time.time_ns()
        self._opened: set[str] = set()

    def newest(self) -> list[Kept]:
        """All mails, the newest first."""
        with self._lock:
            present = {path.stem: path for path in self._folder.glob("*.eml")}
            for key in self._kept.keys() - present.keys():
                del self._kept[key]
            for key in present.keys() - self._kept.keys():
                self._kept[key] = Kept(key, present[key].stat().st_mtime_ns, read(_start_of(present[key])))
            return sorted(self._kept.values(), key=lambda kept: (kept.arrived, kept.key), reverse=True)

    def search(self, *, word: str, to: str) -> list[Kept]:
        """Mails to this address (any if "") with this word in subject, text or addresses, the newest first."""
        wanted = word.casefold()
        return [
            kept
            for kept in self.newest()
            if (not to or kept.letter.to.casefold() == to.casefold())
            and (not wanted or any(wanted in part.casefold() for part in _searched(kept.letter)))
        ]

    def open(self, key: str) -> Kept | None:
        """The mail of that key, which is not new any more; None if there is none."""
        found = next((kept for kept in self.newest() if kept.key == key), None)
        if found:
            self._opened.add(key)
        return found

    def source(self, key: str) -> bytes:
        """The first bytes of a mail that `open` has found."""
        return _start_of(self._folder / f"{key}.eml")

    def is_new(self, kept: Kept) -> bool:
        """It came while this ran, and nobody has opened it."""
        return kept.arrived > self._began and kept.key not in self._opened

    def invitation(self, to: str) -> str | None:
        """The newest invitation link sent to an address."""
        links = (kept.letter.invitation for kept in self.newest() if kept.letter.to == to)
        return next((link for link in links if link), None)

    def code(self, to: str) -> tuple[str, int] | None:
        """The newest sign-in code for an address and how many seconds ago it came; None when that is too long ago."""
        now = time.time_ns()
        for kept in self.newest():
            age = (now - kept.arrived) // 1_000_000_000
            if age > CODE_LASTS:
                return None
            if kept.letter.to == to and kept.letter.code:
                return kept.letter.code, max(0, age)
        return None


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST)


def _searched(letter: Letter) -> tuple[str, ...]:
    return letter.subject, letter.to, letter.sender, letter.text
