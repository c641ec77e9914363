"""What the count of a wave goes by: its cohorts, its label keys and its items."""

import base64
import json
from dataclasses import dataclass
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from crypto.keys import key_id, load_spki
from disclosure.items import Item, items_of

from ...models import Box


@dataclass(frozen=True, slots=True)
class Wave:
    """A wave Notice in the shapes that the count asks for; cohorts go by their place in the Notice."""

    notice: dict[str, Any]
    scope: str
    cohorts: tuple[str, ...]
    root: int
    eligible: tuple[int, ...]
    label_keys: dict[bytes, tuple[int, RSAPublicKey]]  # key id -> the cohort's place and the key
    items: tuple[Item, ...]

    @classmethod
    def of(cls, box: Box) -> Self:
        """As the box's Notice and label keys say."""
        notice = box.notice.content
        cohorts = notice["cohorts"]
        return cls(
            notice=notice,
            scope=box.notice.scope,
            cohorts=tuple(cohort["id"] for cohort in cohorts),
            root=next(place for place, cohort in enumerate(cohorts) if cohort["parent"] is None),
            eligible=tuple(cohort["eligible"] for cohort in cohorts),
            label_keys=_label_keys(box, {cohort["label_key"]: place for place, cohort in enumerate(cohorts)}),
            items=tuple(items_of(notice["questions"])),
        )

    @property
    def blank(self) -> bytes:
        """The marks of a ballot without answers: "no answer" is the bin after an item's last."""
        return bytes(len(item.bins) for item in self.items)


def _label_keys(box: Box, places: dict[str, int]) -> dict[bytes, tuple[int, RSAPublicKey]]:
    spkis = [base64.b64decode(text) for text in json.loads(bytes(box.notice.labelkeys.document))["keys"]]
    return {key_id(spki): (places[key_id(spki).hex()], load_spki(spki)) for spki in spkis}
