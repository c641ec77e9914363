"""Cast a ballot: keep its envelope under its pass's serial, once."""

import base64
import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

import psycopg
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from django.db import connection

from crypto.ballot import nonce_for, split
from crypto.keys import load_spki
from crypto.refusal import Refusal

from ..models import Ballot, Box

# One statement, so that no ballot slips in behind a freeze: that takes the Box's row for update, this for sharing,
# and whoever waited for the freeze sees that the box is open no more.
_INSERT: Final = """
INSERT INTO ballots_ballot (id, box_id, serial, sealed)
SELECT %s, notice_id, %s, %s FROM ballots_box WHERE notice_id = %s AND state = 'open'{lock}
ON CONFLICT DO NOTHING
"""


class NoBox(Refusal):
    """No box takes ballots under this key."""

    status = 404


class AnotherEnvelope(Refusal):
    """The pass was made for another envelope."""

    status = 409


class Closed(Refusal):
    """The box no longer takes ballots."""

    status = 410


@dataclass(frozen=True, slots=True)
class _Slot:
    """What a ballot is held against; it never changes while the process lives."""

    box: str
    public: RSAPublicKey
    wave: str
    deadline: datetime


def cast(*, body: bytes, now: datetime) -> None:
    """Keep a ballot of 5,586 bytes (docs/protocol.md section 5). The same bytes again change nothing.

    Raises BadBallot and BadPass (400), NoBox (404), AnotherEnvelope (409), Closed (410).
    """
    ballot_pass, sealed = split(body)
    slot = _slot(ballot_pass.key_id)
    ballot_pass.check(slot.public, purpose="ballot", scope=slot.wave)
    if ballot_pass.nonce != nonce_for(sealed):
        raise AnotherEnvelope("this pass was made for another envelope")
    if now < slot.deadline and _insert(slot.box, ballot_pass.nonce, sealed):
        return
    if not Ballot.objects.filter(box=slot.box, serial=ballot_pass.nonce).exists():
        raise Closed("this box no longer takes ballots")


def _insert(box: str, serial: bytes, sealed: bytes) -> bool:
    if connection.vendor == "postgresql":
        return _insert_bytes(box, serial, sealed)
    with connection.cursor() as cursor:
        cursor.execute(_INSERT.format(lock=""), [uuid.uuid4().hex, serial, sealed, box])  # one writer at a time
        return cursor.rowcount == 1


def _insert_bytes(box: str, serial: bytes, sealed: bytes) -> bool:
    """Bytes as they are: Django's cursors would write them as hexadecimal text, which costs a sixth of the time."""
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(_INSERT.format(lock=" FOR SHARE"), [uuid.uuid4(), serial, sealed, box])
        return cursor.rowcount == 1


# Only boxes that are there are remembered; what is not is asked for again each time.
@lru_cache(maxsize=256)
def _slot(ballot_key_id: bytes) -> _Slot:
    box = Box.objects.select_related("notice").filter(notice__ballot_key_id=ballot_key_id).first()
    if box is None:
        raise NoBox("no box takes ballots under the key that this pass names")
    public = load_spki(base64.b64decode(box.notice.content["ballot_key"]))
    return _Slot(box.pk, public, box.notice.scope, box.notice.deadline)
