"""An invented town: the named side's keys and Notices, and people who fill in ballots as their browsers would."""

import base64
import hashlib
import json
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache

from crypto import blind, keys, notice
from crypto.ballot import fill_in, nonce_for
from crypto.installation import installation_public, sign_document, sign_request
from crypto.passes import assemble, token_input
from crypto.seal import Envelope, seal
from crypto.sign import Pen

NAMED_SEED = b"n" * 32
NAMED_PUBLIC = installation_public(NAMED_SEED).hex()
DURING = datetime(2026, 11, 5, 12, tzinfo=UTC)
CLOSES = datetime(2026, 11, 9, 8, tzinfo=UTC)
DEADLINE = datetime(2026, 11, 9, 14, tzinfo=UTC)  # six hours of grace
AFTER = datetime(2026, 11, 9, 14, 1, tzinfo=UTC)

ROOT, NORTH, PIER, SOUTH, EAST = (f"{place:032x}" for place in range(1, 6))
ELIGIBLE = {ROOT: 0, NORTH: 60, PIER: 20, SOUTH: 90, EAST: 8}
PARENTS = {ROOT: None, NORTH: ROOT, PIER: NORTH, SOUTH: ROOT, EAST: ROOT}
QUESTIONS = [
    {
        "key": "rest",
        "kind": "scale",
        "text": {"en": "I get enough rest."},
        "bins": [{"value": value, "text": {"en": str(value)}} for value in range(1, 6)],
        "groups": [["favourable", [4, 5]], ["neutral", [3]], ["unfavourable", [1, 2]]],
    },
    {
        "key": "noise",
        "kind": "choices",
        "text": {"en": "What is loud?"},
        "bins": [{"value": value, "text": {"en": str(value)}} for value in (0, 1, 2)],
        "groups": [],
    },
    {
        "key": "stay",
        "kind": "recommend",
        "text": {"en": "Would you recommend us?"},
        "bins": [{"value": value, "text": {"en": str(value)}} for value in range(11)],
        "groups": [["favourable", [9, 10]], ["neutral", [7, 8]], ["unfavourable", list(range(7))]],
    },
]


@cache
def signing_key(name):
    """One key a name and test run: they take long to make."""
    return keys.new_signing_key()


def spki_of(name):
    return keys.spki(signing_key(name).public_key())


def house_notice(previous=None, month="2026-11"):
    entry = {"month": month, "key": base64.b64encode(spki_of("candle")).decode()}
    return {
        "version": 1,
        "kind": "house",
        "previous": previous,
        "month": month,
        "candle_keys": [entry],
        "box_signer": "b5" * 32,
        "contacts": [],
        "badge_key": "ba" * 32,
        "keepers": [],
        "breaks": [],
        "entitlement_keys": [],
        "danger": {},
        "apart": True,
    }


def wave_notice(*, previous, house, wave="a" * 32, ballot_key="ballot", follows=None, **changes):
    """A wave from 2 to 9 November 2026 with five cohorts, floor 5 and cohort minimum 7."""
    return {
        "version": 1,
        "kind": "wave",
        "previous": previous,
        "house": house,
        "wave": wave,
        "campaign": "c" * 32,
        "follows": follows,
        "title": {"en": "Pulse 3"},
        "opens": "2026-11-02T08:00:00Z",
        "closes": "2026-11-09T08:00:00Z",
        "grace_hours": 6,
        "k": 5,
        "m": 7,
        "questions": QUESTIONS,
        "cohorts": [
            {
                "id": cohort,
                "name": f"Cohort {cohort[-1]}",
                "parent": PARENTS[cohort],
                "rest": cohort in PARENTS.values(),
                "eligible": ELIGIBLE[cohort],
                "change": None,
                "label_key": keys.key_id(spki_of(cohort)).hex(),
            }
            for cohort in PARENTS
        ],
        "ballot_key": base64.b64encode(spki_of(ballot_key)).decode(),
        "comments": {"slots": 0},
    } | changes


def signed(document):
    """What `pin` takes: fingerprint, bytes, signature by the named side."""
    data = notice.encode(document)
    return {
        "fingerprint": notice.fingerprint(data),
        "document": data,
        "signature": sign_document(NAMED_SEED, data),
    }


def label_keys(cohorts=tuple(PARENTS)):
    return json.dumps({"version": 1, "keys": [base64.b64encode(spki_of(c)).decode() for c in cohorts]}).encode()


def request_headers(method, path, body, now):
    """The named worker's authorization, as Django's test client takes headers."""
    return sign_request(NAMED_SEED, method=method, path=path, body=body, now=now)


def make_pass(key, nonce, *, purpose, scope):
    """A pass, blinded, signed and unblinded as between client and door."""
    private = signing_key(key)
    public = private.public_key()
    asked_for = token_input(nonce, purpose=purpose, scope=scope, key_id=keys.key_id(keys.spki(public)))
    asked = blind.blind(public, asked_for)
    return assemble(asked_for, blind.unblind(public, asked, Pen(private).sign(asked.blinded)))


@dataclass(frozen=True)
class Town:
    """A wave whose Box is made. Everything about a ballot may be made wrong."""

    fingerprint: str
    box_key: bytes
    wave: str = "a" * 32
    ballot_key: str = "ballot"
    sheets: list = field(default_factory=list)

    def label(self, cohort, *, key=None, purpose="label", scope=None):
        made = make_pass(key or cohort, os.urandom(32), purpose=purpose, scope=scope or self.wave)
        return made.to_bytes()

    def envelope(self, plaintext, *, purpose="ballot", scope=None):
        return seal(self.box_key, plaintext, envelope=Envelope.BALLOT, purpose=purpose, scope=scope or self.wave)

    def ballot_pass(self, sealed, *, key=None, purpose="ballot", scope=None):
        return make_pass(key or self.ballot_key, nonce_for(sealed), purpose=purpose, scope=scope or self.wave)

    def ballot(self, cohort=None, answers=None, *, labels=None):
        """The 5,586 bytes that a browser would post."""
        labels = labels if labels is not None else [self.label(cohort)] if cohort else []
        sealed = self.envelope(fill_in(labels, answers or {}))
        return self.ballot_pass(sealed).to_bytes() + sealed


def answers_of(number):
    """Answers that differ from person to person, and are the same at every run."""
    dice = hashlib.sha256(str(number).encode()).digest()
    return {
        "rest": dice[0] % 5 + 1,
        "noise": [option for option in range(3) if dice[1] >> option & 1],
        "stay": dice[2] % 11 if dice[3] % 7 else None,
    }
