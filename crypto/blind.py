"""The asking half of a blind signature: RSABSSA-SHA384-PSS-Deterministic of RFC 9474 section 5.

docs/protocol.md section 1 names it; section 4 says what is asked so.
"""

import hashlib
import secrets
from dataclasses import dataclass

import gmpy2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from .refusal import Refusal

SALT_SIZE = 48
_HASH_SIZE = 48
_PSS = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=SALT_SIZE)


class BadSignature(Refusal):
    """The signature is not one over this message by this key."""


@dataclass(frozen=True, slots=True)
class Blinded:
    """A message on its way to the signer: what is sent, and what only the asker may keep."""

    message: bytes
    blinded: bytes
    inverse: int


def blind(public: rsa.RSAPublicKey, message: bytes) -> Blinded:
    """Hide `message` from its signer: the blinded bytes have the modulus' size (RFC 9474 section 4.2)."""
    modulus = public.public_numbers().n
    while True:
        factor = secrets.randbelow(modulus - 1) + 1
        try:
            return blind_with(public, message, salt=secrets.token_bytes(SALT_SIZE), factor=factor)
        except ZeroDivisionError:  # not invertible: it shares a prime with the modulus, which never happens by chance
            continue


def blind_with(public: rsa.RSAPublicKey, message: bytes, *, salt: bytes, factor: int) -> Blinded:
    """`blind` with its randomness given, as the published vectors need it. Raises ZeroDivisionError."""
    numbers = public.public_numbers()
    modulus = gmpy2.mpz(numbers.n)
    encoded = gmpy2.mpz(int.from_bytes(_encode(message, salt, numbers.n.bit_length() - 1), "big"))
    inverse = gmpy2.invert(factor, modulus)
    blinded = encoded * gmpy2.powmod(factor, numbers.e, modulus) % modulus
    return Blinded(message, int(blinded).to_bytes(_size(public), "big"), int(inverse))


def unblind(public: rsa.RSAPublicKey, asked: Blinded, signature: bytes, *, pss: padding.PSS = _PSS) -> bytes:
    """The signature over `asked.message`, verified (RFC 9474 section 4.4). Raises BadSignature."""
    if len(signature) != _size(public):
        raise BadSignature("the blind signature has the wrong size")
    modulus = public.public_numbers().n
    plain = int.from_bytes(signature, "big") * asked.inverse % modulus
    finished = plain.to_bytes(_size(public), "big")
    verify(public, asked.message, finished, pss=pss)
    return finished


def verify(public: rsa.RSAPublicKey, message: bytes, signature: bytes, *, pss: padding.PSS = _PSS) -> None:
    """RSASSA-PSS-VERIFY with SHA-384 and, unless `pss` says otherwise, a salt of 48. Raises BadSignature."""
    try:
        public.verify(signature, message, pss, hashes.SHA384())
    except InvalidSignature as error:
        raise BadSignature("the signature is not genuine") from error


def _size(public: rsa.RSAPublicKey) -> int:
    return (public.key_size + 7) // 8


def _encode(message: bytes, salt: bytes, bits: int) -> bytes:
    """EMSA-PSS-ENCODE of RFC 8017 section 9.1.1: no library offers it without the private key."""
    size = (bits + 7) // 8
    digest = hashlib.sha384(b"\x00" * 8 + hashlib.sha384(message).digest() + salt).digest()
    block = b"\x00" * (size - len(salt) - _HASH_SIZE - 2) + b"\x01" + salt
    mask = _mgf1(digest, len(block))
    masked = int.from_bytes(block, "big") ^ int.from_bytes(mask, "big")
    masked &= (1 << (bits - 8 * (_HASH_SIZE + 1))) - 1
    return masked.to_bytes(len(block), "big") + digest + b"\xbc"


def _mgf1(seed: bytes, length: int) -> bytes:
    blocks = -(-length // _HASH_SIZE)
    return b"".join(hashlib.sha384(seed + i.to_bytes(4, "big")).digest() for i in range(blocks))[:length]
