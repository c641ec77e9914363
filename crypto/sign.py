"""The pen: signs what it cannot read (RFC 9474 section 4.3). Only the two blind doors may hold it.

They sign what docs/protocol.md sections 4, 7 and 8 say.
"""

import secrets

import gmpy2
from cryptography.hazmat.primitives.asymmetric import rsa

from . import openssl
from .refusal import Refusal


class BadBlindedMessage(Refusal):
    """These bytes cannot be a blinded message for this key."""


class Pen:
    """Holds one private RSA key. Signing the same bytes again gives the same signature."""

    def __init__(self, key: rsa.RSAPrivateKey) -> None:
        numbers = key.private_numbers()
        self._modulus = gmpy2.mpz(numbers.public_numbers.n)
        self._exponent = numbers.public_numbers.e
        self._size = (key.key_size + 7) // 8
        self._power = openssl.private_power(key) or _GmpPower(numbers)

    def sign(self, blinded: bytes) -> bytes:
        """The signature over `blinded`, both of the modulus' size. Raises BadBlindedMessage."""
        if len(blinded) != self._size:
            raise BadBlindedMessage("a blinded message has the size of its key")
        message = gmpy2.mpz(int.from_bytes(blinded, "big"))
        if not 1 < message < self._modulus - 1:
            raise BadBlindedMessage("the blinded message is out of range")
        signature = self._power(blinded)
        # Step 4 of RFC 9474 section 4.3: a faulty power would give the key away.
        if gmpy2.powmod(int.from_bytes(signature, "big"), self._exponent, self._modulus) != message:
            raise RuntimeError("the private power failed its check")
        return signature


class _GmpPower:
    """The private power by the Chinese remainder theorem, with a blinded base so that its time tells nothing."""

    def __init__(self, numbers: rsa.RSAPrivateNumbers) -> None:
        self._n = gmpy2.mpz(numbers.public_numbers.n)
        self._e = numbers.public_numbers.e
        self._p, self._q = gmpy2.mpz(numbers.p), gmpy2.mpz(numbers.q)
        self._dp, self._dq = gmpy2.mpz(numbers.dmp1), gmpy2.mpz(numbers.dmq1)
        self._q_inverse = gmpy2.mpz(numbers.iqmp)
        self._size = (numbers.public_numbers.n.bit_length() + 7) // 8

    def __call__(self, data: bytes) -> bytes:
        factor, inverse = self._base_blinding()
        base = int.from_bytes(data, "big") * gmpy2.powmod(factor, self._e, self._n) % self._n
        by_p = gmpy2.powmod_sec(base % self._p, self._dp, self._p)
        by_q = gmpy2.powmod_sec(base % self._q, self._dq, self._q)
        power = by_q + self._q_inverse * (by_p - by_q) % self._p * self._q
        return int(power * inverse % self._n).to_bytes(self._size, "big")

    def _base_blinding(self) -> tuple[int, gmpy2.mpz]:
        while True:
            factor = secrets.randbelow(int(self._n) - 3) + 2
            try:
                return factor, gmpy2.invert(factor, self._n)
            except ZeroDivisionError:
                continue
