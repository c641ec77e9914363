"""`python -m demo`: all of Windbreak on this machine, with an invented town that has already answered twice.

The first start plays the past (a minute or two); later ones keep what is there. Everything listens on the
loopback address only. Ports and folder can be changed by DEMO_NAMED_PORT, DEMO_NAMELESS_PORT, DEMO_MAIL_PORT
and DEMO_FOLDER, the size of the town by DEMO_PEOPLE.
"""

import contextlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from . import processes, seeding, town
from .clock import Clock
from .embedded import NotStarted, Redis
from .installation import ROOT, SIDES, CommandFailed, Installation
from .play import Play
from .processes import ChildDied, PortInUse, Program, Supervisor
from .programs import NotInstalled
from .scratch import locked
from .waiting import Impatient

MARK = "windbreak-demo"  # a file that says whose folder this is
TICK, TICK_WHILE_SEEDING = "10", "0.5"  # seconds


@dataclass(frozen=True)
class Demo:
    """Where this demo lives."""

    folder: Path
    ports: dict[str, int]
    mail_port: int
    people: int | None

    @classmethod
    def from_environment(cls) -> "Demo":
        look = os.environ.get
        return cls(
            folder=Path(look("DEMO_FOLDER", str(ROOT / "var" / "demo"))).resolve(),
            ports={
                "named": int(look("DEMO_NAMED_PORT", "8000")),
                "nameless": int(look("DEMO_NAMELESS_PORT", "8001")),
            },
            mail_port=int(look("DEMO_MAIL_PORT", "8026")),
            people=int(look("DEMO_PEOPLE", "0")) or None,
        )

    @property
    def mailbox(self) -> Path:
        return self.folder / "mail"

    @property
    def is_seeded(self) -> bool:
        return (self.folder / "seeded").exists()

    def installation(self, brokers: dict[str, str], *, tick: str) -> Installation:
        return Installation(
            folder=self.folder,
            databases={side: f"sqlite:///{self.folder / side / 'db.sqlite3'}" for side in SIDES},
            brokers=brokers,
            ports=self.ports,
            settings={
                "TICK_SECONDS": tick,
                "SMTP_URL": f"smtp://127.0.0.1:{self.mail_port}",
                "ORGANISATION_NAME": town.NAME,
                "OPEN_REPORTS": "1",
            },
        )

    def programs(self, installation: Installation) -> list[Program]:
        """All children but the two Redis."""
        command = [sys.executable, "-m", "demo.mail", str(self.mail_port), str(self.mailbox)]
        environment = installation.environment("named") | {"PYTHONPATH": str(ROOT)}
        mail = Program("mail", command, environment, self.mail_port)
        return [mail, *processes.programs(installation)]


def main() -> int:
    """The exit code: 0 after Ctrl-C, 1 when something went wrong, which is printed in a sentence."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # both end everything in order
    demo = Demo.from_environment()
    try:
        with _alone(demo.folder):
            _run(demo)
    except KeyboardInterrupt:
        _say("everything has ended and the ports are free")
        return 0
    except (ChildDied, CommandFailed, Impatient, NotInstalled, NotStarted, PortInUse, Busy) as error:
        print(f"demo: {error}\ndemo: everything else has been ended", file=sys.stderr, flush=True)
        return 1
    return 0


class Busy(RuntimeError):
    """The folder belongs to another demo or to something else."""


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder for this process alone. Raises Busy."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    lock = locked(folder.with_name(f"{folder.name}.lock"))
    if lock is None:
        raise Busy(f"another demo is running in {folder}")
    with lock:
        yield


def _run(demo: Demo) -> None:
    """Seed if need be, then run until something ends it. Raises ChildDied and KeyboardInterrupt."""
    processes.refuse_busy_ports({**demo.ports, "mail": demo.mail_port})
    with Redis() as named, Redis() as nameless:
        brokers = {"named": named.url, "nameless": nameless.url}
        if not demo.is_seeded:
            _seed(demo, brokers)
        started = time.monotonic()
        installation = demo.installation(brokers, tick=TICK)
        installation.migrate()
        with Supervisor(demo.programs(installation), logs=demo.folder / "logs", say=print) as supervisor:
            _say(f"both sides answer after {time.monotonic() - started:.1f} s")
            _say_where(demo, installation)
            supervisor.watch()


def _seed(demo: Demo, brokers: dict[str, str]) -> None:
    """Play the town's past; what an interrupted seeding left is thrown away first."""
    if demo.folder.exists() and any(demo.folder.iterdir()) and not (demo.folder / MARK).exists():
        raise Busy(f"{demo.folder} holds something that is no demo")
    shutil.rmtree(demo.folder, ignore_errors=True)
    demo.folder.mkdir(parents=True)
    (demo.folder / MARK).touch()
    started = time.monotonic()
    people = town.residents(demo.people)
    clock = Clock(demo.folder / "clock")
    installation = replace(demo.installation(brokers, tick=TICK_WHILE_SEEDING), clock=clock.environment())
    _say(f"seeding an invented town of {len(people)} people; this happens once")
    installation.migrate()
    clock.move_by(-seeding.CLOSED[0] - seeding.EARLIER)
    seeding.prepare(installation, people, folder=demo.folder)
    _say(f"databases, roster, owner and questions: {time.monotonic() - started:.0f} s")
    with Supervisor(demo.programs(installation), logs=demo.folder / "logs") as supervisor:
        play = Play(installation, clock=clock, mailbox=demo.mailbox, check=supervisor.check)
        try:
            seeding.live_through(play, people, say=_say)
        except httpx.TransportError:
            supervisor.check()  # whoever does not answer has most likely died
            raise
    (demo.folder / "seeded").touch()
    _say(f"seeded in {time.monotonic() - started:.0f} s")


def _say_where(demo: Demo, installation: Installation) -> None:
    owner = town.residents(demo.people)[0].email
    _say(f"named side:    {installation.origins['named']}/   (Reports are open to look at; owner: {owner})")
    _say(f"nameless side: {installation.origins['nameless']}/")
    _say(f"mailbox:       {demo.mailbox} (every message a file)")
    _say("stop with Ctrl-C; the data stays; `rm -r` of the folder starts afresh")


def _say(line: str) -> None:
    print(f"demo: {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
