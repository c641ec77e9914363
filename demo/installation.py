"""What both sides are told through their environment: addresses, databases, keys, clock."""

import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from crypto.installation import make_key_file

from . import leash

ROOT = Path(__file__).resolve().parent.parent
SIDES = ("named", "nameless")
OTHER = {"named": "nameless", "nameless": "named"}
T = TypeVar("T")
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ")  # the rest of our own environment is not theirs


class CommandFailed(RuntimeError):
    """A management command ended with an error; the message holds what it said."""


@dataclass
class Installation:
    """One pair of sides on this machine. `databases` and `brokers` hold a URL for each side.

    Keys and secrets are made in `folder` at first and found there later. `settings` goes to both sides.
    """

    folder: Path
    databases: dict[str, str]
    brokers: dict[str, str]
    ports: dict[str, int]
    settings: dict[str, str] = field(default_factory=dict)
    clock: dict[str, str] = field(default_factory=dict)
    _commands: set[subprocess.Popen[bytes]] = field(init=False, default_factory=set)  # under way

    def __post_init__(self) -> None:
        self.origins = {
            "named": f"http://localhost:{self.ports['named']}",
            "nameless": f"http://127.0.0.1:{self.ports['nameless']}",
        }
        for side in SIDES:
            (self.folder / side).mkdir(parents=True, exist_ok=True)
        self.public = {side: make_key_file(self._key_file(side)) for side in SIDES}
        self._secrets = {side: _lasting_secret(self.folder / side / "secret") for side in SIDES}

    def environment(self, side: str, *, worker: bool = False) -> dict[str, str]:
        """The environment of one process. Only a worker learns where the keys are that open and sign."""
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        environment |= {
            "SIDE": side,
            "DATABASE_URL": self.databases[side],
            "BROKER_URL": self.brokers[side],
            "NAMED_ORIGIN": self.origins["named"],
            "NAMELESS_ORIGIN": self.origins["nameless"],
            "SECRET_KEY": self._secrets[side],
            "OTHER_INSTALLATION_KEY": self.public[OTHER[side]].hex(),
            "PYTHONUNBUFFERED": "1",
            "PYTHONWARNINGS": "ignore:You're running the worker",  # as root, which on a throw-away machine is usual
        }
        environment |= self.settings | self.clock
        if worker:
            environment["INSTALLATION_KEY_FILE"] = str(self._key_file(side))
            environment["KEYS_DIR"] = str(self.folder / side / "keys")
        return environment

    def migrate(self) -> None:
        """Bring both databases up to date, at the same time. Raises CommandFailed."""
        self.two_at_once(lambda side: self.manage(side, "migrate"), SIDES)

    def two_at_once(self, deed: Callable[[T], object], things: Iterable[T]) -> None:
        """Do a deed, made of management commands, for all things. When one fails, or on Ctrl-C, the others end too."""
        with ThreadPoolExecutor(2) as two:
            try:
                list(two.map(deed, things))
            except BaseException:
                two.shutdown(wait=False, cancel_futures=True)
                for process in list(self._commands):
                    process.terminate()
                raise

    def manage(self, side: str, *arguments: str) -> str:
        """Run a management command to its end and return what it printed. Raises CommandFailed."""
        process = leash.start(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.environment(side, worker=True),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._commands.add(process)
        said, complained = (output.decode(errors="replace") for output in process.communicate())
        self._commands.discard(process)
        if process.returncode:
            raise CommandFailed(f"{side} {' '.join(arguments)}:\n{said}{complained}")
        return said

    def _key_file(self, side: str) -> Path:
        return self.folder / side / "installation.key"


def _lasting_secret(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()
