"""Blind door 1: signs what it cannot read, each group once. The only holder of the pen on this side."""

import base64
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from crypto.refusal import Refusal
from crypto.sign import BadBlindedMessage, Pen

from ..asking import Asking, Blank, UnknownInvitation, digest
from ..house import month_of
from ..models import Invitation, Issued, SigningKey
from ..served import SPARE, month_of_keys, person, remember, served
from ..terms import Terms, terms_of

USED_ALREADY = "passes of this group were issued on this invitation already, for another request"
SPARE_USED_ALREADY = "this month's spare passes were issued to this person already, for another request"
WRONG_KEY = "this is not the key that signs this group now"
GONE = "spare passes are for people on the roster"


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
    before = served(invitation, asking)
    answers = {
        group: _answer(group, blanks, before.get(group), hindrance=_hindrance(group, blanks, invitation, terms, now))
        for group, blanks in asking.groups.items()
    }
    return {"version": 1, "groups": _record(invitation, asking, answers)}


@lru_cache(maxsize=1024)
def _pen(key_id: str) -> Pen:
    return Pen(SigningKey.objects.get(pk=key_id).private())


def _invitation(invitation: UUID) -> Invitation:
    try:
        return Invitation.objects.select_related("wave", "employee").get(pk=invitation)
    except Invitation.DoesNotExist as error:
        raise UnknownInvitation("this invitation is not known") from error


def _hindrance(group: str, blanks: list[Blank], invitation: Invitation, terms: Terms, now: datetime) -> str:
    """Why this group may not be served for the first time, in one sentence; "" when it may."""
    if group == SPARE and person(invitation) is None:
        return GONE
    if group in (SPARE, Issued.Group.CANDLE):
        return "" if month_of_keys(blanks) == month_of(now) else WRONG_KEY
    key = terms.ballot_key if group == Issued.Group.BALLOT else terms.label_keys[invitation.cohort]
    return "" if all(blank.key_id == key for blank in blanks) else WRONG_KEY


def _answer(group: str, blanks: list[Blank], already: bytes | None, *, hindrance: str) -> dict[str, Any]:
    if already is not None and already != digest(blanks):
        return _used_already(group)
    if already is None and hindrance:  # what was signed once may be repeated: last month's candle key, for one
        return {"refused": hindrance}
    try:
        return {"signatures": [base64.b64encode(_pen(blank.key_id).sign(blank.blinded)).decode() for blank in blanks]}
    except BadBlindedMessage as error:
        return {"refused": str(error)}


def _used_already(group: str) -> dict[str, Any]:
    return {"refused": SPARE_USED_ALREADY if group == SPARE else USED_ALREADY}


def _record(invitation: Invitation, asking: Asking, answers: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Remember what was signed before it is given out; of two requests at once the unique row lets one win."""
    signed = [group for group, answer in answers.items() if "signatures" in answer]
    remember(invitation, asking, signed)
    known = served(invitation, asking)
    return {
        group: _used_already(group) if group in signed and known.get(group) != digest(asking.groups[group]) else answer
        for group, answer in answers.items()
    }
