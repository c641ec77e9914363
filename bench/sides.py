"""Both sides as real processes on throw-away servers, for the replay, the trials and the benchmarks."""

import os
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Self, TypeVar

from demo.clock import Clock
from demo.embedded import Postgres, Redis, free_port
from demo.founding import give_role
from demo.installation import ROOT, SIDES, Installation
from demo.keeper import Keeper
from demo.play import Play
from demo.processes import Program, Supervisor, programs
from demo.scratch import Scratch

from .crowd import Origins
from .dataset import QUESTIONNAIRE, Dataset, write_questionnaire
from .queue import KEEPER, PASSPHRASE

T = TypeVar("T")
WORKERS = 2  # a side
TICK_SECONDS = 1
PULSE = 0.05  # seconds


class TookTooLong(RuntimeError):
    """Something that was waited for did not come."""


class Sides:
    """Two fresh installations, both running, with a keeper whose key is published. Use it as a context manager.

    `settings` (environment) go to both.
    """

    def __init__(
        self, *, workers: int = WORKERS, logs: Path | None = None, settings: Mapping[str, str] | None = None
    ) -> None:
        self._workers, self._logs, self._settings = workers, logs, dict(settings or {})
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        try:
            self._start()
            self._appoint()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def origins(self) -> Origins:
        """Where the clients find both sides."""
        addresses = self.installation.origins
        return Origins(addresses["named"], addresses["nameless"])

    def prepare(self, roster: Path, data: Dataset, *, k: int) -> None:
        """Import the organisation and its questionnaire, and open a wave. Raises CommandFailed."""
        questionnaire = self.folder / "questionnaire.json"
        write_questionnaire(questionnaire, data)
        self.installation.manage("named", "import_roster", str(roster), "--apply")
        self.installation.manage("named", "import_questionnaire", str(questionnaire))
        self.installation.manage("named", "open_wave", QUESTIONNAIRE, "--k", str(k))

    def keeper(self) -> Keeper:
        """A keeper who has just signed in and unlocked the key. Raises Refused, Impatient, and what HTTP raises."""
        return self.play.keeper(KEEPER, passphrase=PASSPHRASE)

    def count_candles(self) -> int:
        """How many candles are lit."""
        return int(self.installation.manage("nameless", "count_candles"))

    def move_clock_to(self, moment: datetime) -> None:
        """Every process of both sides lives at `moment` from now on."""
        self._clock.move_to(moment)

    def pulse(self) -> None:
        """Called all the while somebody waits. Raises ChildDied when a process has ended by itself."""
        self.supervisor.check()

    def wait_for(self, look: Callable[[], T | None], *, what: str, patience: float) -> T:
        """The first answer of `look` that is not None. Raises TookTooLong."""
        deadline = time.monotonic() + patience
        while (found := look()) is None:
            if time.monotonic() > deadline:
                raise TookTooLong(f"{what} did not come within {patience:.0f} s; see the logs in {self.logs}")
            self.rest(PULSE)
        return found

    def rest(self, seconds: float) -> None:
        """Wait, and look after the processes meanwhile."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.pulse()
            time.sleep(PULSE)

    def _appoint(self) -> None:
        """A keeper makes the key without which nobody could light a candle."""
        give_role(self.installation, KEEPER, "keeper", "--new")
        self.play.make_keepers_key([KEEPER], passphrase=PASSPHRASE)

    def _start(self) -> None:
        scratch = Scratch("bench")
        self._stack.callback(scratch.remove)
        self.folder, self.mails = scratch.path, scratch.path / "mails"
        self.logs = self._logs or self.folder / "logs"
        self._clock = Clock(self.folder / "clock")
        postgres = self._stack.enter_context(Postgres())
        brokers = {side: self._stack.enter_context(Redis()).url for side in SIDES}
        mail_port = free_port()
        self.installation = Installation(
            folder=self.folder,
            databases={side: postgres.create(side) for side in SIDES},
            brokers=brokers,
            ports={side: free_port() for side in SIDES},
            settings={
                "SMTP_URL": f"smtp://127.0.0.1:{mail_port}",
                "OPEN_REPORTS": "1",
                "TICK_SECONDS": str(TICK_SECONDS),
            }
            | self._settings,
            clock=self._clock.environment(),
        )
        self.play = Play(self.installation, clock=self._clock, mailbox=self.mails, check=self.pulse)
        self._stack.callback(self.play.client.close)
        for side in SIDES:
            self.installation.manage(side, "migrate", "--verbosity", "0")
        children = [
            *programs(self.installation, workers=self._workers, concurrency=1),
            _mail(mail_port, self.mails),
        ]
        self.supervisor = self._stack.enter_context(Supervisor(children, logs=self.logs))


def _mail(port: int, folder: Path) -> Program:
    """The mailbox of the whole organisation."""
    command = [sys.executable, "-m", "demo.mail", str(port), str(folder)]
    return Program("mail", command, {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT)}, port)
