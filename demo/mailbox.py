"""The mailbox of a candle key, opened on any device: reads, writes, takes an offer, withdraws.

What is read is believed only when the keepers signed it: a forged letter or offer is counted and left out.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from crypto import keys, letter, mailbox
from crypto.blind import Blinded, unblind
from crypto.keys import key_id
from crypto.passes import INPUT_SIZE, assemble
from crypto.unseal import Knife, Unreadable

from .documents import Documents
from .house import RestKey, named
from .proofs import Prover
from .signed import letter_body, signed_by
from .stock import BreakPass
from .wishes import Wish


@dataclass(frozen=True)
class Letter:
    """One letter, by `keeper` or `employee`."""

    number: int
    author: str
    text: str


@dataclass(frozen=True)
class Offer:
    """A break that the keepers offer; `id` is hex."""

    id: str
    kind: str
    state: str


@dataclass(frozen=True)
class View:
    """What the owner of a candle finds. `forged` counts letters and offers that nobody who may had signed."""

    state: str
    urgency: str | None
    rota: str
    verified: bool
    letters: tuple[Letter, ...]
    offers: tuple[Offer, ...]
    forged: int
    taken: BreakPass | None


class PersonalMailbox:
    """One candle's mailbox, by its candle key of 16 bytes."""

    def __init__(self, candle_key: bytes, *, documents: Documents, client: httpx.Client | None = None) -> None:
        self.documents = documents
        self._key = candle_key
        self._signing = mailbox.signing_key(candle_key)
        self._asked: dict[str, tuple[RestKey, Wish]] = {}
        self.public = mailbox.mailbox_of(candle_key)
        self.prover = Prover(
            client or documents.client, documents.nameless,
            purpose="mailbox", key=self._signing, holder=self.public.hex,
        )  # fmt: skip

    def read(self) -> View:
        """Everything there is; it counts as a visit. Raises Refused, LookupError."""
        found = self.prover.post("/mailbox/", {})
        authors = {"employee": [self.public], "keeper": self.documents.keepers_keys(found["rota"])}
        letters = [self._letter(entry, authors) for entry in found["letters"]]
        offers = [self._offer(entry, authors["keeper"]) for entry in found["offers"]]
        return View(
            state=found["state"], urgency=found["urgency"], rota=found["rota"], verified=found["verified"],
            letters=tuple(one for one in letters if one), offers=tuple(one for one in offers if one),
            forged=letters.count(None) + offers.count(None),
            taken=self._taken(found["taken"]) if found["taken"] else None,
        )  # fmt: skip

    def write(self, text: str) -> None:
        """One more letter to the keepers. Raises Refused, LookupError, BadLetter, TooLarge."""
        found = self.prover.post("/mailbox/", {})
        number = max((entry["number"] for entry in found["letters"]), default=0) + 1
        self.send_letter(number, text, rota=found["rota"])

    def send_letter(self, number: int, text: str, *, rota: str) -> None:
        """A letter of this number; the same one again is other bytes, because sealing is random. Raises Refused."""
        theirs = base64.b64decode(self.documents.house().keepers(rota)["sealing"])
        envelopes = {
            "keepers": letter.seal_letter(theirs, text, mailbox=self.public),
            "employee": letter.seal_letter(mailbox.sealing_of(self._key), text, mailbox=self.public),
        }
        signature = letter.sign_letter(self._signing, mailbox=self.public, number=number, **envelopes)
        self.prover.post("/mailbox/letters/", letter_body(number, envelopes, signature))

    def take(self, offer: Offer) -> BreakPass:
        """The break pass of an offer, signed unread by door 2; asked again it sends the same bytes.

        Raises Refused, LookupError and BadSignature.
        """
        if offer.id not in self._asked:
            key = self.documents.house().break_key(offer.kind)
            self._asked[offer.id] = key, Wish.new(key.spki, purpose="break", scope=key.scope)
        key, wish = self._asked[offer.id]
        answer = self.prover.post("/mailbox/take/", self._taking(offer, wish))
        return BreakPass(key.kind, key.quarter, wish.grant(answer["signature"]).to_bytes())

    def _taking(self, offer: Offer, wish: Wish) -> dict[str, str]:
        """The request, with what unblinds the pass on any device, which only the candle key opens."""
        inverse = wish.asked.inverse.to_bytes(keys.MODULUS_SIZE, "big")
        kept = letter.keep(mailbox.keeping_key(self._key), wish.asked.message + inverse, offer=bytes.fromhex(offer.id))
        return {
            "offer": offer.id,
            "key": key_id(wish.spki).hex(),
            "blinded": wish.blinded(),
            "kept": base64.b64encode(kept).decode(),
        }

    def withdraw(self) -> None:
        """The candle is put out by its owner; what it held is deleted. Raises Refused."""
        self.prover.post("/mailbox/withdraw/", {})

    def _letter(self, entry: Mapping[str, Any], authors: Mapping[str, list[bytes]]) -> Letter | None:
        """None when it is forged or cannot be read."""
        sealed = base64.b64decode(entry["sealed"])
        message = letter.letter_message(
            mailbox=self.public, number=entry["number"],
            keepers=bytes.fromhex(entry["other"]), employee=hashlib.sha256(sealed).digest(),
        )  # fmt: skip
        if not signed_by(authors[entry["author"]], message, entry["signature"]):
            return None
        try:
            plain = Knife(mailbox.sealing_seed(self._key)).open(
                sealed, envelope=letter.ENVELOPE, purpose="letter", scope=self.public.hex()
            )
            return Letter(entry["number"], entry["author"], letter.read_letter(plain))
        except (Unreadable, letter.BadLetter):
            return None

    def _offer(self, entry: Mapping[str, Any], signers: list[bytes]) -> Offer | None:
        message = letter.offer_message(mailbox=self.public, offer=bytes.fromhex(entry["id"]), kind=entry["kind"])
        good = signed_by(signers, message, entry["signature"])
        return Offer(entry["id"], entry["kind"], entry["state"]) if good else None

    def _taken(self, taken: Mapping[str, Any]) -> BreakPass:
        """The break pass that was taken, perhaps on another device. Raises BadWrap, BadSignature, LookupError."""
        key = self._known_key(bytes.fromhex(taken["key"]))
        kept = letter.unkeep(
            mailbox.keeping_key(self._key), base64.b64decode(taken["kept"]), offer=bytes.fromhex(taken["offer"])
        )
        asked = Blinded(kept[:INPUT_SIZE], b"", int.from_bytes(kept[INPUT_SIZE:], "big"))
        signature = unblind(keys.load_spki(key.spki), asked, base64.b64decode(taken["signature"]))
        return BreakPass(key.kind, key.quarter, assemble(asked.message, signature).to_bytes())

    def _known_key(self, wanted: bytes) -> RestKey:
        return named([key for house in self.documents.houses() for key in house.breaks()], wanted)
