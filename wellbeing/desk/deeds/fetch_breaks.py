"""Learns the nameless side's break keys: the first of a kind and quarter for ever, another one never."""

import base64
import logging
from datetime import datetime
from typing import Any

from crypto.keys import BadKey, key_id, load_spki

from ..days import today_of
from ..models import BreakKeySeen
from ..nameless import Nameless

log = logging.getLogger(__name__)


def fetch_breaks(*, nameless: Nameless, now: datetime) -> int:
    """How many keys are new. A key that is refused is logged, and the others are taken all the same.

    Raises Unreachable, BadAuthorization, BadDocument.
    """
    document = nameless.breaks()
    if document is None:
        return 0
    return sum(_learn(entry, now) for entry in document["keys"])


def _learn(entry: dict[str, Any], now: datetime) -> bool:
    kind, quarter, name = entry["kind"], entry["quarter"], _name(entry["key"])
    here = {"kind": kind, "quarter": quarter}
    if not name or BreakKeySeen.objects.filter(pk=name).exclude(**here).exists():
        log.warning("what the nameless side shows for %s %s is no key of its own; it is refused", kind, quarter)
        return False
    terms = {"key_id": name, "spki": base64.b64decode(entry["key"]), "seen": today_of(now)}
    known, is_new = BreakKeySeen.objects.get_or_create(**here, defaults=terms)
    if known.key_id != name:
        log.warning("the nameless side shows another break key for %s %s; it is refused", kind, quarter)
    elif entry["enough"]:  # for ever: passes that are out are never called back
        BreakKeySeen.objects.filter(pk=name).update(enough=True)
    return is_new


def _name(key: str) -> str:
    """The key id, 64 hex digits; "" for what is no key."""
    try:
        spki = base64.b64decode(key)
        load_spki(spki)
    except (ValueError, BadKey):
        return ""
    return key_id(spki).hex()
