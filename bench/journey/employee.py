"""One person of the journey: does what their part says, and remembers everything that should have come of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from crypto.passes import Pass
from demo.account import Account
from demo.documents import Documents
from demo.lighting import Need
from demo.mailbox import PersonalMailbox
from demo.person import Person
from demo.redeeming import REST, redeem
from demo.stock import BreakPass

from ..dataset import Member
from .cast import Part
from .patient import Patience

AHEAD = 10  # days until the first leave begins: after the batch that shows it in any case
CANCEL = re.compile(r'action="(/rest/[0-9a-f-]{36}/cancel/)"')


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for leave that somebody handed in with a pass."""

    held: BreakPass
    first: date
    last: date
    is_cancelled: bool = False

    @property
    def serial(self) -> str:
        """Of the pass, 64 hex digits."""
        return Pass.read(self.held.data).nonce.hex()


class Employee:
    """`answer` and `rest` come after `send`; `rest` signs in with `account`."""

    def __init__(self, part: Part, member: Member, link: str, *, documents: Documents, patience: Patience) -> None:
        self.part, self.member, self.link = part, member, link
        self.note = f"the note of {part.address}" if part.lit else ""
        self.wrote = f"an answer for {part.address}"
        self.person = Person(link, documents=documents)
        self.mailbox = PersonalMailbox(self.person.candle_key, documents=documents)
        patience.over(self.mailbox)
        self.taken: BreakPass | None = None
        self.asked: list[Asked] = []

    @property
    def public(self) -> str:
        """The mailbox, hex."""
        return self.mailbox.public.hex()

    def send(self) -> None:
        """Ballot and flag, and all passes; the entitlements are exchanged."""
        self.person.send(self.member.answers, lit=self.part.lit, need=Need(urgency="week", note=self.note))

    def answer(self) -> None:
        """Read what the keepers wrote, answer it, take a break or withdraw as the part says."""
        view = self.mailbox.read()
        self.mailbox.write(self.wrote)
        if self.part.takes:
            self.taken = self.mailbox.take(view.offers[self.part.choice % len(view.offers)])
        if self.part.withdraws:
            self.mailbox.withdraw()

    def rest(self, account: Account, today: date) -> None:
        """Hand in every pass that the part wants used, each for days of its own."""
        day = today + timedelta(days=AHEAD)
        with account:
            for number, held in enumerate(self._held()):
                if number == 0 and self.part.cancels:
                    self._ask(account, held, day)
                    self._cancel(account)
                self._ask(account, held, day + timedelta(days=3 * (number + 1)))

    def rests(self) -> bool:
        """Whether there is anything to hand in."""
        return any(True for _ in self._held())

    def _held(self) -> Iterator[BreakPass]:
        if self.taken:
            yield self.taken
        yield from self.person.stock.breaks()[: self.part.own]

    def _ask(self, account: Account, held: BreakPass, first: date) -> None:
        last = first + timedelta(days=first.day % 2)
        redeem(account, held, first=first, last=last, today=self.part.today, sure=True)
        self.asked.append(Asked(held, first, last))

    def _cancel(self, account: Account) -> None:
        """The one that can be cancelled."""
        for address in CANCEL.findall(account.get(REST).text):
            account.send(address, {})
        self.asked[-1] = replace(self.asked[-1], is_cancelled=True)
