"""Who asks: the owner of a mailbox, or a keeper with a badge. Each proof answers one challenge and is good once."""

import re
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from crypto.badge import BadBadge, Badge, read_badge
from crypto.proof import BADGE_HEADER, CHALLENGE_HEADER, MAILBOX_HEADER, PROOF_HEADER, Purpose, check_proof
from crypto.proof import proof_message as message

from .challenges import check_challenge, use_challenge
from .mailbox import NoMailbox, exists
from .models import House


def prove_mailbox(request: HttpRequest, *, now: datetime) -> bytes:
    """The mailbox (32 bytes) whose key signed this request. Raises NoMailbox (404), BadProof (401)."""
    text = request.headers.get(MAILBOX_HEADER, "")
    mailbox = bytes.fromhex(text) if re.fullmatch(r"[0-9a-f]{64}", text) else b""
    if not mailbox or not exists(mailbox):
        raise NoMailbox("no candle with this key is here, or it still waits for the router")
    _prove(request, "mailbox", mailbox, now=now)
    return mailbox


def prove_badge(request: HttpRequest, *, now: datetime) -> Badge:
    """The badge of the keeper whose browser signed this request. Raises BadBadge, BadProof (401)."""
    token, house = request.headers.get(BADGE_HEADER, ""), House.objects.first()
    if house is None:
        raise BadBadge("no badge is believed here before a house Notice says whose")
    badge = read_badge(
        bytes(house.badge_key), token, issuer=settings.NAMED_ORIGIN, audience=settings.NAMELESS_ORIGIN, now=now
    )
    _prove(request, "badge", badge.browser_key, badge=token, now=now)
    return badge


def _prove(request: HttpRequest, purpose: Purpose, public: bytes, *, now: datetime, badge: str = "") -> None:
    challenge = request.headers.get(CHALLENGE_HEADER, "")
    check_challenge(challenge, now)
    signed = message(
        purpose, method=request.method or "", path=request.path, challenge=challenge, body=request.body, badge=badge
    )
    check_proof(public, signed, request.headers.get(PROOF_HEADER, ""))
    use_challenge(challenge, now)  # last, so that nobody without the key can use one up
