"""Gives a keeper's browser a badge, with what it needs to open the rota's key."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings

from crypto.badge import LASTS, Badge, write_badge
from crypto.refusal import Refusal
from surveys.people.models import Employee

from ..badges import badge_seed
from ..keeping import keeper_of, may_keep, present
from ..models import Copy, Keeper, KeepersKey


class NoBadge(Refusal):
    """Whoever asks keeps no candles."""

    status = 403


def give_badge(*, employee: Employee, browser_key: bytes, now: datetime) -> dict[str, Any]:
    """The badge for this browser's Ed25519 key (32 bytes), the rota's record and the copies that are this keeper's.

    Raises NoBadge the moment the role or its second factor is gone.
    """
    if not may_keep(employee):
        raise NoBadge("you keep no candles here any more")
    keeper = keeper_of(employee)
    if keeper is None:
        raise NoBadge("there is no rota to keep candles in; an owner opens one")
    badge = Badge(keeper.number, keeper.rota_id, browser_key)
    written = write_badge(badge_seed(), badge, issuer=settings.NAMED_ORIGIN, audience=settings.NAMELESS_ORIGIN, now=now)
    return {"badge": written, "lasts": LASTS} | _rota(keeper)


def _rota(keeper: Keeper) -> dict[str, Any]:
    rota, key = keeper.rota, keeper.rota.current_key()
    colleagues = [_colleague(one, key) for one in present(rota).exclude(pk=keeper.pk)]
    own = Copy.held_by(keeper).filter(key=key).order_by("how", "id") if key else Copy.objects.none()
    return {
        "rota": rota.slug,
        "name": rota.name,
        "number": keeper.number,
        "wrapped": [{"how": copy.how, "copy": copy.copy} for copy in own],
        "record": json.loads(bytes(key.record)) if key else None,
        "signature": key.signature if key else "",
        "fingerprint": key.fingerprint if key else None,
        "alone": not colleagues,
        "rotate": rota.must_rotate,
        "colleagues": colleagues,
    }


def _colleague(keeper: Keeper, key: KeepersKey | None) -> dict[str, Any]:
    has = key is not None and keeper.copies.filter(key=key).exists()
    return {"number": keeper.number, "name": str(keeper.employee), "has": has}
