"""What the blind door goes by, read once a process: neither Notices nor the months of keys ever change."""

import base64
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from crypto import keys, notice

from .models import Notice, SigningKey


@dataclass(frozen=True, slots=True)
class Terms:
    """When passes are issued, and under which keys; key ids are 64 hex digits, `label_keys` goes by cohort."""

    opens: datetime
    closes: datetime
    ballot_key: str
    label_keys: dict[str, str]


@lru_cache(maxsize=64)
def terms_of(fingerprint: str) -> Terms:
    """The terms of a wave's Notice. Raises Notice.DoesNotExist."""
    document = Notice.objects.get(pk=fingerprint).read()
    return Terms(
        opens=notice.instant(document["opens"]),
        closes=notice.instant(document["closes"]),
        ballot_key=keys.key_id(base64.b64decode(document["ballot_key"])).hex(),
        label_keys={cohort["id"]: cohort["label_key"] for cohort in document["cohorts"]},
    )


@lru_cache(maxsize=16)
def candle_month(key_id: str) -> str:
    """The month, `2026-11`, of a candle key. Raises SigningKey.DoesNotExist: no candle key has this id."""
    return SigningKey.objects.values_list("scope", flat=True).get(pk=key_id, purpose=SigningKey.Purpose.CANDLE)
