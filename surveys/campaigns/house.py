"""The house Notice: made when a month begins, and again within it when something in it has changed."""

import json
import logging
import re
from datetime import datetime
from typing import Any

from django.conf import settings

from crypto.notice import encode
from crypto.quarters import quarter_of
from crypto.refusal import Refusal

from .contacts import BadContacts, load_contacts
from .house_parts import gathered
from .models import Notice, SigningKey

MONTHS_BEFORE = 3  # a candle pass is good for its month and three more
_CANDLE, _ENTITLEMENT = SigningKey.Purpose.CANDLE, SigningKey.Purpose.ENTITLEMENT
log = logging.getLogger(__name__)

_PUBLIC_KEY = re.compile(r"[0-9a-f]{64}")


class NoBoxSigner(Refusal):
    """It is not known under which key the nameless side signs its Boxes."""


def month_of(moment: datetime) -> str:
    """`2026-11`, in UTC."""
    return moment.strftime("%Y-%m")


def current(now: datetime) -> Notice | None:
    """This month's newest house Notice, if one was made."""
    newest = Notice.newest_house()
    return newest if newest and newest.scope == month_of(now) else None


def is_up_to_date(now: datetime) -> bool:
    """Whether the newest house Notice says exactly what one made now would say. Raises NoBoxSigner."""
    newest = current(now)
    if newest is None:
        return False
    return encode(document(now) | {"previous": newest.previous or None}) == bytes(newest.document)


def candle_months(now: datetime) -> list[str]:
    """The months whose passes are good at `now`, newest first."""
    months = now.year * 12 + now.month - 1
    return [f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(months, months - MONTHS_BEFORE - 1, -1)]


def document(now: datetime) -> dict[str, Any]:
    """The house Notice of this month but for `previous`; lists the candle and entitlement keys that exist.

    Raises NoBoxSigner; BadContacts when there is no earlier house Notice whose contacts could stay.
    """
    keys = SigningKey.objects.filter(purpose=_CANDLE, scope__in=candle_months(now)).order_by("-scope")
    parts = _parts(now)
    return parts | {
        "version": 1,
        "kind": "house",
        "month": month_of(now),
        "candle_keys": [{"month": key.scope, "key": key.public_text()} for key in keys],
        "box_signer": _box_signer(),
        "contacts": _contacts(),
        "entitlement_keys": _entitlement_keys(parts, quarter_of(now)),
    }


def missing_keys(now: datetime) -> list[tuple[SigningKey.Purpose, str]]:
    """Purpose and scope of each key that this month's Notice needs and that does not exist."""
    needed = [(_CANDLE, month_of(now))]
    needed += [(_ENTITLEMENT, scope) for scope in _entitled(_parts(now), quarter_of(now)).values()]
    scopes = [scope for _, scope in needed]
    there = set(SigningKey.objects.filter(scope__in=scopes).values_list("purpose", "scope"))
    return [key for key in needed if key not in there]


def _parts(now: datetime) -> dict[str, Any]:
    """What other rooms say; a field that they leave open stays as it was published last."""
    parts = gathered(now, quarter_of(now))
    newest = Notice.newest_house() if None in parts.values() else None
    before = json.loads(bytes(newest.document)) if newest else {}
    return {name: before.get(name, {}) if value is None else value for name, value in parts.items()}


def _entitled(parts: dict[str, Any], quarter: str) -> dict[str, str]:
    """The scope of each entitlement key of `quarter`, by kind of rest."""
    return {entry["kind"]: f"{entry['kind']} {quarter}" for entry in parts["breaks"] if entry["each"]}


def _entitlement_keys(parts: dict[str, Any], quarter: str) -> list[dict[str, str]]:
    scopes = _entitled(parts, quarter)
    keys = {key.scope: key for key in SigningKey.objects.filter(purpose=_ENTITLEMENT, scope__in=scopes.values())}
    return [
        {"kind": kind, "quarter": quarter, "key": keys[scope].public_text()}
        for kind, scope in scopes.items()
        if scope in keys
    ]


def _box_signer() -> str:
    key: str = settings.OTHER_INSTALLATION_KEY.strip().lower()
    if not _PUBLIC_KEY.fullmatch(key):
        raise NoBoxSigner("OTHER_INSTALLATION_KEY must be the nameless installation's public key, 64 hex digits")
    return key


def _contacts() -> list[dict[str, Any]]:
    """Those of the file; while it cannot be read, those that were published last, so that no wave has to wait."""
    try:
        return load_contacts()
    except BadContacts as refusal:
        newest = Notice.newest_house()
        if newest is None:
            raise
        log.warning("the crisis contacts stay as they were: %s", refusal)
        contacts: list[dict[str, Any]] = newest.read()["contacts"]
        return contacts
