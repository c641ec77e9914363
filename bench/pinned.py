"""A wave that the benchmarks pin themselves, as the named worker would, and ballots for it."""

import base64
import hashlib
import json
import os
import secrets
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from crypto import ballot, keys
from crypto.installation import SIGNATURE_HEADER, read_seed, sign_document, sign_request
from crypto.notice import encode, fingerprint, written
from crypto.passes import Pass, assemble, token_input
from crypto.seal import Envelope, seal

COHORTS, ELIGIBLE = 20, 400
QUESTIONS, POINTS = 19, 5
K, M = 8, 12
_PSS = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=48)


class Wave:
    """The documents and keys of one wave. The benchmarks hold the signing keys, so nothing need be blinded.

    A wave `after` another shares its house Notice and its label keys, which take a while to make.
    """

    def __init__(self, *, after: "Wave | None" = None) -> None:
        self.id = uuid.uuid4().hex
        self.ballot_key = keys.new_signing_key()
        self.label_keys: list[rsa.RSAPrivateKey] = (
            after.label_keys if after else [keys.new_signing_key() for _ in range(COHORTS)]
        )
        self.house: bytes = after.house if after else encode(_house())
        self.notice = encode(self._notice(previous=after.name if after else fingerprint(self.house)))

    @property
    def name(self) -> str:
        """The fingerprint of the wave Notice."""
        return fingerprint(self.notice)

    def label(self, cohort: int) -> Pass:
        """A label pass under a cohort's key."""
        return self._signed(self.label_keys[cohort], os.urandom(32), purpose="label")

    def ballot(self, sealed: bytes) -> bytes:
        """The 5,586 bytes of a ballot."""
        return self._signed(self.ballot_key, ballot.nonce_for(sealed), purpose="ballot").to_bytes() + sealed

    def envelope(self, box_key: bytes, *, cohort: int) -> bytes:
        """5,232 sealed bytes: a label and an answer to every question."""
        answers = {f"q{n}": 1 + os.urandom(1)[0] % POINTS for n in range(QUESTIONS)}
        plaintext = ballot.fill_in([self.label(cohort).to_bytes()], answers)
        return seal(box_key, plaintext, envelope=Envelope.BALLOT, purpose="ballot", scope=self.id)

    def spkis(self) -> bytes:
        """The body that brings the label keys."""
        listed = [base64.b64encode(keys.spki(key.public_key())).decode() for key in self.label_keys]
        return json.dumps({"version": 1, "keys": listed}).encode()

    def bring(self, origin: str, key_file: Path) -> None:
        """Pin both Notices at a nameless origin and bring the label keys, signed as the named side."""
        seed = read_seed(key_file)
        for document in (self.house, self.notice):
            _put(seed, origin, f"/notices/{fingerprint(document)}/", document)
        _put(seed, origin, f"/keys/{self.name}/", self.spkis())

    def _signed(self, key: rsa.RSAPrivateKey, nonce: bytes, *, purpose: str) -> Pass:
        key_id = keys.key_id(keys.spki(key.public_key()))
        message = token_input(nonce, purpose=purpose, scope=self.id, key_id=key_id)
        return assemble(message, key.sign(message, _PSS, hashes.SHA384()))

    def _notice(self, *, previous: str) -> dict[str, Any]:
        now = datetime.now(UTC)
        return {
            "version": 1, "kind": "wave", "previous": previous, "house": fingerprint(self.house),
            "wave": self.id, "campaign": uuid.uuid4().hex, "follows": None, "title": {"en": "Bench"},
            "opens": written(now - timedelta(hours=1)), "closes": written(now + timedelta(days=1)),
            "grace_hours": 6, "k": K, "m": M, "questions": [_question(n) for n in range(QUESTIONS)],
            "cohorts": self._cohorts(), "ballot_key": _text(self.ballot_key), "comments": {"slots": 0},
        }  # fmt: skip

    def _cohorts(self) -> list[dict[str, Any]]:
        """A root with all others right below it."""
        ids = [uuid.uuid4().hex for _ in self.label_keys]
        return [
            {
                "id": ids[n], "name": f"Cohort {n}", "parent": ids[0] if n else None, "rest": n == 0,
                "eligible": ELIGIBLE, "change": None,
                "label_key": hashlib.sha256(keys.spki(key.public_key())).hexdigest(),
            }
            for n, key in enumerate(self.label_keys)
        ]  # fmt: skip


def _house() -> dict[str, Any]:
    month = f"{datetime.now(UTC):%Y-%m}"
    candle_keys = [{"month": month, "key": _text(keys.new_signing_key())}]
    return {
        "version": 1, "kind": "house", "previous": None, "month": month, "candle_keys": candle_keys,
        "box_signer": secrets.token_hex(32), "contacts": [], "badge_key": secrets.token_hex(32), "keepers": [],
        "breaks": [], "entitlement_keys": [], "danger": {}, "apart": True,
    }  # fmt: skip


def _question(number: int) -> dict[str, Any]:
    bins = [{"value": value, "text": {"en": str(value)}} for value in range(1, POINTS + 1)]
    groups = [["favourable", [4, 5]], ["neutral", [3]], ["unfavourable", [1, 2]]]
    return {"key": f"q{number}", "kind": "scale", "text": {"en": "?"}, "bins": bins, "groups": groups}


def _text(key: rsa.RSAPrivateKey) -> str:
    return base64.b64encode(keys.spki(key.public_key())).decode()


def _put(seed: bytes, origin: str, path: str, body: bytes) -> None:
    headers = sign_request(seed, method="PUT", path=path, body=body, now=datetime.now(UTC))
    headers[SIGNATURE_HEADER] = sign_document(seed, body)
    httpx.put(origin + path, content=body, headers=headers, timeout=30.0).raise_for_status()
