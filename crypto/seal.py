"""Seals: envelopes of one constant size, closed to one key holder (HPKE, RFC 9180; docs/protocol.md section 1)."""

import enum

from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from .keys import BadKey, load_sealing_public
from .refusal import Refusal

SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
OVERHEAD = 1120 + 16  # bytes: the encapsulated key in front, the tag behind


class TooLarge(Refusal):
    """What should be sealed does not fit its envelope."""


class Envelope(enum.Enum):
    """The sizes an envelope may have; nothing else about it depends on what is inside."""

    BALLOT = 4096
    FLAG = 8192

    @property
    def plain(self) -> int:
        """Bytes of padded plaintext."""
        return self.value

    @property
    def sealed(self) -> int:
        """Bytes of the sealed envelope."""
        return self.value + OVERHEAD


def seal(public: bytes, plaintext: bytes, *, envelope: Envelope, purpose: str, scope: str) -> bytes:
    """Pad and close `plaintext` to the 1,216-byte key `public`. Raises BadKey and TooLarge."""
    padded, key = pad(plaintext, envelope.plain), load_sealing_public(public)
    try:
        return SUITE.encrypt(padded, key, info=seal_info(purpose, scope))
    except ValueError as error:  # an X25519 point of small order gives no shared key
        raise BadKey("these bytes are not a sealing key") from error


def pad(plaintext: bytes, size: int) -> bytes:
    """ISO/IEC 7816-4: one byte 0x80, then zeros, up to `size` bytes. Raises TooLarge."""
    if len(plaintext) >= size:
        raise TooLarge(f"at most {size - 1} bytes fit this envelope")
    return plaintext + b"\x80" + bytes(size - len(plaintext) - 1)


def seal_info(purpose: str, scope: str) -> bytes:
    """HPKE's `info`: what an envelope was sealed for."""
    return b"windbreak seal 1\x00" + purpose.encode() + b"\x00" + scope.encode()
