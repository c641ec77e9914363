"""Reads what a browser asks of the blind door: the body of `POST /passes/` (docs/protocol.md section 4)."""

import base64
import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings

from crypto.keys import MODULUS_SIZE
from crypto.refusal import Refusal
from crypto.wrap import derive

LARGEST = 32 * 1024  # bytes of a body
MOST = {"labels": 1, "ballot": 1, "candle": 1, "spare": 3, "entitlements": 8}  # blinded messages of a group
_ID_SIZE, _TAG_SIZE = 16, 16
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_KEY_ID = re.compile(r"[0-9a-f]{64}")


class BadAsking(Refusal):
    """The body is not a request for passes."""


class UnknownInvitation(Refusal):
    """No invitation has this token."""

    status = 404


@dataclass(frozen=True, slots=True)
class Blank:
    """One message to be signed unread: the key that is asked (64 hex digits) and 256 blinded bytes."""

    key_id: str
    blinded: bytes


@dataclass(frozen=True, slots=True)
class Asking:
    """One request: by which invitation or collecting token, and the blanks of each group, in the order they came."""

    invitation: UUID
    groups: dict[str, list[Blank]]


def digest(blanks: list[Blank]) -> bytes:
    """The 32 bytes by which door 1 remembers what it signed: over all key ids and blinded messages in order."""
    return hashlib.sha256(b"".join(bytes.fromhex(blank.key_id) + blank.blinded for blank in blanks)).digest()


def token(invitation: UUID) -> str:
    """What the mail or a collecting page carries: id (16) and tag (16) in base64url, 43 characters."""
    return base64.urlsafe_b64encode(invitation.bytes + _tag(invitation.bytes)).decode().rstrip("=")


def read_asking(body: bytes) -> Asking:
    """Raises BadAsking (400) or UnknownInvitation (404), and nothing else."""
    try:
        top = json.loads(body.decode())
    except (ValueError, RecursionError) as error:
        raise BadAsking("the request is not JSON in UTF-8") from error
    if not isinstance(top, dict) or set(top) != {"version", "invitation", "groups"}:
        raise BadAsking("a request has a version, an invitation and groups")
    if type(top["version"]) is not int or top["version"] != 1:
        raise BadAsking("this is not a request of version 1")
    groups = top["groups"]
    if not isinstance(groups, dict) or not groups or not set(groups) <= set(MOST):
        raise BadAsking("the groups are labels, ballot, candle, spare and entitlements, at least one of them")
    blanks = {group: _blanks(group, groups[group]) for group in MOST if group in groups}
    return Asking(_invitation(top["invitation"]), blanks)


def _blanks(group: str, listed: Any) -> list[Blank]:
    most = MOST[group]
    if not isinstance(listed, list) or not 1 <= len(listed) <= most:
        raise BadAsking(f"{group} takes one blinded message" if most == 1 else f"{group} takes one to {most} of them")
    return [_blank(group, pair) for pair in listed]


def _blank(group: str, pair: Any) -> Blank:
    if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(part, str) for part in pair):
        raise BadAsking(f"{group} takes a key id and a blinded message")
    key_id, encoded = pair
    if not _KEY_ID.fullmatch(key_id):
        raise BadAsking(f"the key id of {group} is not 64 hex digits")
    try:
        blinded = base64.b64decode(encoded, validate=True)
    except ValueError as error:
        raise BadAsking(f"the blinded message of {group} is not base64") from error
    if len(blinded) != MODULUS_SIZE:
        raise BadAsking(f"the blinded message of {group} does not have {MODULUS_SIZE} bytes")
    return Blank(key_id, blinded)


def _invitation(text: object) -> UUID:
    if not isinstance(text, str) or not _TOKEN.fullmatch(text):
        raise BadAsking("an invitation has 43 characters of base64url")
    raw = base64.urlsafe_b64decode(text + "=")
    if not hmac.compare_digest(raw[_ID_SIZE:], _tag(raw[:_ID_SIZE])):
        raise UnknownInvitation("this invitation is not known")
    return UUID(bytes=raw[:_ID_SIZE])


def _tag(raw_id: bytes) -> bytes:
    key = derive(settings.SECRET_KEY.encode(), purpose="campaigns blind door")
    return hmac.digest(key, raw_id, "sha256")[:_TAG_SIZE]
