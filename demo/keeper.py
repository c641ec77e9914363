"""A keeper at the console, in Python: works the queue with a badge, the rota's key open in this process alone."""

import base64
import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crypto import keepers, letter
from crypto.keys import sealing_public
from crypto.unseal import Knife, Unreadable

from .keyring import Keyring
from .mailbox import Letter, letter_body, signed_by
from .proofs import Prover


@dataclass(frozen=True)
class Opened:
    """A candle as its keepers read it. `forged` counts letters that nobody who may had signed, or that do not open."""

    id: str
    state: str
    inner: letter.Inner
    letters: tuple[Letter, ...]
    offers: tuple[dict[str, Any], ...]
    forged: int


class Keeper:
    """One keeper with an unlocked `keyring`."""

    def __init__(self, keyring: Keyring) -> None:
        self.keyring, self.documents = keyring, keyring.documents
        self.prover = Prover(
            self.documents.client, self.documents.nameless,
            purpose="badge", key=keyring.browser, holder=keyring.badge,
        )  # fmt: skip

    def queue(self) -> dict[str, Any]:
        """The queue of the rota as the server gives it. Raises Refused."""
        return self.prover.get("/queue/")

    def open(self, candle: str) -> Opened:
        """One candle with all that is sealed in it. Raises Refused, Unreadable, BadLetter and Locked."""
        found = self.prover.get(f"/candles/{candle}/")
        inner = self.open_inner(found)
        authors = {"employee": [inner.mailbox], "keeper": self.documents.keepers_keys(self.keyring.rota)}
        letters = [self._letter(entry, inner.mailbox, authors) for entry in found["letters"]]
        return Opened(
            id=candle, state=found["state"], inner=inner, letters=tuple(one for one in letters if one),
            offers=tuple(found["offers"]), forged=letters.count(None),
        )  # fmt: skip

    def open_inner(self, found: Mapping[str, Any]) -> letter.Inner:
        """The inner envelope of an entry of the queue. Raises Unreadable, BadLetter and Locked."""
        return _inner(Knife(self.keyring.secret[:32]), found, self.keyring.rota)

    def hold(self, candle: str) -> None:
        """Take it up, so that no colleague does. Raises Refused."""
        self.prover.post(f"/candles/{candle}/hold/", {})

    def give_back(self, candle: str) -> None:
        """Leave it to the others. Raises Refused."""
        self.prover.post(f"/candles/{candle}/give-back/", {})

    def close(self, candle: str) -> None:
        """Put it out. Raises Refused."""
        self.prover.post(f"/candles/{candle}/close/", {})

    def write(self, candle: str, text: str) -> None:
        """One more letter to the employee. Raises Refused, BadLetter, TooLarge."""
        found = self.prover.get(f"/candles/{candle}/")
        inner = self.open_inner(found)
        number = max((entry["number"] for entry in found["letters"]), default=0) + 1
        envelopes = {
            "keepers": letter.seal_letter(self._sealing(), text, mailbox=inner.mailbox),
            "employee": letter.seal_letter(inner.sealing, text, mailbox=inner.mailbox),
        }
        key = keepers.signing_key(self.keyring.secret)
        signature = letter.sign_letter(key, mailbox=inner.mailbox, number=number, **envelopes)
        self.prover.post(f"/candles/{candle}/letters/", letter_body(number, envelopes, signature))

    def offer(self, candle: str, kinds: Sequence[str]) -> None:
        """Offer breaks of these kinds, in place of what was open. Raises Refused."""
        mailbox = self.open_inner(self.prover.get(f"/candles/{candle}/")).mailbox
        self.prover.post(f"/candles/{candle}/offers/", {"offers": [self._offer(mailbox, kind) for kind in kinds]})

    def reseal(self, candle: str, before: bytes) -> None:
        """Close what the secret `before` (64) opens to the key that is open here. Raises Refused and Unreadable."""
        found, old = self.prover.get(f"/candles/{candle}/"), Knife(before[:32])
        inner = _inner(old, found, self.keyring.rota)
        letters = []
        for entry in found["letters"]:
            text = letter.read_letter(_plain(old, entry["sealed"], inner.mailbox))
            again = letter.seal_letter(self._sealing(), text, mailbox=inner.mailbox)
            letters.append([entry["number"], _text(again)])
        signing = keepers.signing_key(self.keyring.secret).public_key().public_bytes_raw().hex()
        sealed = letter.seal_inner(self._sealing(), inner, rota=self.keyring.rota)
        body = {"signing": signing, "inner": _text(sealed), "letters": letters}
        self.prover.post(f"/candles/{candle}/reseal/", body)

    def _letter(self, entry: Mapping[str, Any], mailbox: bytes, authors: Mapping[str, list[bytes]]) -> Letter | None:
        """None when it is forged or does not open."""
        message = letter.letter_message(
            mailbox=mailbox, number=entry["number"],
            keepers=hashlib.sha256(base64.b64decode(entry["sealed"])).digest(),
            employee=bytes.fromhex(entry["other"]),
        )  # fmt: skip
        if not signed_by(authors[entry["author"]], message, entry["signature"]):
            return None
        try:
            plain = _plain(Knife(self.keyring.secret[:32]), entry["sealed"], mailbox)
            return Letter(entry["number"], entry["author"], letter.read_letter(plain))
        except (Unreadable, letter.BadLetter):
            return None

    def _offer(self, mailbox: bytes, kind: str) -> dict[str, str]:
        offer = os.urandom(16)
        message = letter.offer_message(mailbox=mailbox, offer=offer, kind=kind)
        signature = keepers.signing_key(self.keyring.secret).sign(message)
        return {"id": offer.hex(), "kind": kind, "signature": _text(signature)}

    def _sealing(self) -> bytes:
        return sealing_public(self.keyring.secret[:32])


def _inner(knife: Knife, found: Mapping[str, Any], rota: str) -> letter.Inner:
    sealed = base64.b64decode(found["inner"])
    plain = knife.open(sealed, envelope=letter.ENVELOPE, purpose="candle", scope=rota)
    return letter.read_inner(plain, mailbox=bytes.fromhex(found["mailbox"]))


def _plain(knife: Knife, sealed: str, mailbox: bytes) -> bytes:
    return knife.open(base64.b64decode(sealed), envelope=letter.ENVELOPE, purpose="letter", scope=mailbox.hex())


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
