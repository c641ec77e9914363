"""Proofs: how a request to the nameless side shows, without a session, whose mailbox or whose badge it is.

Signed over a challenge that the server gave out and takes once (docs/protocol.md section 9).
"""

import base64
import binascii
import hashlib
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .refusal import Refusal

CHALLENGE_HEADER = "Windbreak-Challenge"
PROOF_HEADER = "Windbreak-Proof"
MAILBOX_HEADER = "Windbreak-Mailbox"
BADGE_HEADER = "Windbreak-Badge"
Purpose = Literal["mailbox", "badge"]


class BadProof(Refusal):
    """The request is not signed by the key that it names."""

    status = 401


def proof_message(purpose: Purpose, *, method: str, path: str, challenge: str, body: bytes, badge: str = "") -> bytes:
    """What is signed: purpose, method, path, challenge, each ended by a zero byte; then SHA-256 of badge and body."""
    parts = [b"windbreak request 2", purpose.encode(), method.encode(), path.encode(), challenge.encode()]
    digests = hashlib.sha256(badge.encode()).digest() + hashlib.sha256(body).digest()
    return b"".join(part + b"\x00" for part in parts) + digests


def prove(key: Ed25519PrivateKey, message: bytes) -> str:
    """The base64 signature that travels as Windbreak-Proof."""
    return base64.b64encode(key.sign(message)).decode()


def check_proof(public: bytes, message: bytes, proof: str) -> None:
    """Raises BadProof unless `proof` is the key's (32 bytes) over `message`."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(base64.b64decode(proof, validate=True), message)
    except (InvalidSignature, binascii.Error, ValueError) as error:
        raise BadProof("this request is not signed by the key that it names") from error
