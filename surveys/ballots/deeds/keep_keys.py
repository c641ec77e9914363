"""Keep keys: the public label keys that follow a wave's Notice, so that the count can check labels."""

import base64
import binascii
import json
from typing import Any

from crypto.keys import BadKey, key_id, load_spki
from crypto.refusal import Refusal

from ..models import LabelKeys, Notice
from ..papers import NotThere, notice_of


class BadKeys(Refusal):
    """These are not exactly the label keys that the Notice lists."""


def keep_keys(*, fingerprint: str, body: bytes) -> bool:
    """Keep the label keys of a wave (docs/protocol.md section 3): True when new, False for the same set again.

    Raises BadKeys (400), NotThere (404).
    """
    notice = notice_of(fingerprint)
    if notice.kind != Notice.Kind.WAVE:
        raise NotThere("a house Notice has no label keys")
    spkis = [_decode(text) for text in _read(body)]
    wanted = sorted(cohort["label_key"] for cohort in notice.content["cohorts"])
    if sorted(key_id(spki).hex() for spki in spkis) != wanted:
        raise BadKeys("these are not exactly the label keys that the Notice lists")
    # Key ids are hashes: another set with the same ids does not exist.
    return LabelKeys.objects.get_or_create(notice=notice, defaults={"document": body})[1]


def _read(body: bytes) -> list[Any]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadKeys("the label keys are not JSON in UTF-8") from error
    if not isinstance(document, dict) or document.keys() != {"version", "keys"} or document["version"] != 1:
        raise BadKeys("this is not a list of label keys of version 1")
    if not isinstance(document["keys"], list):
        raise BadKeys("this is not a list of label keys of version 1")
    return document["keys"]


def _decode(text: object) -> bytes:
    try:
        spki = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
        load_spki(spki)
    except (binascii.Error, ValueError, BadKey) as error:
        raise BadKeys("a label key cannot be read") from error
    return spki
