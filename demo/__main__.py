"""`python -m demo`: all of Windbreak on this machine, with an invented town that has already answered twice.

The first start plays the past (a minute or so); later ones keep what is there. Everything listens on the
loopback address only. Ports and folder can be changed by DEMO_NAMED_PORT, DEMO_NAMELESS_PORT, DEMO_INBOX_PORT,
DEMO_MAIL_PORT and DEMO_FOLDER, the size of the town by DEMO_PEOPLE.
"""

import contextlib
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx

from . import cast, processes, seeding, town
from .clock import Clock
from .embedded import NotStarted, Redis
from .installation import CommandFailed, Installation
from .layout import Demo
from .play import Play
from .processes import ChildDied, PortInUse, Supervisor
from .programs import NotInstalled
from .scratch import locked
from .waiting import Impatient

MARK = "windbreak-demo"  # a file that says whose folder this is
SEEDED = "seeded"  # a file that holds the edition of its past
TICK, TICK_WHILE_SEEDING = "10", "0.5"  # seconds


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
    except (ChildDied, CommandFailed, Impatient, NotInstalled, NotStarted, PortInUse, Busy, Outdated) as error:
        print(f"demo: {error}\ndemo: everything else has been ended", file=sys.stderr, flush=True)
        return 1
    return 0


class Busy(RuntimeError):
    """The folder belongs to another demo or to something else."""


class Outdated(RuntimeError):
    """The databases in the folder cannot be brought up to date."""


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
    processes.refuse_busy_ports({**demo.ports, "mail": demo.mail_port, "inbox": demo.inbox_port})
    people = town.residents(demo.people)
    with Redis() as named, Redis() as nameless:
        brokers = {"named": named.url, "nameless": nameless.url}
        if not _is_seeded(demo, people):
            _seed(demo, brokers, people)
        started = time.monotonic()
        installation = demo.installation(brokers, tick=TICK)
        _migrate(demo, installation)
        programs = [*demo.programs(installation), demo.catcher(installation)]
        up = threading.Event()  # what is said before that is told when it fails
        say = lambda line: _say_of_child(line) if up.is_set() else None  # noqa: E731
        with Supervisor(programs, logs=demo.folder / "logs", say=say) as supervisor:
            _say_where(demo, installation, seconds=time.monotonic() - started)
            up.set()
            supervisor.watch()


def _is_seeded(demo: Demo, people: list[town.Resident]) -> bool:
    """The folder holds the whole past of this very town."""
    seeded = demo.folder / SEEDED
    if not seeded.exists():
        return False
    if seeded.read_text() == seeding.edition(people):
        return True
    _say(f"the invented town has changed since {demo.folder} was seeded, which begins afresh")
    return False


def _migrate(demo: Demo, installation: Installation) -> None:
    """Raises Outdated when an earlier version's databases cannot be used any more."""
    try:
        installation.migrate()
    except CommandFailed as error:
        raise Outdated(
            f"{error}\ndemo: the data in {demo.folder} were made by another version and cannot be brought up to date; "
            "`make clean` forgets them"
        ) from error


def _seed(demo: Demo, brokers: dict[str, str], people: list[town.Resident]) -> None:
    """Play the town's past; what an interrupted seeding left is thrown away first."""
    if demo.folder.exists() and any(demo.folder.iterdir()) and not (demo.folder / MARK).exists():
        raise Busy(f"{demo.folder} holds something that is no demo")
    shutil.rmtree(demo.folder, ignore_errors=True)
    demo.folder.mkdir(parents=True)
    (demo.folder / MARK).touch()
    started = time.monotonic()
    clock = Clock(demo.folder / "clock")
    installation = replace(demo.installation(brokers, tick=TICK_WHILE_SEEDING), clock=clock.environment())
    installation.settings["OPEN_REPORTS"] = "1"  # while nobody can sign in, so that the past can be watched
    _say(f"seeding an invented town of {len(people)} people; this takes a minute and happens once")
    installation.migrate()
    clock.move_by(-seeding.CLOSED[0] - seeding.EARLIER)
    seeding.prepare(installation, people, folder=demo.folder)
    _say(f"databases, roster, roles and questions: {time.monotonic() - started:.0f} s")
    with Supervisor(demo.programs(installation), logs=demo.folder / "logs") as supervisor:
        play = Play(installation, clock=clock, mailbox=demo.mailbox, check=supervisor.check)
        try:
            past = seeding.live_through(play, people, say=_say)
        except httpx.TransportError:
            supervisor.check()  # whoever does not answer has most likely died
            raise
    cast.keep(cast.cast(people, answered=past.answered, keys=past.keys), demo.folder)
    (demo.folder / SEEDED).write_text(seeding.edition(people))
    _say(f"seeded in {time.monotonic() - started:.0f} s")


def _say_where(demo: Demo, installation: Installation, *, seconds: float) -> None:
    print(
        f"""
  Open {demo.inbox}/ : who to sign in as, and all mail.

    named side     {installation.origins["named"]}/
    nameless side  {installation.origins["nameless"]}/

  Up after {seconds:.1f} s. Stop with Ctrl-C; the next start finds everything in {demo.folder} again.
""",
        flush=True,
    )


def _say_of_child(line: str) -> None:
    """What a child says that is worth a line."""
    if not line.endswith("| "):
        print(line, flush=True)


def _say(line: str) -> None:
    print(f"demo: {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
