"""Reads what the badge window sends: a browser's key, or keys and copies of them to be kept."""

import json
import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from crypto.keepers import BadCopy, BadRecord, check_copy, read_record
from crypto.refusal import Refusal

from .models import Copy

LARGEST = 128 * 1024  # bytes of a body
MOST_COPIES = 64
MOST_RETIRED = 3
_KEY, _NUMBER = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{32}")
_SIGNATURE = re.compile(r"[A-Za-z0-9+/]{86}==")
_NOBODYS = (Copy.How.KIT, Copy.How.RETIRED)


class BadAsked(Refusal):
    """The body is not what this address takes."""


@dataclass(frozen=True, slots=True)
class CopyAsked:
    """A wrapped copy, and for whom it is: a keeper's number, or nobody's."""

    how: Copy.How
    number: str | None
    copy: dict[str, Any]


@dataclass(frozen=True, slots=True)
class KeysAsked:
    """Copies of a key; `record` is that of a new key, None where they are of the current one."""

    record: bytes | None
    signature: str
    copies: list[CopyAsked]

    def has(self, how: Copy.How, number: str | None) -> bool:
        """Whether there is such a copy among them."""
        return any((copy.how, copy.number) == (how, number) for copy in self.copies)


def read_browser_key(body: bytes) -> bytes:
    """The 32 bytes of `{"key": "<hex>"}`. Raises BadAsked, and nothing else."""
    key = _object(body, {"key"})["key"]
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise BadAsked("the key of a browser is 64 hex digits")
    return bytes.fromhex(key)


def read_keys(body: bytes, *, own: str | None = None) -> KeysAsked:
    """What is to be kept; a passphrase's copy for nobody is for the number `own`. Raises BadAsked, and nothing else."""
    top = _object(body, {"copies"}, {"record", "signature"})
    listed = top["copies"]
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST_COPIES:
        raise BadAsked(f"there are one to {MOST_COPIES} copies")
    record = _record(top)
    copies = [_copy(entry, own) for entry in listed]
    names = [(copy.how, copy.number) for copy in copies if copy.how != Copy.How.RETIRED]
    if len(set(names)) != len(names) or len(copies) - len(names) > (MOST_RETIRED if record else 0):
        raise BadAsked("there is one copy of a kind for each keeper")
    return KeysAsked(record, top.get("signature", ""), copies)


def canonical(record: dict[str, Any]) -> bytes:
    """A record as it is signed and named."""
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _object(body: bytes, must: set[str], may: AbstractSet[str] = frozenset()) -> dict[str, Any]:
    try:
        top = json.loads(body.decode())
    except (ValueError, RecursionError) as error:
        raise BadAsked("the request is not JSON in UTF-8") from error
    if not isinstance(top, dict) or set(top) not in (must, must | may):
        raise BadAsked("the request has other fields than this address takes")
    return top


def _record(top: dict[str, Any]) -> bytes | None:
    if "record" not in top:
        return None
    if not isinstance(top["signature"], str) or not _SIGNATURE.fullmatch(top["signature"]):
        raise BadAsked("the signature is not 64 bytes of base64")
    try:
        record = canonical(top["record"])
        read_record(record)
    except (BadRecord, ValueError, TypeError, RecursionError) as error:
        raise BadAsked("these are not keepers' keys") from error
    return record


def _copy(entry: Any, own: str | None) -> CopyAsked:
    if not isinstance(entry, dict) or set(entry) != {"how", "for", "copy"} or entry["how"] not in list(Copy.How):
        raise BadAsked("a copy says how it is wrapped, for whom, and holds the copy")
    how, number = Copy.How(entry["how"]), entry["for"]
    number = own if how == Copy.How.PASSPHRASE and number is None else number
    is_nobodys, is_number = number is None, isinstance(number, str) and _NUMBER.fullmatch(number)
    if not (is_nobodys if how in _NOBODYS else is_number):
        raise BadAsked("a copy is for a keeper's number, and a kit for nobody")
    try:
        check_copy(entry["copy"])
    except BadCopy as error:
        raise BadAsked(str(error)) from error
    return CopyAsked(how, number, entry["copy"])
