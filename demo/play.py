"""Plays waves on a running installation as its people would: letters arrive, links are opened, answers go in."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from crypto.notice import written

from . import mail
from .account import Account
from .clock import Clock
from .documents import Documents
from .founding import Member, make_keepers_key
from .installation import Installation
from .keeper import Keeper
from .keyring import Keyring
from .lighting import JUST_LIT, Need
from .person import Person
from .stock import Stock
from .waiting import Found, wait_for

AT_ONCE = 4  # people answering at the same time
ROUTED_AFTER = timedelta(days=2)  # by then every flag of a wave has waited past a midnight


@dataclass(frozen=True)
class Reply:
    """What one person sends."""

    answers: Mapping[str, Any]
    lit: bool = False
    labelled: bool = True
    need: Need = JUST_LIT


class Play:
    """One installation, its clock and its mailbox. `check` raises when waiting has become pointless."""

    def __init__(self, installation: Installation, *, clock: Clock, mailbox: Path, check: Callable[[], None]) -> None:
        self.installation, self.clock, self.mailbox = installation, clock, mailbox
        self._check = check
        self._opened: set[str] = set()  # links that `letters` has returned
        self.client = httpx.Client(timeout=60, limits=httpx.Limits(max_connections=2 * AT_ONCE))
        self.documents = Documents(
            self.client,
            named=installation.origins["named"],
            nameless=installation.origins["nameless"],
        )

    def open_wave(self, *options: str, questionnaire: str, opens: datetime, closes: datetime) -> None:
        """Go to just before the opening and plan the wave with the command open_wave; the worker does the rest."""
        self.clock.move_to(opens - timedelta(minutes=1))
        self.installation.manage(
            "named", "open_wave", questionnaire, "--opens", written(opens), "--closes", written(closes), *options
        )
        self.clock.move_to(opens)

    def letters(self, *, expected: int) -> dict[str, str]:
        """Invitation links by address, once `expected` of them are there that were not returned before."""

        def new() -> dict[str, str] | None:
            if len(list(self.mailbox.glob("*.eml"))) < len(self._opened) + expected:
                return None  # counting is quicker than reading
            found = {to: link for to, link in mail.links(self.mailbox) if link not in self._opened}
            return found if len(found) >= expected else None

        links = self.wait(new, what=f"{expected} invitations by mail", seconds=120)
        self._opened.update(links.values())
        return links

    def answer(
        self,
        links: Mapping[str, str],
        reply: Callable[[str], Reply | None],
        *,
        devices: Mapping[str, Stock] | None = None,
    ) -> dict[str, Person]:
        """Everybody whom `reply` gives something to send sends it; the persons by address.

        `devices` has what some of them have laid in before; everybody else comes with a new device.
        """
        self.documents.refresh()
        replies = {address: said for address in sorted(links) if (said := reply(address))}

        def send(address: str) -> Person:
            stock, said = (devices or {}).get(address), replies[address]
            person = Person(links[address], documents=self.documents, stock=stock)
            person.send(said.answers, lit=said.lit, labelled=said.labelled, need=said.need)
            return person

        with ThreadPoolExecutor(AT_ONCE) as crowd:
            return dict(zip(replies, crowd.map(send, replies), strict=True))

    def counted(self, notice: str, *, seconds: float = 120) -> bytes:
        """The counted list of a wave, once there is one."""
        address = f"{self.installation.origins['nameless']}/counted/{notice}/"
        return self.wait(lambda: self._found(address), what="the count", seconds=seconds)

    def report(self, notice: str, *, seconds: float = 120) -> str:
        """The named side's page of a wave's Report, once it has it; needs OPEN_REPORTS."""
        address = f"{self.installation.origins['named']}/reports/{notice}/"
        return self.wait(lambda: self._found(address), what="the Report", seconds=seconds).decode()

    def account(self, address: str, secret: str = "") -> Account:
        """Somebody signed in at the named side; `secret` is the base32 of their second factor."""
        named = self.installation.origins["named"]
        return Account(named, address, mailbox=self.mailbox, now=self.clock.now, secret=secret).sign_in()

    def make_keepers_key(self, members: Sequence[Member], *, passphrase: str) -> Keyring:
        """The members' rota gets its first key; returns when it is published."""
        return make_keepers_key(
            members, sign_in=lambda member: self.account(member.address, member.secret),
            documents=self.documents, passphrase=passphrase,
        )  # fmt: skip

    def keeper(self, member: Member, *, passphrase: str) -> Keeper:
        """A keeper signed in, with the key of their rota unlocked."""
        account = self.account(member.address, member.secret)
        keyring = Keyring(account, documents=self.documents, passphrase=passphrase)
        keyring.unlock()
        return Keeper(keyring)

    def candles(self) -> int:
        """How many candles are lit."""
        return int(self.installation.manage("nameless", "count_candles"))

    def wait(self, look: Callable[[], Found | None], *, what: str, seconds: float) -> Found:
        """The first thing that `look` finds, as long as everything runs. Raises Impatient."""

        def checked() -> Found | None:
            self._check()
            return look()

        return wait_for(checked, what=what, seconds=seconds)

    def _found(self, address: str) -> bytes | None:
        answer = self.client.get(address)
        return answer.content if answer.status_code == 200 else None
