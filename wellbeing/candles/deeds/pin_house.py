"""Pin a house Notice: from now on its candle keys count, and it waits for its Box."""

import base64
import binascii
from typing import Any

from crypto.keys import BadKey, key_id, load_spki
from crypto.refusal import Refusal

from ..models import CandleKey, HouseBox


class BadHouse(Refusal):
    """A house Notice whose candle keys cannot be used."""


def pin_house(*, fingerprint: str, notice: dict[str, Any]) -> None:
    """Keep the candle keys of a house Notice that was read and found genuine; the same again changes nothing.

    Runs inside the transaction that pins the Notice itself. Raises BadHouse.
    """
    for entry in notice["candle_keys"]:
        spki = _public_key(entry["key"])
        kept, _ = CandleKey.objects.get_or_create(key_id=key_id(spki), defaults={"month": entry["month"], "spki": spki})
        if kept.month != entry["month"]:
            raise BadHouse("a candle key cannot change its month")
    HouseBox.objects.get_or_create(notice=fingerprint, defaults={"month": notice["month"]})


def _public_key(text: str) -> bytes:
    try:
        spki = base64.b64decode(text, validate=True)
        load_spki(spki)
    except (binascii.Error, BadKey) as error:
        raise BadHouse("a candle key cannot be read") from error
    return spki
