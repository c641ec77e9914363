"""Keys and their names: RSA for passes, X-Wing seeds for sealing, Ed25519 seeds (docs/protocol.md section 1)."""

import hashlib
import os
from functools import lru_cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, mlkem, rsa, x25519
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey, MLKEM768X25519PublicKey

from .refusal import Refusal

MODULUS_SIZE = 256  # bytes; RFC 9578 fixes 2048 bits for token type 0x0002
PUBLIC_EXPONENT = 65537
SEED_SIZE = 32
SEALING_PUBLIC_SIZE = 1184 + 32  # ML-KEM-768 encapsulation key, X25519 key

# AlgorithmIdentifier of id-RSASSA-PSS with SHA-384, MGF1-SHA-384 and salt length 48 (RFC 9578 section 8.2.2).
_PSS_ALGORITHM = bytes.fromhex(
    "303d06092a864886f70d01010a3030a00d300b0609608648016503040202"
    "a11a301806092a864886f70d010108300b0609608648016503040202a203020130"
)


class BadKey(Refusal):
    """These bytes are not a key of the kind that was asked for."""


def new_signing_key() -> rsa.RSAPrivateKey:
    """A fresh 2048-bit RSA key for one purpose and scope; takes tens of milliseconds."""
    return rsa.generate_private_key(public_exponent=PUBLIC_EXPONENT, key_size=8 * MODULUS_SIZE)


def private_bytes(key: rsa.RSAPrivateKey) -> bytes:
    """PKCS #8 DER, unencrypted: wrap it before it is stored."""
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def load_private(der: bytes) -> rsa.RSAPrivateKey:
    """The RSA key of a PKCS #8 DER. Raises BadKey."""
    try:
        key = serialization.load_der_private_key(der, password=None)
    except (ValueError, TypeError) as error:
        raise BadKey("these bytes are not a private key") from error
    if not isinstance(key, rsa.RSAPrivateKey) or key.key_size != 8 * MODULUS_SIZE:
        raise BadKey("this is not a 2048-bit RSA key")
    return key


def spki(public: rsa.RSAPublicKey) -> bytes:
    """The public key as RFC 9578 section 8.2.2 writes it: SubjectPublicKeyInfo with id-RSASSA-PSS, DER."""
    pkcs1 = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.PKCS1)
    return _der(0x30, _PSS_ALGORITHM + _der(0x03, b"\x00" + pkcs1))


@lru_cache(maxsize=8192)
def load_spki(data: bytes) -> rsa.RSAPublicKey:
    """The 2048-bit key of an RFC 9578 SPKI, accepted only in its one canonical form. Raises BadKey."""
    try:
        key = serialization.load_der_public_key(data)
    except Exception as error:  # the parser raises ValueError, UnsupportedAlgorithm and TypeError
        raise BadKey("these bytes are not a public key") from error
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size != 8 * MODULUS_SIZE:
        raise BadKey("this is not a 2048-bit RSA key")
    if key.public_numbers().e != PUBLIC_EXPONENT or spki(key) != data:
        raise BadKey("this public key is not written as RFC 9578 asks")
    return key


def key_id(spki_der: bytes) -> bytes:
    """The 32-byte token key id of RFC 9578: SHA-256 of the SPKI."""
    return hashlib.sha256(spki_der).digest()


def new_seed() -> bytes:
    """32 random bytes, the whole private half of a sealing key."""
    return os.urandom(SEED_SIZE)


def sealing_private(seed: bytes) -> MLKEM768X25519PrivateKey:
    """X-Wing key expansion: SHAKE-256(seed, 96) gives the ML-KEM seed (64) and the X25519 key (32). Raises BadKey."""
    kem, curve = _expand(seed)
    return MLKEM768X25519PrivateKey(kem, curve)


def sealing_public(seed: bytes) -> bytes:
    """The 1,216 public bytes that belong to a 32-byte seed. Raises BadKey."""
    kem, curve = _expand(seed)
    return kem.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()


def load_sealing_public(data: bytes) -> MLKEM768X25519PublicKey:
    """The key of 1,216 public bytes. Raises BadKey."""
    if len(data) != SEALING_PUBLIC_SIZE:
        raise BadKey("a sealing key has 1216 bytes")
    try:
        return MLKEM768X25519PublicKey(
            mlkem.MLKEM768PublicKey.from_public_bytes(data[:1184]),
            x25519.X25519PublicKey.from_public_bytes(data[1184:]),
        )
    except ValueError as error:
        raise BadKey("these bytes are not a sealing key") from error


def new_installation_seed() -> bytes:
    """32 random bytes, the private half of an Ed25519 installation key."""
    return os.urandom(SEED_SIZE)


def installation_public(seed: bytes) -> bytes:
    """The 32-byte Ed25519 public key of an installation seed. Raises BadKey."""
    if len(seed) != SEED_SIZE:
        raise BadKey("an installation seed has 32 bytes")
    return ed25519.Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def _expand(seed: bytes) -> tuple[mlkem.MLKEM768PrivateKey, x25519.X25519PrivateKey]:
    if len(seed) != SEED_SIZE:
        raise BadKey("a sealing seed has 32 bytes")
    expanded = hashlib.shake_256(seed).digest(96)
    return (
        mlkem.MLKEM768PrivateKey.from_seed_bytes(expanded[:64]),
        x25519.X25519PrivateKey.from_private_bytes(expanded[64:]),
    )


def _der(tag: int, body: bytes) -> bytes:
    size = len(body)
    if size < 128:
        return bytes([tag, size]) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + body
