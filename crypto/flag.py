"""Flags: every submission carries one, lit or not, always the same 9,810 bytes (docs/protocol.md section 6)."""

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .passes import PASS_SIZE, Pass
from .refusal import Refusal
from .seal import Envelope

_PUBLIC_SIZE, _SIGNATURE_SIZE, _ROUTER_SIZE = 32, 64, 32
URGENCIES = ("today", "week", "whenever", None)
_UNLIT = {"version", "lit"}
_LIT = _UNLIT | {"mailbox", "rota", "urgency", "inner"}
FLAG_SIZE = PASS_SIZE + _PUBLIC_SIZE + _SIGNATURE_SIZE + _ROUTER_SIZE + Envelope.FLAG.sealed


class BadFlag(Refusal):
    """This is not a flag, or not one that its pass belongs to."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the router may see of a lit flag.

    Where letters go (a public key, 32 bytes), whom it should reach, how soon, if said, and the inner envelope (5,232
    bytes), which only the keepers of that rota can open.
    """

    mailbox: bytes
    rota: str
    inner: bytes
    urgency: str | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """The parts of a flag as it travels. `public` is the one-time key whose hash is the pass's serial."""

    candle_pass: Pass
    public: bytes
    signature: bytes
    router: bytes
    sealed: bytes

    @classmethod
    def read(cls, body: bytes) -> "Flag":
        """The flag in exactly 9,810 bytes. Raises BadFlag and BadPass."""
        if len(body) != FLAG_SIZE:
            raise BadFlag(f"a flag has {FLAG_SIZE} bytes")
        candle_pass, rest = Pass.read(body[:PASS_SIZE]), body[PASS_SIZE:]
        return cls(candle_pass, rest[:32], rest[32:96], rest[96:128], rest[128:])

    def to_bytes(self) -> bytes:
        """The 9,810 bytes that are sent."""
        return self.candle_pass.to_bytes() + self.public + self.signature + self.router + self.sealed

    def check(self) -> None:
        """The pass belongs to the one-time key, and that key signed what is sealed. Raises BadFlag."""
        if self.candle_pass.nonce != nonce_for(self.public):
            raise BadFlag("this pass belongs to another flag")
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(self.signature, _signed(self.router, self.sealed))
        except (InvalidSignature, ValueError) as error:
            raise BadFlag("the flag is not signed by its own key") from error


def nonce_for(public: bytes) -> bytes:
    """The 32-byte serial of the candle pass that goes with a one-time Ed25519 public key."""
    return hashlib.sha256(public).digest()


def raise_flag(candle_pass: Pass, one_time: Ed25519PrivateKey, *, router: bytes, sealed: bytes) -> Flag:
    """The signed flag of an envelope sealed to the router whose key id is `router`."""
    public = one_time.public_key().public_bytes_raw()
    return Flag(candle_pass, public, one_time.sign(_signed(router, sealed)), router, sealed)


def write_plaintext(wish: Wish | None) -> bytes:
    """What is sealed into a flag: a lit one's wish, or None for one that is not lit."""
    document: dict[str, object] = {"version": 1, "lit": wish is not None}
    if wish:
        inner = base64.b64encode(wish.inner).decode()
        document |= {"mailbox": wish.mailbox.hex(), "rota": wish.rota, "urgency": wish.urgency, "inner": inner}
    return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()


def read_plaintext(plaintext: bytes) -> Wish | None:
    """What `write_plaintext` wrote; None when the flag is not lit. Raises BadFlag."""
    try:
        return _wish(json.loads(plaintext))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadFlag("what the flag holds cannot be read") from error


def _wish(document: dict[str, Any]) -> Wish | None:
    lit = document["lit"]
    if type(document["version"]) is not int or document["version"] != 1 or not isinstance(lit, bool):
        raise ValueError("not a flag of version 1")
    if set(document) != (_LIT if lit else _UNLIT):
        raise ValueError("other fields than a flag has")
    if not lit:
        return None
    if not re.fullmatch(r"[0-9a-f]{64}", document["mailbox"]) or document["urgency"] not in URGENCIES:
        raise ValueError("no mailbox, or no such urgency")
    if not re.fullmatch(r"[a-z0-9-]{1,20}", document["rota"]):
        raise ValueError("no such rota")
    inner = base64.b64decode(document["inner"], validate=True)
    if len(inner) != Envelope.BALLOT.sealed:
        raise ValueError("the inner envelope has another size")
    return Wish(bytes.fromhex(document["mailbox"]), document["rota"], inner, document["urgency"])


def _signed(router: bytes, sealed: bytes) -> bytes:
    return b"windbreak flag 1\x00" + router + sealed
