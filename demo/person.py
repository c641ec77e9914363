"""An employee's client: from an invitation link to a ballot, a flag and spare passes, step by step.

`send` does it all. The steps stand alone so that a network can fail between any two of them, each can be
repeated (it sends the same bytes again) and a test can cheat by changing what a step has left behind.
"""

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto import ballot, blind, flag, keys
from crypto.mailbox import mailbox_of
from crypto.notice import encode
from crypto.passes import Pass, assemble, token_input
from crypto.seal import Envelope, seal

from .documents import Documents, Papers

SPARE = 3  # candle passes, the most that the door gives one person a month


class Refused(Exception):
    """A server said no; `status` is the answer's, 200 where the door refused one group of several."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(f"{status}: {sentence.strip()}")
        self.status = status


@dataclass
class Wish:
    """One pass on its way: what is asked for, and the pass once it is there."""

    spki: bytes
    nonce: bytes
    purpose: str
    scope: str
    asked: blind.Blinded = field(init=False)
    granted: Pass | None = None

    def __post_init__(self) -> None:
        message = token_input(self.nonce, purpose=self.purpose, scope=self.scope, key_id=keys.key_id(self.spki))
        self.asked = blind.blind(keys.load_spki(self.spki), message)

    def entry(self) -> list[str]:
        """Key id and blinded message as the door reads them."""
        return [keys.key_id(self.spki).hex(), base64.b64encode(self.asked.blinded).decode()]

    def grant(self, signature: str) -> None:
        """Take the door's signature. Raises BadSignature when it is not the pinned key's."""
        finished = blind.unblind(keys.load_spki(self.spki), self.asked, base64.b64decode(signature))
        self.granted = assemble(self.asked.message, finished)


@dataclass
class Candle:
    """A candle pass on its way or in hand, with the one-time key that will sign the flag raised with it."""

    one_time: Ed25519PrivateKey
    wish: Wish

    @classmethod
    def new(cls, papers: Papers) -> Self:
        """For the current month's key."""
        one_time = Ed25519PrivateKey.generate()
        nonce = flag.nonce_for(one_time.public_key().public_bytes_raw())
        return cls(one_time, Wish(papers.candle_key, nonce, "candle", papers.candle_month))


class Person:
    """One employee with one invitation to one wave."""

    def __init__(self, link: str, *, documents: Documents, client: httpx.Client | None = None) -> None:
        address, _, secret = link.partition("#")
        self.notice = address.rstrip("/").rpartition("/")[2]
        self.invitation, _, self.cohort = secret.partition(".")
        self.documents = documents
        self.client = client or documents.client
        self.wishes: dict[str, Wish] = {}
        self.spare: list[Candle] = []
        self.sealed = self.sealed_flag = b""
        self.candle_key = os.urandom(16)

    @cached_property
    def papers(self) -> Papers:
        """What this person's page has loaded, kept until the page is closed."""
        return self.documents.papers(self.notice)

    def send(self, answers: Mapping[str, Any], *, lit: bool = False, labelled: bool = True) -> None:
        """Everything from the first request to both answers. Raises Refused at the first no."""
        self.ask_ahead()
        self.fill_in(answers, lit=lit, labelled=labelled)
        self.ask_passes()
        self.cast()
        self.raise_flag()

    def ask_ahead(self) -> None:
        """Step 1: the pass that proves the cohort, and the month's spare passes, which the door may refuse.

        Raises Refused when there is no label.
        """
        wave = self.papers.wave
        cohort = next(cohort for cohort in wave["cohorts"] if cohort["id"] == self.cohort)
        if "labels" not in self.wishes:
            spki = self.documents.public_key(cohort["label_key"])
            self.wishes["labels"] = Wish(spki, os.urandom(32), "label", wave["wave"])
        self.spare = self.spare or [Candle.new(self.papers) for _ in range(SPARE)]
        self._ask("labels", "spare")

    def fill_in(self, answers: Mapping[str, Any], *, lit: bool, labelled: bool = True) -> None:
        """Step 2, on the device alone: seal answers over the label, and the flag; prepare both passes."""
        papers, wave = self.papers, self.papers.wave["wave"]
        labels = [self._pass("labels").to_bytes()] if labelled else []
        self.sealed = seal(
            papers.box_key, ballot.fill_in(labels, dict(answers)),
            envelope=Envelope.BALLOT, purpose="ballot", scope=wave,
        )  # fmt: skip
        self.sealed_flag = seal(
            papers.router_key, flag.write_plaintext(flag.Wish(mailbox_of(self.candle_key)) if lit else None),
            envelope=Envelope.FLAG, purpose="flag", scope=papers.router_month,
        )  # fmt: skip
        self.wishes["ballot"] = Wish(papers.ballot_key, ballot.nonce_for(self.sealed), "ballot", wave)
        self.candle = Candle.new(papers)
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

    def ballot(self) -> bytes:
        """The 5,586 bytes that `cast` sends."""
        return self._pass("ballot").to_bytes() + self.sealed

    def flag(self) -> bytes:
        """The 9,810 bytes that `raise_flag` sends."""
        router = keys.key_id(self.papers.router_key)
        candle_pass = self._pass("candle")
        return flag.raise_flag(candle_pass, self.candle.one_time, router=router, sealed=self.sealed_flag).to_bytes()

    def request(self, *groups: str) -> bytes:
        """The body of a request for the passes of these groups."""
        entries = {group: [wish.entry() for wish in self._wishes(group)] for group in groups}
        return encode({"version": 1, "invitation": self.invitation, "groups": entries})

    def _ask(self, *groups: str) -> None:
        answer = self.client.post(
            f"{self.documents.named}/passes/",
            content=self.request(*groups),
            headers={"Origin": self.documents.nameless, "Content-Type": "text/plain"},
        )
        if answer.status_code != 200:
            raise Refused(answer.status_code, answer.text)
        served = answer.json()["groups"]
        for group in groups:
            for wish, signature in zip(self._wishes(group), served[group].get("signatures", []), strict=False):
                wish.grant(signature)
        for group in groups:  # afterwards: one group's refusal does not cost the others their passes
            if "refused" in served[group] and group != "spare":
                raise Refused(200, served[group]["refused"])

    def _wishes(self, group: str) -> list[Wish]:
        return [candle.wish for candle in self.spare] if group == "spare" else [self.wishes[group]]

    def _post(self, path: str, body: bytes) -> None:
        answer = self.client.post(self.documents.nameless + path, content=body)
        if answer.status_code != 200:
            raise Refused(answer.status_code, answer.text)

    def _pass(self, group: str) -> Pass:
        granted = self.wishes[group].granted
        if granted is None:
            raise LookupError(f"the door has not granted the pass of group {group}")
        return granted
