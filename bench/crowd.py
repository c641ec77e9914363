"""Many employees at once, each with a client of their own and patience with the network."""

import multiprocessing
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import httpx

from crypto.mailbox import mailbox_of
from demo.documents import Documents
from demo.person import Person

PROCESSES, THREADS = 2, 4
PATIENCE = 120.0  # seconds that one step of one person may take, with every repetition
PAUSE = 0.2  # seconds between two attempts
PULSE = 0.05


@dataclass(frozen=True, slots=True)
class Origins:
    """Where both sides are."""

    named: str
    nameless: str


@dataclass(frozen=True, slots=True)
class Part:
    """What one person does: the link from their mail, their answers, and whether they tick the box."""

    link: str
    answers: Mapping[str, int | None]
    lit: bool


class Failed(RuntimeError):
    """Somebody could not take part; the message says how many and why the first could not."""


def play(parts: Sequence[Part], origins: Origins, *, pulse: Callable[[], None]) -> list[str]:
    """Everybody takes part, in the order given; the mailboxes (hex) of those who ticked the box.

    `pulse` is called all the while. Raises Failed.
    """
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(PROCESSES) as pool:  # leaving it ends the processes, also when `pulse` raises
        shards = [pool.apply_async(_shard, (parts[n::PROCESSES], origins)) for n in range(PROCESSES)]
        while not all(shard.ready() for shard in shards):
            pulse()
            time.sleep(PULSE)
        found = [shard.get() for shard in shards]
    faults = [fault for _, failed in found for fault in failed]
    if faults:
        raise Failed(f"{len(faults)} people could not take part; the first: {faults[0]}")
    return [mailbox for mailboxes, _ in found for mailbox in mailboxes]


def _shard(parts: Sequence[Part], origins: Origins) -> tuple[list[str], list[str]]:
    """One process full of people: the mailboxes of who ticked, and one sentence for each who failed."""
    with httpx.Client(timeout=30.0) as client, ThreadPoolExecutor(THREADS) as threads:
        documents = Documents(client, named=origins.named, nameless=origins.nameless)
        sent: list[Future[str]] = [threads.submit(_send, part, documents) for part in parts]
        faults = [f"{type(error).__name__}: {error}" for error in (future.exception() for future in sent) if error]
        return [future.result() for future in sent if not future.exception() and future.result()], faults


def _send(part: Part, documents: Documents) -> str:
    """The mailbox of the candle, "" when none was lit."""
    person = Person(part.link, documents=documents)
    _insist(person.ask_ahead)
    _insist(lambda: person.fill_in(part.answers, lit=part.lit))
    _insist(person.ask_passes)
    _insist(person.cast)
    _insist(person.raise_flag)
    _insist(person.exchange)
    return mailbox_of(person.candle_key).hex() if part.lit else ""


def _insist(step: Callable[[], None]) -> None:
    """Repeat a step as a browser would when the network fails: the same bytes again. Any answer ends it."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return step()
        except httpx.TransportError:
            if time.monotonic() > deadline:
                raise
            time.sleep(PAUSE)
