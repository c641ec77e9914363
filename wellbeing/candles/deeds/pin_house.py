"""Pin a house Notice: from now on its keys count, and it waits for its Box."""

import base64
import binascii
from datetime import UTC, date, datetime
from typing import Any

from crypto.keys import BadKey, key_id, load_sealing_public, load_spki
from crypto.refusal import Refusal

from ..models import CandleKey, EntitlementKey, House, HouseBox, Kind, Rota


class BadHouse(Refusal):
    """A house Notice whose keys cannot be used."""


def pin_house(*, fingerprint: str, notice: dict[str, Any], now: datetime) -> None:
    """Keep what the room needs of a house Notice that was read and found genuine; the same again changes nothing.

    Runs inside the transaction that pins the Notice itself, at the head of the chain. Raises BadHouse.
    """
    _keep_candle_keys(notice)
    _keep_entitlement_keys(notice)
    asked = {"month": notice["month"], "breaks": ",".join(_scopes(notice))}
    _, new = HouseBox.objects.get_or_create(notice=fingerprint, defaults=asked)
    if new:
        badge_key = bytes.fromhex(notice["badge_key"])
        House.objects.update_or_create(defaults={"notice": fingerprint, "badge_key": badge_key})
        _keep_keepers(notice["keepers"], now.astimezone(UTC).date())
        _keep_kinds(notice)


def _scopes(notice: dict[str, Any]) -> list[str]:
    return [f"{entry['kind']} {entry['quarter']}" for entry in notice["entitlement_keys"]]


def _keep_candle_keys(notice: dict[str, Any]) -> None:
    for entry in notice["candle_keys"]:
        spki = _public_key(entry["key"])
        kept, _ = CandleKey.objects.get_or_create(key_id=key_id(spki), defaults={"month": entry["month"], "spki": spki})
        if kept.month != entry["month"]:
            raise BadHouse("a candle key cannot change its month")


def _keep_entitlement_keys(notice: dict[str, Any]) -> None:
    for entry, scope in zip(notice["entitlement_keys"], _scopes(notice), strict=True):
        spki = _public_key(entry["key"])
        said = {"kind": entry["kind"], "quarter": entry["quarter"], "spki": spki}
        kept, _ = EntitlementKey.objects.get_or_create(key_id=key_id(spki), defaults=said)
        if kept.scope != scope:
            raise BadHouse("an entitlement key cannot change its kind or quarter")


def _keep_keepers(keepers: list[dict[str, Any]], today: date) -> None:
    before = {rota.slug: rota for rota in Rota.objects.all()}
    Rota.objects.exclude(slug__in=[entry["rota"] for entry in keepers]).delete()
    for position, entry in enumerate(keepers):
        signing, old = bytes.fromhex(entry["signing"]), before.get(entry["rota"])
        said = {"position": position, "sealing": _sealing_key(entry["sealing"]), "signing": signing}
        if old and bytes(old.signing) != signing:
            said["rotated"] = today
        Rota.objects.update_or_create(slug=entry["rota"], defaults=said)


def _keep_kinds(notice: dict[str, Any]) -> None:
    kinds = [entry["kind"] for entry in notice["entitlement_keys"]]
    Kind.objects.exclude(slug__in=kinds).delete()
    Kind.objects.bulk_create([Kind(slug=kind) for kind in kinds], ignore_conflicts=True)


def _public_key(text: str) -> bytes:
    try:
        spki = base64.b64decode(text, validate=True)
        load_spki(spki)
    except (binascii.Error, BadKey) as error:
        raise BadHouse("a key of passes cannot be read") from error
    return spki


def _sealing_key(text: str) -> bytes:
    try:
        sealing = base64.b64decode(text, validate=True)
        load_sealing_public(sealing)
    except (binascii.Error, BadKey) as error:
        raise BadHouse("the key of a rota's keepers cannot be read") from error
    return sealing
