"""Blind door 1: signs what it cannot read, each group once. The only holder of the pen on this side."""

import base64
from datetime import datetime
from functools import lru_cache
from typing import Any

from crypto.quarters import quarter_of
from crypto.refusal import Refusal
from crypto.sign import BadBlindedMessage, Pen

from ..asking import Asking, Blank, digest
from ..house import month_of
from ..models import Invitation, Issued, SigningKey
from ..served import BY_PERSON, ENTITLEMENTS, SPARE, Bearer, bearer_of, period_of, remember, served
from ..terms import Terms, entitlements_of, terms_of

USED_ALREADY = {
    SPARE: "this month's spare passes were issued to this person already, for another request",
    ENTITLEMENTS: "this quarter's passes for rest were issued to this person already, for another request",
}
USED_BY_INVITATION = "passes of this group were issued on this invitation already, for another request"
WRONG_KEY = "this is not the key that signs this group now"
WRONG_KEYS = "entitlements takes all passes of this quarter together, in the order of the house Notice"
GONE = "these passes are for people on the roster"
BY_INVITATION = "whoever collects without an invitation gets spare passes and passes for rest alone"


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
    bearer = bearer_of(asking.invitation, now=now)
    if bearer.invitation is not None:
        _refuse_out_of_time(_terms(bearer.invitation), now)
    before = served(bearer, asking)
    answers = {
        group: _answer(group, blanks, before.get(group), hindrance=_hindrance(group, blanks, bearer, now))
        for group, blanks in asking.groups.items()
    }
    return {"version": 1, "groups": _record(bearer, asking, answers)}


@lru_cache(maxsize=1024)
def _pen(key_id: str) -> Pen:
    return Pen(SigningKey.objects.get(pk=key_id).private())


def _terms(invitation: Invitation) -> Terms:
    return terms_of(invitation.wave.notice_id or "")


def _refuse_out_of_time(terms: Terms, now: datetime) -> None:
    if now < terms.opens:
        raise NotYetOpen("this wave is not open yet")
    if now >= terms.closes:
        raise Closed("this wave is closed")


def _hindrance(group: str, blanks: list[Blank], bearer: Bearer, now: datetime) -> str:
    """Why this group may not be served for the first time, in one sentence; "" when it may."""
    if group in BY_PERSON and bearer.person is None:
        return GONE
    if group == ENTITLEMENTS:
        return "" if [blank.key_id for blank in blanks] == entitlements_of(quarter_of(now)) else WRONG_KEYS
    if group != SPARE and bearer.invitation is None:
        return BY_INVITATION
    return "" if _are_right(group, blanks, bearer.invitation, now) else WRONG_KEY


def _are_right(group: str, blanks: list[Blank], invitation: Invitation | None, now: datetime) -> bool:
    """Whether all blanks name the key that signs this group now."""
    if invitation is None or group in (SPARE, Issued.Group.CANDLE):
        return period_of(blanks, SigningKey.Purpose.CANDLE) == month_of(now)
    terms = _terms(invitation)
    key = terms.ballot_key if group == Issued.Group.BALLOT else terms.label_keys[invitation.cohort]
    return all(blank.key_id == key for blank in blanks)


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
    return {"refused": USED_ALREADY.get(group, USED_BY_INVITATION)}


def _record(bearer: Bearer, asking: Asking, answers: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Remember what was signed before it is given out; of two requests at once the unique row lets one win."""
    signed = [group for group, answer in answers.items() if "signatures" in answer]
    remember(bearer, asking, signed)
    known = served(bearer, asking)
    return {
        group: _used_already(group) if group in signed and known.get(group) != digest(asking.groups[group]) else answer
        for group, answer in answers.items()
    }
