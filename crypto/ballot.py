"""Ballots: a pass with its sealed answers, always 5,586 bytes (docs/protocol.md section 5)."""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from .passes import PASS_SIZE, Pass
from .refusal import Refusal
from .seal import Envelope

BALLOT_SIZE = PASS_SIZE + Envelope.BALLOT.sealed


class BadBallot(Refusal):
    """This is not a ballot, or what it holds cannot be read."""


@dataclass(frozen=True, slots=True)
class FilledIn:
    """What an opened envelope holds: at most one label of 354 bytes, and answers by question key, unchecked."""

    labels: tuple[bytes, ...]
    answers: dict[str, Any]


def split(body: bytes) -> tuple[Pass, bytes]:
    """The pass and the sealed envelope of exactly 5,586 bytes. Raises BadBallot and BadPass."""
    if len(body) != BALLOT_SIZE:
        raise BadBallot(f"a ballot has {BALLOT_SIZE} bytes")
    return Pass.read(body[:PASS_SIZE]), body[PASS_SIZE:]


def nonce_for(sealed: bytes) -> bytes:
    """The 32-byte serial of the ballot pass that goes with an envelope: nobody can put another under it."""
    return hashlib.sha256(sealed).digest()


def fill_in(labels: list[bytes], answers: dict[str, Any]) -> bytes:
    """The plaintext of a ballot: UTF-8 JSON of at most 4,095 bytes, which sealing checks."""
    document = {
        "version": 1,
        "labels": [base64.b64encode(label).decode() for label in labels],
        "answers": answers,
    }
    return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()


def read_answers(plaintext: bytes) -> FilledIn:
    """What `fill_in` wrote. A label that is no base64 stays as empty bytes: it counts as spoiled. Raises BadBallot."""
    try:
        document = json.loads(plaintext)
    except (ValueError, RecursionError) as error:
        raise BadBallot("what the ballot holds cannot be read") from error
    if not isinstance(document, dict) or document.get("version") != 1:
        raise BadBallot("what the ballot holds cannot be read")
    labels, answers = document.get("labels"), document.get("answers")
    if not isinstance(labels, list) or len(labels) > 1 or not isinstance(answers, dict):
        raise BadBallot("what the ballot holds cannot be read")
    return FilledIn(tuple(_decode(label) for label in labels), answers)


def _decode(label: object) -> bytes:
    try:
        return base64.b64decode(label, validate=True) if isinstance(label, str) else b""
    except (binascii.Error, ValueError):
        return b""
