"""The house Notice: made when a month begins, with that month's candle key and the three before."""

import re
from datetime import datetime
from typing import Any

from django.conf import settings

from crypto.refusal import Refusal

from .contacts import load_contacts
from .models import Notice, SigningKey

MONTHS_BEFORE = 3  # a candle pass is good for its month and three more
_CANDLE = SigningKey.Purpose.CANDLE
_PUBLIC_KEY = re.compile(r"[0-9a-f]{64}")


class NoBoxSigner(Refusal):
    """It is not known under which key the nameless side signs its Boxes."""


def month_of(moment: datetime) -> str:
    """`2026-11`, in UTC."""
    return moment.strftime("%Y-%m")


def current(now: datetime) -> Notice | None:
    """This month's house Notice, if it was made."""
    return Notice.objects.filter(kind=Notice.Kind.HOUSE, scope=month_of(now)).first()


def candle_months(now: datetime) -> list[str]:
    """The months whose passes are good at `now`, newest first."""
    months = now.year * 12 + now.month - 1
    return [f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(months, months - MONTHS_BEFORE - 1, -1)]


def document(now: datetime) -> dict[str, Any]:
    """The house Notice of this month but for `previous`; lists the candle keys that exist.

    Raises NoBoxSigner, BadContacts.
    """
    keys = SigningKey.objects.filter(purpose=_CANDLE, scope__in=candle_months(now)).order_by("-scope")
    return {
        "version": 1,
        "kind": "house",
        "month": month_of(now),
        "candle_keys": [{"month": key.scope, "key": key.public_text()} for key in keys],
        "box_signer": _box_signer(),
        "contacts": load_contacts(),
    }


def _box_signer() -> str:
    key: str = settings.OTHER_INSTALLATION_KEY.strip().lower()
    if not _PUBLIC_KEY.fullmatch(key):
        raise NoBoxSigner("OTHER_INSTALLATION_KEY must be the nameless installation's public key, 64 hex digits")
    return key
