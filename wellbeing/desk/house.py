"""What this room adds to the house Notice: keepers, break kinds, the badge key, what to do in danger."""

import json
import logging
from datetime import datetime
from typing import Any

from django.conf import settings

from .badges import badge_key
from .catalogue import listed
from .danger import BadDanger, load_danger
from .models import Rota

log = logging.getLogger(__name__)


def part(_now: datetime, quarter: str) -> dict[str, Any]:
    """The fields of docs/protocol.md section 2 that are this room's; `danger` is None while its file is wrong."""
    return {
        "badge_key": badge_key(),
        "keepers": [entry for rota in Rota.objects.filter(is_open=True) if (entry := _keepers(rota))],
        "breaks": [
            {"kind": kind.slug, "name": kind.name, "about": kind.about, "each": each, "capacity": kind.capacity}
            for kind, each in listed(quarter)
        ],
        "danger": _danger(),
        "apart": settings.KEEPER_AND_DESK_APART,
    }


def _keepers(rota: Rota) -> dict[str, Any] | None:
    key = rota.current_key()
    if key is None:
        return None
    record = json.loads(bytes(key.record))
    public = {field: record[field] for field in ("previous", "sealing", "signing")}
    return {"rota": rota.slug, "name": rota.name, "about": rota.about, "signature": key.signature} | public


def _danger() -> dict[str, str] | None:
    try:
        return load_danger()
    except BadDanger as refusal:
        log.warning("what to do in danger stays as it was: %s", refusal)
        return None
