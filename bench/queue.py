"""The queue after a replay, opened as its keeper: which candles arrived, and what opens, each exactly once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from crypto.letter import BadLetter
from crypto.unseal import Unreadable
from demo.founding import Member
from demo.keeper import Keeper

KEEPER = Member("keeper@replay.example", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
PASSPHRASE = "a harbour has more than one light"


@dataclass(frozen=True, slots=True)
class Queue:
    """What a keeper found, by the mailboxes (hex) that stand inside the candles."""

    ticked: list[str]
    arrived: list[str]
    opened: list[str]

    @property
    def faults(self) -> list[str]:
        """One sentence for each way in which the queue is not the ticked boxes, once each, all readable."""
        wanted, arrived, opened = Counter(self.ticked), Counter(self.arrived), Counter(self.opened)
        sentences = {
            "people ticked the box and are not in the queue": wanted - arrived,
            "candles in the queue that nobody ticked, or once too often": arrived - wanted,
            "candles in the queue that do not open": arrived - opened,
            "candles opened that are not in the queue, or once too often": opened - arrived,
        }
        return [f"{found.total()} {sentence}" for sentence, found in sentences.items() if found]


class Keeping(Protocol):
    """Sides with a keeper."""

    def keeper(self) -> Keeper:
        """Signed in just now, with the key unlocked."""


def read(sides: Keeping, ticked: Sequence[str]) -> Queue:
    """Open every candle of the queue by the Python client. Raises Refused and Locked."""
    keeper = sides.keeper()
    candles = keeper.queue()["candles"]
    opened = []
    for candle in candles:
        try:
            opened.append(keeper.open(candle["id"]).inner.mailbox.hex())
        except (Unreadable, BadLetter):
            continue
    return Queue(list(ticked), [candle["mailbox"] for candle in candles], opened)
