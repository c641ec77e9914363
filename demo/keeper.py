"""A keeper at the console, in Python: works the queue with a badge, the rota's key open in this process alone."""

import base64
import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crypto import keepers, letter
from crypto.keys import sealing_public
from crypto.seal import seal
from crypto.unseal import Knife, Unreadable

from .keyring import Keyring
from .mailbox import Letter
from .proofs import Prover
from .signed import letter_body, signed_by
from .vouching import is_vouched, read_vouched, vouch


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
        letters = self._letters(found, inner.mailbox)
        return Opened(
            id=candle, state=found["state"], inner=inner, letters=tuple(one for one in letters if one),
            offers=tuple(found["offers"]), forged=letters.count(None),
        )  # fmt: skip

    def open_inner(self, found: Mapping[str, Any]) -> letter.Inner:
        """The inner envelope of an entry of the queue. Raises Unreadable, BadLetter and Locked."""
        plain = self._plain(found["inner"], purpose="candle", scope=self.keyring.rota)
        return letter.read_inner(plain, mailbox=bytes.fromhex(found["mailbox"]))

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

    def reseal(self, candle: str) -> None:
        """Close what a replaced key opens to the one that is open here, vouching for the letters.

        Raises Refused, Unreadable and BadLetter.
        """
        found, key = self.prover.get(f"/candles/{candle}/"), keepers.signing_key(self.keyring.secret)
        inner = self.open_inner(found)
        again = []
        for sent, read in zip(found["letters"], self._letters(found, inner.mailbox), strict=True):
            if read is None:  # nobody can vouch for it: it stays as it is, and is not shown under the new key either
                again.append([sent["number"], sent["sealed"]])
                continue
            plain = vouch(key, read.text, mailbox=inner.mailbox, number=read.number, author=read.author)
            again.append([read.number, _text(self._seal(plain, inner.mailbox))])
        sealed = letter.seal_inner(self._sealing(), inner, rota=self.keyring.rota)
        signing = key.public_key().public_bytes_raw().hex()
        self.prover.post(f"/candles/{candle}/reseal/", {"signing": signing, "inner": _text(sealed), "letters": again})

    def _letters(self, found: Mapping[str, Any], mailbox: bytes) -> list[Letter | None]:
        signers = self.documents.keepers_keys(self.keyring.rota)
        return [self._letter(entry, mailbox, signers) for entry in found["letters"]]

    def _letter(self, entry: Mapping[str, Any], mailbox: bytes, signers: list[bytes]) -> Letter | None:
        """None when it is forged or does not open."""
        number, author = entry["number"], entry["author"]
        try:
            plain = self._plain(entry["sealed"], purpose="letter", scope=mailbox.hex())
            if is_vouched(plain):
                text = read_vouched(plain, signers, mailbox=mailbox, number=number, author=author)
                return None if text is None else Letter(number, author, text)
            message = letter.letter_message(
                mailbox=mailbox, number=number,
                keepers=hashlib.sha256(base64.b64decode(entry["sealed"])).digest(),
                employee=bytes.fromhex(entry["other"]),
            )  # fmt: skip
            genuine = signed_by(signers if author == "keeper" else [mailbox], message, entry["signature"])
            return Letter(number, author, letter.read_letter(plain)) if genuine else None
        except (Unreadable, letter.BadLetter):
            return None

    def _plain(self, sealed: str, *, purpose: str, scope: str) -> bytes:
        """With the key that is open here, or one that it replaced. Raises Unreadable and Locked."""
        for secret in (*self.keyring.retired, self.keyring.secret):
            try:
                knife = Knife(secret[:32])
                return knife.open(base64.b64decode(sealed), envelope=letter.ENVELOPE, purpose=purpose, scope=scope)
            except Unreadable as error:
                unreadable = error
        raise unreadable

    def _seal(self, plain: bytes, mailbox: bytes) -> bytes:
        return seal(self._sealing(), plain, envelope=letter.ENVELOPE, purpose="letter", scope=mailbox.hex())

    def _offer(self, mailbox: bytes, kind: str) -> dict[str, str]:
        offer = os.urandom(16)
        message = letter.offer_message(mailbox=mailbox, offer=offer, kind=kind)
        signature = keepers.signing_key(self.keyring.secret).sign(message)
        return {"id": offer.hex(), "kind": kind, "signature": _text(signature)}

    def _sealing(self) -> bytes:
        return sealing_public(self.keyring.secret[:32])


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
