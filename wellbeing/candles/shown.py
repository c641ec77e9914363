"""What each side is shown of a candle, as JSON: the employee their mailbox, a keeper the queue and one candle of it."""

import base64
import hashlib
from datetime import datetime
from typing import Any

from django.conf import settings

from crypto.badge import Badge

from .letters import authors_by_candle, is_unread
from .models import Candle, Flag, Letter, Offer, TakenBreak
from .queue import hours_of, queue_of, signing_key

Shown = dict[str, Any]


def waiting() -> Shown:
    """How many flags wait, the hours (UTC) at which the router opens them, and how many must wait by then."""
    hours, minimum = settings.ROUTER_HOURS, settings.ROUTER_MINIMUM
    return {"version": 1, "waiting": Flag.waiting().count(), "hours": hours, "minimum": minimum}


def mailbox(candle: Candle) -> Shown:
    """To the employee: letters in the envelope sealed to them, offers, and the break they took."""
    taken = TakenBreak.objects.filter(candle=candle).first()
    return {
        "version": 1,
        "state": candle.state,
        "urgency": candle.urgency or None,
        "rota": candle.rota,
        "verified": candle.verified,
        "letters": [_letter(letter, sealed=letter.employee, other=bytes(letter.signed)) for letter in _letters(candle)],
        "offers": _offers(candle),
        "taken": _taken(taken) if taken else None,
    }


def queue(badge: Badge, now: datetime) -> Shown:
    """To a keeper: their rota's open candles, in the order of triage."""
    candles, public, authors = queue_of(badge.rota), signing_key(badge.rota), authors_by_candle(badge.rota)
    shown = [_queued(candle, authors[candle.id], badge, public, now) for candle in candles]
    return waiting() | {"signing": public.hex(), "candles": shown}


def candle(found: Candle, badge: Badge, now: datetime) -> Shown:
    """To a keeper: one candle with its letters in the keepers' envelope, and its offers."""
    letters = _letters(found)
    shown = [
        _letter(letter, sealed=letter.keepers, other=hashlib.sha256(letter.employee).digest())
        | {"signed": bytes(letter.signed).hex()}
        for letter in letters
    ]
    entry = _queued(found, [letter.author for letter in letters], badge, signing_key(badge.rota), now)
    return {"version": 1} | entry | {"letters": shown, "offers": _offers(found)}


def _queued(candle: Candle, authors: list[str], badge: Badge, public: bytes, now: datetime) -> Shown:
    return {
        "id": str(candle.id),
        "state": candle.state,
        "urgency": candle.urgency or None,
        "hours": hours_of(candle, now),
        "verified": candle.verified,
        "mine": candle.holder == badge.number,
        "held": candle.holder != "",
        "mailbox": bytes(candle.mailbox).hex(),
        "inner": _base64(candle.inner) if candle.inner is not None else None,
        "letters": len(authors),
        "unread": is_unread(authors),
        "reseal": bytes(candle.sealed_to) != public,
        "stray": candle.rota != badge.rota,
    }


def _letters(candle: Candle) -> list[Letter]:
    return list(Letter.objects.filter(candle=candle).order_by("number"))


def _letter(letter: Letter, *, sealed: bytes | memoryview, other: bytes) -> Shown:
    return {
        "number": letter.number,
        "author": letter.author,
        "sealed": _base64(sealed),
        "other": other.hex(),
        "signature": _base64(letter.signature),
    }


def _offers(candle: Candle) -> list[Shown]:
    rows = Offer.objects.filter(candle=candle).order_by("kind", "id")
    return [
        {
            "id": bytes(offer.id).hex(),
            "kind": offer.kind,
            "signature": _base64(offer.signature),
            "state": offer.state,
        }
        for offer in rows
    ]


def _taken(taken: TakenBreak) -> Shown:
    return {
        "offer": bytes(taken.offer).hex(),
        "key": bytes(taken.key_id).hex(),
        "kept": _base64(taken.kept),
        "signature": _base64(taken.signature),
    }


def _base64(data: bytes | memoryview) -> str:
    return base64.b64encode(bytes(data)).decode()
