"""Passes: RFC 9578 tokens of type 0x0002, bound to a purpose and a scope (docs/protocol.md section 1)."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric import rsa

from . import blind
from .refusal import Refusal

TOKEN_TYPE = b"\x00\x02"
NONCE_SIZE = 32
INPUT_SIZE = 2 + 32 + 32 + 32
PASS_SIZE = INPUT_SIZE + 256
ISSUER_NAME = b"windbreak"


class BadPass(Refusal):
    """This is no genuine pass for what it is shown for."""


def token_challenge(purpose: str, scope: str) -> bytes:
    """The TokenChallenge of RFC 9577 section 2.1.1; the redemption context binds purpose and scope."""
    context = hashlib.sha256(b"windbreak pass 1\x00" + purpose.encode() + b"\x00" + scope.encode()).digest()
    issuer = len(ISSUER_NAME).to_bytes(2, "big") + ISSUER_NAME
    return TOKEN_TYPE + issuer + bytes([len(context)]) + context + b"\x00\x00"


@lru_cache(maxsize=4096)
def challenge(purpose: str, scope: str) -> bytes:
    """The 32-byte challenge digest that a pass carries."""
    return hashlib.sha256(token_challenge(purpose, scope)).digest()


def token_input(nonce: bytes, *, purpose: str, scope: str, key_id: bytes) -> bytes:
    """The 98 bytes that are signed blindly: type, nonce, challenge digest, key id (RFC 9578 section 6.1)."""
    return TOKEN_TYPE + nonce + challenge(purpose, scope) + key_id


@dataclass(frozen=True, slots=True)
class Pass:
    """A one-time right; its nonce is the serial under which it is spent."""

    nonce: bytes
    challenge_digest: bytes
    key_id: bytes
    authenticator: bytes

    @classmethod
    def read(cls, data: bytes) -> "Pass":
        """The pass in exactly 354 bytes. Raises BadPass."""
        if len(data) != PASS_SIZE:
            raise BadPass("a pass has 354 bytes")
        if data[:2] != TOKEN_TYPE:
            raise BadPass("this is not a pass of a kind that is used here")
        return cls(data[2:34], data[34:66], data[66:98], data[98:])

    def to_bytes(self) -> bytes:
        """The 354 bytes of RFC 9578 section 6.3."""
        return TOKEN_TYPE + self.nonce + self.challenge_digest + self.key_id + self.authenticator

    def check(self, public: rsa.RSAPublicKey, *, purpose: str, scope: str) -> None:
        """Genuine, and made for this purpose and scope. The caller found `public` by the key id. Raises BadPass."""
        if self.challenge_digest != challenge(purpose, scope):
            raise BadPass("this pass was made for something else")
        try:
            blind.verify(public, self.to_bytes()[:INPUT_SIZE], self.authenticator)
        except blind.BadSignature as error:
            raise BadPass("this pass is not genuine") from error


def assemble(signed_input: bytes, authenticator: bytes) -> Pass:
    """The pass of a token input and the unblinded signature over it. Raises BadPass."""
    return Pass.read(signed_input + authenticator)
