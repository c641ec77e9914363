"""Wrapping: what somebody puts away for themselves, under a symmetric key (AES-256-GCM) that they derive (HKDF).

So are kept what unblinds a break pass and the keepers' secret (docs/protocol.md sections 8 and 10).
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .refusal import Refusal

_NONCE_SIZE = 12


class BadWrap(Refusal):
    """This was not wrapped under this key and context, or it was altered."""


def derive(secret: bytes, *, purpose: str) -> bytes:
    """A 32-byte key for one purpose from a secret of full strength (HKDF-SHA256, RFC 5869)."""
    return HKDF(hashes.SHA256(), length=32, salt=None, info=b"windbreak key 1\x00" + purpose.encode()).derive(secret)


def wrap(key: bytes, plaintext: bytes, *, context: str) -> bytes:
    """Nonce (12), then ciphertext and tag; 28 bytes longer than `plaintext`. `context` must be given again."""
    nonce = os.urandom(_NONCE_SIZE)
    return nonce + AESGCM(key).encrypt(nonce, plaintext, context.encode())


def unwrap(key: bytes, wrapped: bytes, *, context: str) -> bytes:
    """What was wrapped. Raises BadWrap."""
    try:
        return AESGCM(key).decrypt(wrapped[:_NONCE_SIZE], wrapped[_NONCE_SIZE:], context.encode())
    except (InvalidTag, ValueError) as error:
        raise BadWrap("this does not unwrap") from error
