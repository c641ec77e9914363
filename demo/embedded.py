"""A real PostgreSQL and a real Redis for tests, trials and the demo, on free ports of 127.0.0.1.

A server lives as long as its owning process, however that ends (demo/leash.py), and so does its folder
(demo/scratch.py). Nothing in them is meant to outlive a session.
"""

import abc
import contextlib
import os
import pwd
import random
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
import redis
from psycopg import sql

from . import leash, programs
from .scratch import Scratch

STARTS = 5  # another process may take a free port before the server does
PATIENCE = 30.0  # seconds until a server must answer
# Nobody needs these databases after a power cut, and without the waiting tests run several times faster.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
CONNECTIONS = 300  # two sides with threads and workers, several runs of tests beside each other


class NotStarted(RuntimeError):
    """A server did not come up; the message ends with the last lines of its log."""


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody uses at this moment.

    Below the range from which the kernel gives ports to outgoing connections: one from there may be gone again before
    its server is up.
    """
    while True:
        port = random.SystemRandom().randrange(20_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


class Server(abc.ABC):
    """What both have in common: starting on a free port, waiting for an answer, stopping."""

    kind: str
    last_signal: signal.Signals
    user: pwd.struct_passwd | None = None

    def __init__(self, *, port: int | None = None) -> None:
        self.port = port or 0
        self._wanted = port
        self._process: subprocess.Popen[bytes] | None = None
        self._scratch: Scratch | None = None

    @property
    def folder(self) -> Path:
        """Where the server keeps its data and its log, while it runs."""
        if self._scratch is None:
            raise NotStarted(f"{self.kind} has not been started")
        return self._scratch.path

    def start(self) -> Self:
        """Start and wait until it answers. Raises NotStarted or programs.NotInstalled."""
        self._scratch = Scratch(self.kind)
        try:
            self._prepare()
            for _ in range(STARTS):
                self.port = self._wanted or free_port()
                if self._came_up():
                    return self
            raise NotStarted(f"{self.kind} did not start on port {self.port}:\n{self._log_end()}")
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End the server and remove its folder; a second time does nothing."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(self.last_signal)
            self._process.wait()
        if self._scratch:
            self._scratch.remove()
        self._process = self._scratch = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _came_up(self) -> bool:
        with (self.folder / "log").open("ab") as log:
            self._process = leash.start(
                self._command(),
                last_signal=self.last_signal,
                user=self.user,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C in a terminal is for the owner alone
            )
        return _answered(self._answers, by=self._process)

    def _log_end(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-800:]

    def _prepare(self) -> None:  # noqa: B027  not every server needs something
        """Whatever must be on the disk before the server starts."""

    @abc.abstractmethod
    def _command(self) -> list[str | Path]:
        """How it is started."""

    @abc.abstractmethod
    def _answers(self) -> bool:
        """Whether it takes requests yet."""


def _answered(answers: Callable[[], bool], *, by: subprocess.Popen[bytes]) -> bool:
    """True once it answers; False when the process ends first or the patience does."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and by.poll() is None:
        if answers():
            return by.poll() is None  # else the answer came from somebody else on that port
        time.sleep(0.02)
    return False


class Postgres(Server):
    """A PostgreSQL cluster with one superuser, `app`, who needs no password."""

    kind = "postgres"
    last_signal = signal.SIGQUIT  # immediate shutdown: waits for nobody

    @property
    def url(self) -> str:
        return self._url("postgres")

    def create(self, name: str, *, like: str = "template1") -> str:
        """Make one more database, a copy of another that nobody uses, and return its URL.

        Raises psycopg.Error, also when it exists.
        """
        command = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(like))
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(command)
        return self._url(name)

    def _url(self, database: str) -> str:
        return f"postgresql://app@127.0.0.1:{self.port}/{database}"

    def _prepare(self) -> None:
        self.user = programs.unprivileged_user()
        self._bin = programs.postgres_bin()
        if self.user:
            self._bin = programs.readable(self._bin, self.user)
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        made = leash.start(
            [self._bin / "initdb", "-D", self.folder / "data", "-U", "app", "--auth=trust",
             "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            user=self.user, cwd=self.folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        said, _ = made.communicate()
        if made.returncode:
            raise NotStarted(f"initdb failed:\n{said.decode(errors='replace')[-800:]}")

    def _command(self) -> list[str | Path]:
        settings = [
            "listen_addresses=127.0.0.1", f"port={self.port}", "unix_socket_directories=",
            f"max_connections={CONNECTIONS}", "timezone=UTC", *CARELESS,
        ]  # fmt: skip
        options = [part for setting in settings for part in ("-c", setting)]
        return [self._bin / "postgres", "-D", self.folder / "data", *options]

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


class Redis(Server):
    """A Redis that keeps everything in memory."""

    kind = "redis"
    last_signal = signal.SIGTERM

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def _command(self) -> list[str | Path]:
        return [
            programs.redis_server(), "--bind", "127.0.0.1", "--port", str(self.port), "--dir", self.folder,
            "--save", "", "--appendonly", "no",
        ]  # fmt: skip

    def _answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url, socket_timeout=2) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False
