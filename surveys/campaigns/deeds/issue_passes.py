"""Blind door 1: signs what it cannot read, once a group and invitation. The only holder of the pen on this side."""

import base64
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from crypto.refusal import Refusal
from crypto.sign import BadBlindedMessage, Pen

from ..asking import Asking, Blank, UnknownInvitation
from ..house import month_of
from ..models import Invitation, Issued, SigningKey
from ..terms import Terms, terms_of

USED_ALREADY = "passes of this group were issued on this invitation already, for another request"


class NotYetOpen(Refusal):
    """The wave has not opened."""

    status = 403


class Closed(Refusal):
    """The wave is over."""

    status = 410


def issue_passes(*, asking: Asking, now: datetime) -> dict[str, Any]:
    """Each group's signatures or its refusal in one sentence, as docs/protocol.md section 4 answers.

    The same blanks again give the same signatures; other blanks for a group already served are refused, and no
    refused group refuses another. Raises UnknownInvitation (404), NotYetOpen (403), Closed (410).
    """
    invitation = _invitation(asking.invitation)
    terms = terms_of(invitation.wave.notice_id or "")
    if now < terms.opens:
        raise NotYetOpen("this wave is not open yet")
    if now >= terms.closes:
        raise Closed("this wave is closed")
    served = _served(invitation)
    answers = {
        group: _answer(blank, served.get(group), may=_signs(blank.key_id, group, invitation.cohort, terms, now))
        for group, blank in asking.groups.items()
    }
    return {"version": 1, "groups": _record(invitation, asking, answers)}


@lru_cache(maxsize=1024)
def _pen(key_id: str) -> Pen:
    return Pen(SigningKey.objects.get(pk=key_id).private())


@lru_cache(maxsize=16)
def _candle_month(key_id: str) -> str:
    return SigningKey.objects.values_list("scope", flat=True).get(pk=key_id, purpose=SigningKey.Purpose.CANDLE)


def _invitation(invitation: UUID) -> Invitation:
    try:
        return Invitation.objects.select_related("wave").get(pk=invitation)
    except Invitation.DoesNotExist as error:
        raise UnknownInvitation("this invitation is not known") from error


def _signs(key_id: str, group: str, cohort: str, terms: Terms, now: datetime) -> bool:
    """Whether this is the one key that signs the group for people of `cohort` now."""
    if group == Issued.Group.LABELS:
        return key_id == terms.label_keys[cohort]
    if group == Issued.Group.BALLOT:
        return key_id == terms.ballot_key
    try:
        return _candle_month(key_id) == month_of(now)
    except SigningKey.DoesNotExist:
        return False


def _served(invitation: Invitation) -> dict[str, bytes]:
    return {group: bytes(digest) for group, digest in invitation.issued.values_list("group", "digest")}


def _answer(blank: Blank, already: bytes | None, *, may: bool) -> dict[str, Any]:
    if already is not None and already != blank.digest:
        return {"refused": USED_ALREADY}
    if already is None and not may:  # what was signed once may be repeated: last month's candle key, for one
        return {"refused": "this is not the key that signs this group now"}
    try:
        return {"signatures": [base64.b64encode(_pen(blank.key_id).sign(blank.blinded)).decode()]}
    except BadBlindedMessage as error:
        return {"refused": str(error)}


def _record(invitation: Invitation, asking: Asking, answers: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Remember what was signed before it is given out; of two requests at once the unique row lets one win."""
    signed = [group for group, answer in answers.items() if "signatures" in answer]
    rows = [Issued(invitation=invitation, group=group, digest=asking.groups[group].digest) for group in signed]
    Issued.objects.bulk_create(rows, ignore_conflicts=True)
    served = _served(invitation)
    return {
        group: {"refused": USED_ALREADY}
        if group in signed and served.get(group) != asking.groups[group].digest
        else answer
        for group, answer in answers.items()
    }
