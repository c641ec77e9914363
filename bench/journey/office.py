"""The keeper who works the whole queue, and the desk that decides on all that is asked; both remember what they did."""

import re
from collections.abc import Container, Sequence

from demo.account import Account
from demo.documents import Documents
from demo.founding import Member
from demo.keeper import Keeper, Opened
from demo.keyring import Keyring
from demo.refused import Refused

from ..queue import KEEPER, PASSPHRASE
from .patient import Patience

DESK = Member("desk@journey.example.org", KEEPER.secret)
LEAVE = re.compile(r'href="(/leave/([0-9a-f-]{36})/)"><bdi>([^<]+)</bdi>')
CONFLICT = 409


class Queue:
    """One keeper. `notes` are what stood in the candles, in the order in which they were opened, by mailbox (hex)."""

    def __init__(self, account: Account, *, documents: Documents, patience: Patience) -> None:
        self._keyring = Keyring(account, documents=documents, passphrase=PASSPHRASE)
        self._keyring.unlock()
        self._keeper = Keeper(self._keyring)
        patience.over(self._keeper)
        self.notes: list[tuple[str, str]] = []
        self.wrote: dict[str, str] = {}

    def work(self, kinds: Sequence[str]) -> None:
        """Every candle: opened, taken, answered, and breaks of these kinds offered."""
        for entry in self._keeper.queue()["candles"]:
            candle, mailbox = entry["id"], entry["mailbox"]
            self._keyring.fetch_badge()
            self.notes.append((mailbox, self._keeper.open(candle).inner.note))
            self._keeper.hold(candle)
            self.wrote[mailbox] = f"a letter to {mailbox}"
            self._keeper.write(candle, self.wrote[mailbox])
            self._keeper.offer(candle, kinds)

    def look(self) -> list[tuple[str, Opened]]:
        """Every candle that is still open, by mailbox (hex), opened."""
        self._keyring.fetch_badge()
        queue = self._keeper.queue()["candles"]
        return [(entry["mailbox"], self._keeper.open(entry["id"])) for entry in queue]


class Desk:
    """Whoever books leave, and declines what the people at `declined` ask for."""

    def __init__(self, account: Account, *, declined: Container[str]) -> None:
        self._account, self._declined = account, declined
        self.decided: set[str] = set()

    def work(self) -> None:
        """Decide on everything that is asked."""
        with self._account:
            while asked := self._asked():
                for address, leave, who in asked:
                    self._decide(address, who)
                    self.decided.add(leave)

    def _asked(self) -> list[tuple[str, str, str]]:
        page = self._account.get("/leave/").text
        found = set(LEAVE.findall(page.partition("<h2")[2].partition("<h2")[0]))
        return sorted(one for one in found if one[1] not in self.decided)

    def _decide(self, address: str, who: str) -> None:
        declines = who in self._declined
        said = {"do": "decline", "note": "Not in that week."} if declines else {"do": "approve", "sure": "yes"}
        try:
            self._account.send(address, said)
        except Refused as refused:
            if refused.status != CONFLICT:  # decided before: the answer to that was lost
                raise
