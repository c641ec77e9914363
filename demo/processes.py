"""Supervises all processes of both sides: web, workers and beat of each, started together, ended together."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from . import leash
from .installation import ROOT, SIDES, Installation

PATIENCE = 90.0  # seconds until both origins must answer
GRACE = 10.0  # seconds a child has to end by itself
LEAVING = 5.0  # seconds until a port must be free
WEB_THREADS = 4


class PortInUse(RuntimeError):
    """Somebody else listens where one of ours should; the message names the port."""


class ChildDied(RuntimeError):
    """A child ended that should not have; the message names it and ends with its last lines."""


@dataclass(frozen=True)
class Program:
    """How one child is started, the port it takes, and the page that says that it is up."""

    name: str
    command: list[str]
    environment: dict[str, str]
    port: int | None = None
    page: str | None = None

    def is_up(self) -> bool:
        """It answers; a web server takes connections before it can."""
        if self.page is None:
            return self.port is None or somebody_listens(self.port)
        try:
            return httpx.get(self.page, timeout=5, trust_env=False).status_code < 500
        except httpx.TransportError:
            return False


def programs(
    installation: Installation, *, workers: int = 1, concurrency: int = 2, web_threads: int = WEB_THREADS
) -> list[Program]:
    """The children of both sides: one web process, `workers` Celery workers of `concurrency` processes, one beat."""
    found = []
    for side in SIDES:
        port = installation.ports[side]
        web, worker = installation.environment(side), installation.environment(side, worker=True)
        found.append(Program(f"{side}-web", _web(port, web_threads), web, port, installation.origins[side] + "/"))
        for number in range(1, workers + 1):
            name = f"{side}-worker-{number}" if workers > 1 else f"{side}-worker"
            found.append(Program(name, _worker(name, concurrency), worker))
        found.append(Program(f"{side}-beat", _beat(), web))
    return found


def _web(port: int, threads: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", str(threads), "--no-ws", "--log-level", "warning",
        "--workers-kill-timeout", "5s", "config.wsgi:application",
    ]  # fmt: skip


def _worker(name: str, concurrency: int) -> list[str]:
    return [
        sys.executable, "-m", "celery", "--quiet", "-A", "config", "worker", "--hostname", f"{name}@localhost",
        "--concurrency", str(concurrency), "--loglevel", "WARNING",
        "--without-gossip", "--without-mingle", "--without-heartbeat",
    ]  # fmt: skip


def _beat() -> list[str]:
    return [sys.executable, "-m", "celery", "--quiet", "-A", "config", "beat", "-S", "celery.beat:Scheduler",
            "--loglevel", "WARNING"]  # fmt: skip


def refuse_busy_ports(ports: Mapping[str, int]) -> None:
    """`ports` by the name of who needs them. Raises PortInUse for the first that somebody goes on listening on.

    The children of a supervisor that was killed need a moment to notice.
    """
    deadline = time.monotonic() + LEAVING
    for name, port in ports.items():
        while somebody_listens(port):
            if time.monotonic() < deadline:
                time.sleep(0.1)
                continue
            raise PortInUse(f"port {port}, which {name} needs, is in use by another program")


class Child:
    """One running program. Its output goes line by line to its log file and to `say`."""

    def __init__(self, program: Program, logs: Path, say: Callable[[str], None]) -> None:
        self.program = program
        self.log = logs / f"{program.name}.log"
        self.log.touch()
        self._say = say
        self._process = leash.start(
            program.command, cwd=ROOT, env=program.environment, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self._reader = threading.Thread(target=self._pass_on, name=program.name, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def exit_code(self) -> int | None:
        """None while it runs."""
        return self._process.poll()

    def last_lines(self) -> str:
        self._reader.join(timeout=1)
        return self.log.read_text(errors="replace")[-2000:]

    def ask_to_end(self) -> None:
        if self._process.poll() is None:
            self._process.terminate()

    def end(self, *, within: float) -> None:
        """Wait for its own end, then kill whatever is left of its process group."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=within)
        self.kill()

    def kill(self) -> None:
        """kill -9 the child and all its own children."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._reader.join(timeout=1)

    def _pass_on(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines, self.log.open("ab", buffering=0) as log:
            for line in lines:
                log.write(line)
                self._say(f"{self.program.name:<15} | {line.decode(errors='replace').rstrip()}")


class Supervisor:
    """Starts programs, watches them, and ends them all. Use it as a context manager."""

    def __init__(self, programs: list[Program], *, logs: Path, say: Callable[[str], None] = lambda line: None) -> None:
        self._programs = {program.name: program for program in programs}
        self._logs, self._say = logs, say
        self.children: dict[str, Child] = {}

    def start(self) -> Self:
        """Start everything and wait until every port answers. Raises PortInUse and ChildDied."""
        refuse_busy_ports({name: program.port for name, program in self._programs.items() if program.port})
        self._logs.mkdir(parents=True, exist_ok=True)
        try:
            for name in self._programs:
                self.start_one(name)
            self._wait_for_answers()
        except BaseException:
            self.stop()
            raise
        return self

    def start_one(self, name: str) -> Child:
        """Start a program, again when it was killed."""
        self.children[name] = Child(self._programs[name], self._logs, self._say)
        return self.children[name]

    def check(self) -> None:
        """Raises ChildDied when one has ended."""
        for child in self.children.values():
            code = child.exit_code()
            if code is not None:
                how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
                raise ChildDied(f"{child.program.name} {how}; its last lines:\n{child.last_lines()}")

    def watch(self) -> None:
        """Stay until a child dies. Raises ChildDied."""
        while True:
            self.check()
            time.sleep(0.2)

    def stop(self) -> None:
        """End every child: asked at once, killed after the grace. A second time does nothing."""
        deadline = time.monotonic() + GRACE
        for child in self.children.values():
            child.ask_to_end()
        for child in self.children.values():
            child.end(within=max(0.0, deadline - time.monotonic()))
        self.children.clear()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _wait_for_answers(self) -> None:
        deadline = time.monotonic() + PATIENCE
        waiting = list(self._programs.values())
        while waiting := [program for program in waiting if not program.is_up()]:
            self.check()
            if time.monotonic() > deadline:
                late = self.children[waiting[0].name]
                raise ChildDied(
                    f"{late.program.name} did not answer as it should within {PATIENCE:.0f} s; "
                    f"its last lines:\n{late.last_lines()}"
                )
            time.sleep(0.05)
        self.check()


def somebody_listens(port: int) -> bool:
    """Whoever asks for `localhost` may be sent to either loopback address."""
    for host in ("127.0.0.1", "::1"):
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            continue
        return True
    return False
