"""What a candle holds: the inner envelope, letters either way, offers, and what an employee keeps for themselves.

Everything here is sealed or signed in browsers; the servers only hold it (docs/protocol.md sections 6 and 8).
"""

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .keys import SEALING_PUBLIC_SIZE
from .refusal import Refusal
from .seal import Envelope, seal
from .wrap import unwrap, wrap

ENVELOPE = Envelope.BALLOT
LONGEST_LETTER = 1000  # characters: of any alphabet so many fit the envelope
LONGEST_NOTE = 500
MOST_KINDS = 8
KEPT_SIZE = 12 + 98 + 256 + 16
_KIND = re.compile(r"[a-z0-9-]{1,20}")


class BadLetter(Refusal):
    """This is not what it should be, or not by whom it says."""


@dataclass(frozen=True, slots=True)
class Inner:
    """What only the keepers read of a lit candle: its mailbox's two public keys (32 and 1,216), and what was chosen.

    Signed (64) with the mailbox's own key, so that no server can put another sealing key in, to read the answers.
    """

    mailbox: bytes
    sealing: bytes
    kinds: tuple[str, ...]
    note: str
    signature: bytes


def sign_inner(key: Ed25519PrivateKey, *, sealing: bytes, kinds: tuple[str, ...] = (), note: str = "") -> Inner:
    """What goes into the inner envelope of the candle whose mailbox key signs here."""
    mailbox = key.public_key().public_bytes_raw()
    return Inner(mailbox, sealing, kinds, note, key.sign(inner_message(mailbox, sealing, kinds, note)))


def inner_message(mailbox: bytes, sealing: bytes, kinds: tuple[str, ...], note: str) -> bytes:
    """What the owner of a candle signs of its inner envelope."""
    chosen = _canonical({"kinds": list(kinds), "note": note})
    return b"windbreak inner 1\x00" + mailbox + sealing + chosen


def write_inner(inner: Inner) -> bytes:
    """The plaintext of the inner envelope."""
    document = {
        "version": 1,
        "mailbox": inner.mailbox.hex(),
        "sealing": base64.b64encode(inner.sealing).decode(),
        "kinds": list(inner.kinds),
        "note": inner.note,
        "signature": base64.b64encode(inner.signature).decode(),
    }
    return _canonical(document)


def read_inner(plaintext: bytes, *, mailbox: bytes) -> Inner:
    """What was written, when it belongs to the candle's own `mailbox` (32). Raises BadLetter."""
    try:
        document = _document(plaintext, {"version", "mailbox", "sealing", "kinds", "note", "signature"})
        inner = Inner(
            bytes.fromhex(document["mailbox"]),
            base64.b64decode(document["sealing"], validate=True),
            tuple(document["kinds"]),
            document["note"],
            base64.b64decode(document["signature"], validate=True),
        )
        kinds_are_kinds = all(_KIND.fullmatch(kind) for kind in inner.kinds) and len(inner.kinds) <= MOST_KINDS
        fits = len(inner.sealing) == SEALING_PUBLIC_SIZE and len(inner.note) <= LONGEST_NOTE
    except (ValueError, KeyError, TypeError) as error:
        raise BadLetter("what the candle holds cannot be read") from error
    if not kinds_are_kinds or not fits:
        raise BadLetter("what the candle holds has another shape")
    if inner.mailbox != mailbox:
        raise BadLetter("what the candle holds names another mailbox")
    signed = inner_message(inner.mailbox, inner.sealing, inner.kinds, inner.note)
    check_signature(inner.mailbox, signed, inner.signature)
    return inner


def seal_inner(public: bytes, inner: Inner, *, rota: str) -> bytes:
    """The inner envelope (5,232 bytes) for the keepers of `rota`. Raises BadKey, TooLarge."""
    return seal(public, write_inner(inner), envelope=ENVELOPE, purpose="candle", scope=rota)


def seal_letter(public: bytes, text: str, *, mailbox: bytes) -> bytes:
    """One of the two envelopes (5,232 bytes) of a letter; each reader has one. Raises BadKey, TooLarge, BadLetter."""
    if len(text) > LONGEST_LETTER:
        raise BadLetter(f"a letter has at most {LONGEST_LETTER} characters")
    plain = _canonical({"version": 1, "text": text})
    return seal(public, plain, envelope=ENVELOPE, purpose="letter", scope=mailbox.hex())


def read_letter(plaintext: bytes) -> str:
    """The text of a letter. Raises BadLetter."""
    try:
        text = _document(plaintext, {"version", "text"})["text"]
    except (ValueError, KeyError, TypeError) as error:
        raise BadLetter("this letter cannot be read") from error
    if not isinstance(text, str) or len(text) > LONGEST_LETTER:
        raise BadLetter("this letter cannot be read")
    return text


def letter_message(*, mailbox: bytes, number: int, keepers: bytes, employee: bytes) -> bytes:
    """What the author of a letter signs; `keepers` and `employee` are the SHA-256 of its two envelopes."""
    return b"windbreak letter 1\x00" + mailbox + number.to_bytes(4, "big") + keepers + employee


def offer_message(*, mailbox: bytes, offer: bytes, kind: str) -> bytes:
    """What the keepers sign when they offer a break of `kind`; `offer` is its id (16)."""
    return b"windbreak offer 1\x00" + mailbox + offer + kind.encode()


def sign_letter(key: Ed25519PrivateKey, *, mailbox: bytes, number: int, keepers: bytes, employee: bytes) -> bytes:
    """64 bytes over both envelopes."""
    digests = {"keepers": hashlib.sha256(keepers).digest(), "employee": hashlib.sha256(employee).digest()}
    return key.sign(letter_message(mailbox=mailbox, number=number, **digests))


def check_signature(public: bytes, message: bytes, signature: bytes) -> None:
    """Raises BadLetter unless the key (32 bytes) signed `message`."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError) as error:
        raise BadLetter("this is not signed by whom it says") from error


def keep(key: bytes, plaintext: bytes, *, offer: bytes) -> bytes:
    """What unblinds a break pass (354 bytes), as the mailbox keeps it: 382 bytes that only the candle key opens."""
    return wrap(key, plaintext, context=offer.hex())


def unkeep(key: bytes, kept: bytes, *, offer: bytes) -> bytes:
    """The 354 bytes again. Raises BadWrap."""
    return unwrap(key, kept, context=offer.hex())


def _canonical(document: dict[str, Any]) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _document(plaintext: bytes, fields: set[str]) -> dict[str, Any]:
    try:
        document = json.loads(plaintext)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(document, dict) or set(document) != fields:
        raise ValueError("other fields")
    if type(document["version"]) is not int or document["version"] != 1:
        raise ValueError("not version 1")
    return document
