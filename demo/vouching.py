"""Letters that were sealed again when the keys changed: who opened and checked them vouches for the text (twin of
browser/keeper/vouch.ts).

Their author signed the first envelope, which is gone. Plaintext: 0x01, signature (64), text in UTF-8; a letter as its
author sealed it begins with `{`.
"""

import base64

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from .signed import signed_by

MARK, SIGNATURE_SIZE = b"\x01", 64


def vouch(key: Ed25519PrivateKey, text: str, *, mailbox: bytes, number: int, author: str) -> bytes:
    """What is sealed in the letter's place, signed with the rota's new key."""
    return MARK + key.sign(_message(text.encode(), mailbox, number, author)) + text.encode()


def is_vouched(plaintext: bytes) -> bool:
    """Whether this is such a letter; whoever says so may still not be of the rota."""
    return plaintext[:1] == MARK


def read_vouched(plaintext: bytes, signers: list[bytes], *, mailbox: bytes, number: int, author: str) -> str | None:
    """The text; None when none of `signers` (the rota's keys, 32 bytes each) vouched for it."""
    signature, text = plaintext[1 : 1 + SIGNATURE_SIZE], plaintext[1 + SIGNATURE_SIZE :]
    message = _message(text, mailbox, number, author)
    if not signed_by(signers, message, base64.b64encode(signature).decode()):
        return None
    return text.decode(errors="replace")


def _message(text: bytes, mailbox: bytes, number: int, author: str) -> bytes:
    return b"windbreak resealed 1\x00" + mailbox + number.to_bytes(4, "big") + author.encode() + b"\x00" + text
