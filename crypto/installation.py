"""Installation keys (Ed25519): how each side knows the other's documents and requests.

What they sign stands in docs/protocol.md sections 1 and 3.
`python -m crypto.installation FILE` makes the key file when it is missing and prints the public half.
"""

import base64
import binascii
import hashlib
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from . import keyfile
from .keys import BadKey, installation_public, new_installation_seed
from .refusal import Refusal

DATE_HEADER = "Windbreak-Date"
AUTHORIZATION_HEADER = "Windbreak-Authorization"
SIGNATURE_HEADER = "Windbreak-Signature"
TOLERANCE = 900  # seconds two clocks may differ


class BadAuthorization(Refusal):
    """Not signed by the installation that may do this."""

    status = 401


def sign_document(seed: bytes, document: bytes) -> str:
    """The base64 signature that travels beside a document."""
    return _sign(seed, _document_message(document))


def check_document(public: bytes, document: bytes, signature: str) -> None:
    """Raises BadAuthorization unless `signature` is the installation's over these exact bytes."""
    _check(public, _document_message(document), signature)


def sign_request(seed: bytes, *, method: str, path: str, body: bytes, now: datetime) -> dict[str, str]:
    """The two headers that authorise one request at about `now`."""
    date = str(int(now.timestamp()))
    return {DATE_HEADER: date, AUTHORIZATION_HEADER: _sign(seed, _request_message(method, path, date, body))}


def check_request(
    public: bytes, *, method: str, path: str, body: bytes, headers: Mapping[str, str], now: datetime
) -> None:
    """Raises BadAuthorization unless the headers authorise this request at about `now`."""
    date = headers.get(DATE_HEADER, "")
    if not (date.isascii() and date.isdigit() and len(date) <= 12):
        raise BadAuthorization("the request carries no date")
    if abs(int(date) - now.timestamp()) > TOLERANCE:
        raise BadAuthorization("the request's date is more than 15 minutes off; check both clocks")
    _check(public, _request_message(method, path, date, body), headers.get(AUTHORIZATION_HEADER, ""))


def read_seed(path: Path | str) -> bytes:
    """The 32-byte seed in a key file of 64 hex digits. Raises BadKey; OSError where it cannot be read."""
    try:
        return keyfile.read(Path(path))
    except BadKey as error:
        raise BadKey(f"{path} is not an installation key file") from error


def make_key_file(path: Path) -> bytes:
    """Make the key file readable by its owner alone unless it is there; the 32-byte public half either way."""
    if not path.exists():  # what is there may be on a disk that only lets itself be read
        keyfile.make(path, new_installation_seed())
    return installation_public(read_seed(path))


def _sign(seed: bytes, message: bytes) -> str:
    return base64.b64encode(Ed25519PrivateKey.from_private_bytes(seed).sign(message)).decode()


def _check(public: bytes, message: bytes, signature: str) -> None:
    try:
        raw = base64.b64decode(signature, validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(raw, message)
    except (InvalidSignature, binascii.Error, ValueError) as error:
        raise BadAuthorization("this is not signed by the other side's installation key") from error


def _document_message(document: bytes) -> bytes:
    return b"windbreak document 1\x00" + document


def _request_message(method: str, path: str, date: str, body: bytes) -> bytes:
    parts = [
        b"windbreak request 1",
        method.encode(),
        path.encode(),
        date.encode(),
        hashlib.sha256(body).digest(),
    ]
    return b"\x00".join(parts)


if __name__ == "__main__":
    print(make_key_file(Path(sys.argv[1])).hex())
