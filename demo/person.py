"""An employee's client: from an invitation link to a ballot, a flag and a stock of passes, step by step.

`send` does it all. The steps stand alone so that a network can fail between any two of them, each can be
repeated (it sends the same bytes again) and a test can cheat by changing what a step has left behind.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import httpx

from crypto import ballot
from crypto.passes import Pass
from crypto.seal import Envelope, seal

from .documents import Documents, Papers
from .lighting import JUST_LIT, Need, flag_bytes, new_candle_key, sealed_flag
from .refused import Refused
from .stock import Stock
from .wishes import Candle, Wish, ask, request

MAY_BE_REFUSED = ("spare", "entitlements")  # whoever has had them goes on without


class Person:
    """One employee with one invitation to one wave, at one device, whose `stock` another wave may have begun."""

    def __init__(
        self, link: str, *, documents: Documents, client: httpx.Client | None = None, stock: Stock | None = None
    ) -> None:
        address, _, secret = link.partition("#")
        self.notice = address.rstrip("/").rpartition("/")[2]
        self.invitation, _, self.cohort = secret.partition(".")
        self.documents = documents
        self.client = client or documents.client
        self.wishes: dict[str, Wish] = {}
        self.stock = stock or Stock()
        self.sealed = self.sealed_flag = b""
        self.candle_key = new_candle_key()

    @property
    def spare(self) -> list[Candle]:
        """The month's spare candle passes."""
        return self.stock.spare

    @cached_property
    def papers(self) -> Papers:
        """What this person's page has loaded, kept until the page is closed."""
        return self.documents.papers(self.notice)

    def send(
        self, answers: Mapping[str, Any], *, lit: bool = False, labelled: bool = True, need: Need = JUST_LIT
    ) -> None:
        """Everything from the first request to the last answer. Raises Refused at the first no that matters.

        Raises LookupError, before anything is sent, when a candle is to be lit and nobody could read it.
        """
        if lit:
            self.papers.house.keepers(need.rota)
        self.ask_ahead()
        self.fill_in(answers, lit=lit, labelled=labelled, need=need)
        self.ask_passes()
        self.cast()
        self.raise_flag()
        self.exchange()

    def ask_ahead(self) -> None:
        """Step 1: the pass that proves the cohort, and the stock, which the door may refuse.

        Raises Refused when there is no label.
        """
        wave = self.papers.wave
        cohort = next(cohort for cohort in wave["cohorts"] if cohort["id"] == self.cohort)
        if "labels" not in self.wishes:
            spki = self.documents.public_key(cohort["label_key"])
            self.wishes["labels"] = Wish.new(spki, purpose="label", scope=wave["wave"])
        self._ask("labels", *self.stock.lay_in(self.papers.house))

    def fill_in(self, answers: Mapping[str, Any], *, lit: bool, labelled: bool = True, need: Need = JUST_LIT) -> None:
        """Step 2, on the device alone: seal answers over the label, and the flag; prepare both passes."""
        papers, wave = self.papers, self.papers.wave["wave"]
        labels = [self._pass("labels").to_bytes()] if labelled else []
        self.sealed = seal(
            papers.box_key, ballot.fill_in(labels, dict(answers)),
            envelope=Envelope.BALLOT, purpose="ballot", scope=wave,
        )  # fmt: skip
        self.sealed_flag = sealed_flag(papers.house, self.candle_key if lit else None, need)
        self.wishes["ballot"] = Wish(papers.ballot_key, ballot.nonce_for(self.sealed), "ballot", wave)
        self.candle = Candle.new(papers.house)
        self.wishes["candle"] = self.candle.wish

    def ask_passes(self) -> None:
        """Step 3: ballot pass and candle pass in one request. Raises Refused."""
        self._ask("ballot", "candle")

    def cast(self) -> None:
        """Step 4: the ballot. Raises Refused."""
        self._post("/ballots/", self.ballot())

    def raise_flag(self) -> None:
        """Step 5: the flag. Raises Refused."""
        self._post("/flags/", self.flag())

    def exchange(self) -> None:
        """Step 6: a break pass for each entitlement pass, at door 2. Raises Refused."""
        self.stock.exchange(self.papers.house, client=self.client, nameless=self.documents.nameless)

    def ballot(self) -> bytes:
        """The 5,586 bytes that `cast` sends."""
        return self._pass("ballot").to_bytes() + self.sealed

    def flag(self) -> bytes:
        """The 9,810 bytes that `raise_flag` sends."""
        one_time, house = self.candle.one_time, self.papers.house
        return flag_bytes(self._pass("candle"), one_time, house=house, sealed=self.sealed_flag)

    def request(self, *groups: str) -> bytes:
        """The body of a request for the passes of these groups."""
        return request(self.invitation, {group: self._wishes(group) for group in groups})

    def _ask(self, *groups: str) -> None:
        refused = ask(
            self.client, self.documents.named, self.request(*groups),
            {group: self._wishes(group) for group in groups}, origin=self.documents.nameless,
        )  # fmt: skip
        for group, sentence in refused.items():
            if group not in MAY_BE_REFUSED:
                raise Refused(200, sentence)

    def _wishes(self, group: str) -> Sequence[Wish]:
        if group == "spare":
            return [candle.wish for candle in self.stock.spare]
        if group == "entitlements":
            return [entitlement.wish for entitlement in self.stock.entitlements]
        return [self.wishes[group]]

    def _post(self, path: str, body: bytes) -> None:
        answer = self.client.post(self.documents.nameless + path, content=body)
        if answer.status_code != 200:
            raise Refused(answer.status_code, answer.text)

    def _pass(self, group: str) -> Pass:
        granted = self.wishes[group].granted
        if granted is None:
            raise LookupError(f"the door has not granted the pass of group {group}")
        return granted
