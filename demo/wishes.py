"""Passes on their way: what is asked for blindly, in which groups, and what comes back from door 1."""

import base64
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto import blind, flag, keys
from crypto.notice import encode
from crypto.passes import Pass, assemble, token_input

from .house import House
from .refused import Refused


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

    @classmethod
    def new(cls, spki: bytes, *, purpose: str, scope: str) -> Self:
        """With a random nonce of 32 bytes."""
        return cls(spki, os.urandom(32), purpose, scope)

    def blinded(self) -> str:
        """The blinded message as requests carry it."""
        return base64.b64encode(self.asked.blinded).decode()

    def entry(self) -> list[str]:
        """Key id and blinded message as the door reads them."""
        return [keys.key_id(self.spki).hex(), self.blinded()]

    def grant(self, signature: str) -> Pass:
        """Take a door's signature. Raises BadSignature when it is not the pinned key's."""
        finished = blind.unblind(keys.load_spki(self.spki), self.asked, base64.b64decode(signature))
        self.granted = assemble(self.asked.message, finished)
        return self.granted


@dataclass
class Candle:
    """A candle pass on its way or in hand, with the one-time key that will sign the flag raised with it."""

    one_time: Ed25519PrivateKey
    wish: Wish

    @classmethod
    def new(cls, house: House) -> Self:
        """For the current month's key."""
        one_time = Ed25519PrivateKey.generate()
        nonce = flag.nonce_for(one_time.public_key().public_bytes_raw())
        return cls(one_time, Wish(house.candle_key, nonce, "candle", house.month))


def request(invitation: str, groups: Mapping[str, Sequence[Wish]]) -> bytes:
    """The body of a request to door 1."""
    entries = {group: [wish.entry() for wish in wishes] for group, wishes in groups.items()}
    return encode({"version": 1, "invitation": invitation, "groups": entries})


def ask(
    client: httpx.Client, door: str, body: bytes, groups: Mapping[str, Sequence[Wish]], *, origin: str
) -> dict[str, str]:
    """Send `body` to the door at `door` and grant what comes back; a sentence for each group that was refused.

    `origin` is where the page that asks was served. Raises Refused when the whole request was, BadSignature.
    """
    answer = client.post(f"{door}/passes/", content=body, headers={"Origin": origin, "Content-Type": "text/plain"})
    if answer.status_code != 200:
        raise Refused(answer.status_code, answer.text)
    served = answer.json()["groups"]
    for group, wishes in groups.items():
        for wish, signature in zip(wishes, served[group].get("signatures", []), strict=False):
            wish.grant(signature)
    return {group: served[group]["refused"] for group in groups if "refused" in served[group]}
