"""Documents that cross the wall: how they are written, read and named (docs/protocol.md section 2)."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import msgspec

from . import shapes
from .refusal import Refusal

LARGEST = 2 * 1024 * 1024  # bytes
# Bytes; these two grow with the ballots and the cells, 67 bytes a serial and some kilobytes a cell.
_LARGER = {"counted": 128 * 1024 * 1024, "report": 128 * 1024 * 1024}
_INSTANT = "%Y-%m-%dT%H:%M:%SZ"


class BadDocument(Refusal):
    """These bytes are not a document of the kind that was asked for."""


def encode(document: dict[str, Any]) -> bytes:
    """The one way a document is written: UTF-8 JSON, sorted keys, no white space. Raises BadDocument for NaN."""
    try:
        text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return text.encode()
    except (ValueError, TypeError) as error:
        raise BadDocument("this cannot be written as a document") from error


def fingerprint(data: bytes) -> str:
    """SHA-256 over the exact bytes, 64 hex digits: the name of a document."""
    return hashlib.sha256(data).hexdigest()


def largest(kind: str | None) -> int:
    """The most bytes that a document of `kind` has; of those that may come unasked when it is None."""
    return _LARGER.get(kind or "", LARGEST)


def read(data: bytes, *, kind: str | None = None) -> dict[str, Any]:
    """The document in `data`, of `kind` if given, with every field of the right shape. Raises BadDocument."""
    if len(data) > largest(kind):
        raise BadDocument("the document is too large")
    document = _parse(data)
    found = document.get("kind")
    if document.get("version") != 1 or not isinstance(found, str) or found not in shapes.BY_KIND:
        raise BadDocument("this is not a document of version 1")
    if kind is not None and found != kind:
        raise BadDocument(f"this is a document of kind {found}, not {kind}")
    _hold_against(document, found)
    return document


def instant(text: str) -> datetime:
    """The instant of `2026-11-02T08:00:00Z`. Raises BadDocument."""
    try:
        moment = datetime.strptime(text, _INSTANT).replace(tzinfo=UTC)
    except ValueError as error:
        raise BadDocument(f"{text[:40]} is not an instant") from error
    return moment


def written(moment: datetime) -> str:
    """An aware instant as documents write it; fractions of a second are dropped."""
    return moment.astimezone(UTC).strftime(_INSTANT)


def _parse(data: bytes) -> dict[str, Any]:
    try:
        document = json.loads(data)
        # One document has one spelling: this also refuses repeated keys, NaN, lone surrogates and white space.
        canonical = isinstance(document, dict) and encode(document) == data
    except (ValueError, RecursionError) as error:
        raise BadDocument("the document is not JSON in UTF-8") from error
    if not canonical:
        raise BadDocument("the document is not written as it should be")
    return document


def _hold_against(document: dict[str, Any], kind: str) -> None:
    try:
        shaped = msgspec.convert(document, shapes.BY_KIND[kind])
    except msgspec.ValidationError as error:
        raise BadDocument(f"the {kind} document is wrong: {error}") from error
    if isinstance(shaped, shapes.Wave):
        _check_wave(shaped)
    if isinstance(shaped, shapes.House) and (fault := shapes.fault_of_house(shaped)):
        raise BadDocument(fault)


def _check_wave(wave: shapes.Wave) -> None:
    if instant(wave.opens) >= instant(wave.closes):
        raise BadDocument("the wave closes before it opens")
    if wave.m * 10 < wave.k * 14:  # R1: m >= ceil(1.4 k)
        raise BadDocument("the cohort minimum is under 1.4 times the floor")
    for fault in (shapes.fault_of_questions(wave.questions), shapes.fault_of_cohorts(wave.cohorts, m=wave.m)):
        if fault:
            raise BadDocument(fault)
