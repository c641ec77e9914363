"""Keepers' keys: made and opened in browsers alone; here their records, and the twin that plays a browser.

A rota's secret is 64 bytes, a sealing seed and an Ed25519 seed. Records form a chain in which each is signed by the
key before it; copies of the secret are wrapped, each under what one keeper knows (docs/protocol.md section 10).
"""

import base64
import hashlib
import json
import os
import re
import unicodedata
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from .keys import BadKey, load_sealing_public, sealing_public
from .refusal import Refusal
from .wrap import BadWrap, unwrap, wrap

SECRET_SIZE = 64
MEMORY, PASSES = 47104, 1  # KiB and rounds of Argon2id: the first of the equal choices that OWASP lists
MOST_MEMORY, MOST_PASSES = 1 << 20, 10
_RECORD = {"previous", "rota", "sealing", "signing", "version"}
_COPY = {"kdf", "memory", "passes", "salt", "sealed", "version"}
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


class BadRecord(Refusal):
    """These are not keepers' keys, or not signed by those before them."""


class BadCopy(Refusal):
    """This is no wrapped copy, or it does not open with this passphrase."""


def new_secret() -> bytes:
    """Sealing seed (32) and signing seed (32)."""
    return os.urandom(SECRET_SIZE)


def signing_key(secret: bytes) -> Ed25519PrivateKey:
    """The key that signs letters, offers and the next record."""
    return Ed25519PrivateKey.from_private_bytes(secret[32:])


def write_record(secret: bytes, *, rota: str, previous: str | None) -> bytes:
    """The public record of a rota's keys; `previous` is the fingerprint of the one that it replaces."""
    document = {
        "version": 1,
        "rota": rota,
        "previous": previous,
        "sealing": base64.b64encode(sealing_public(secret[:32])).decode(),
        "signing": signing_key(secret).public_key().public_bytes_raw().hex(),
    }
    return _canonical(document)


def fingerprint(record: bytes) -> str:
    """SHA-256 of a record, 64 hex digits."""
    return hashlib.sha256(record).hexdigest()


def sign_record(secret: bytes, record: bytes) -> str:
    """base64; by the secret that the record replaces, or its own when it is the first."""
    return base64.b64encode(signing_key(secret).sign(_signed(record))).decode()


def read_record(record: bytes) -> dict[str, Any]:
    """Its fields, each of the right shape, written in the one way. Raises BadRecord."""
    try:
        document = json.loads(record)
        whole = isinstance(document, dict) and set(document) == _RECORD and _canonical(document) == record
        if not whole or type(document["version"]) is not int or document["version"] != 1:
            raise ValueError("not a record of version 1")
        load_sealing_public(base64.b64decode(document["sealing"], validate=True))
        shaped = _FINGERPRINT.fullmatch(document["signing"]) and re.fullmatch(r"[a-z0-9-]{1,20}", document["rota"])
        if not shaped or not (document["previous"] is None or _FINGERPRINT.fullmatch(document["previous"])):
            raise ValueError("a field has another shape")
    except (ValueError, TypeError, BadKey, RecursionError) as error:
        raise BadRecord("these are not keepers' keys") from error
    return document


def check_record(record: bytes, signature: str, *, signer: bytes) -> None:
    """Raises BadRecord unless `signer` (32 bytes) signed exactly this record."""
    try:
        raw = base64.b64decode(signature, validate=True)
        Ed25519PublicKey.from_public_bytes(signer).verify(raw, _signed(record))
    except (InvalidSignature, ValueError) as error:
        raise BadRecord("these keepers' keys are not signed by those before them") from error


def wrap_secret(secret: bytes, passphrase: str, *, record: str) -> dict[str, Any]:
    """A copy for one keeper; `record` is the fingerprint of the public record."""
    salt = os.urandom(16)
    sealed = wrap(_stretch(passphrase, salt, MEMORY, PASSES), secret, context=f"keepers {record}")
    encoded = base64.b64encode(sealed).decode()
    return {
        "version": 1, "kdf": "argon2id", "memory": MEMORY, "passes": PASSES, "salt": salt.hex(), "sealed": encoded,
    }  # fmt: skip


def check_copy(copy: Any) -> None:
    """Raises BadCopy unless this has the shape of a wrapped copy, opened or not."""
    try:
        if not isinstance(copy, dict) or set(copy) != _COPY or copy["kdf"] != "argon2id":
            raise ValueError("other fields")
        numbers = [copy[name] for name in ("version", "memory", "passes")]
        if any(type(number) is not int for number in numbers) or copy["version"] != 1:
            raise ValueError("not a copy of version 1")
        if not (8 <= copy["memory"] <= MOST_MEMORY and 1 <= copy["passes"] <= MOST_PASSES):
            raise ValueError("work that no browser does")
        if not re.fullmatch(r"[0-9a-f]{32}", copy["salt"]):
            raise ValueError("no salt")
        if len(base64.b64decode(copy["sealed"], validate=True)) != SECRET_SIZE + 28:
            raise ValueError("another size")
    except (ValueError, TypeError) as error:
        raise BadCopy("this is not a wrapped copy of a key") from error


def unwrap_secret(copy: dict[str, Any], passphrase: str, *, record: str) -> bytes:
    """The 64 bytes. Raises BadCopy."""
    check_copy(copy)
    key = _stretch(passphrase, bytes.fromhex(copy["salt"]), copy["memory"], copy["passes"])
    try:
        return unwrap(key, base64.b64decode(copy["sealed"]), context=f"keepers {record}")
    except BadWrap as error:
        raise BadCopy("this passphrase does not open it") from error


def _stretch(passphrase: str, salt: bytes, memory: int, passes: int) -> bytes:
    """Argon2id (RFC 9106), one lane, 32 bytes."""
    clean = unicodedata.normalize("NFKC", passphrase).encode()
    return Argon2id(salt=salt, length=32, iterations=passes, lanes=1, memory_cost=memory).derive(clean)


def _signed(record: bytes) -> bytes:
    return b"windbreak keepers 1\x00" + record


def _canonical(document: dict[str, Any]) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
