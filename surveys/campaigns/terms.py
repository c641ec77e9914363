"""What the blind door goes by, read once a process: neither Notices nor what keys are for ever change."""

import base64
import json
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


@lru_cache(maxsize=128)
def scope_of(key_id: str) -> tuple[str, str]:
    """Purpose and scope of a key: `candle` and `2026-11`, for one. Raises SigningKey.DoesNotExist."""
    return SigningKey.objects.exclude(purpose=SigningKey.Purpose.STOCK).values_list("purpose", "scope").get(pk=key_id)


def entitlements_of(quarter: str) -> list[str]:
    """The key id of each entitlement pass that everybody gets in `quarter`, in order; none before they are announced.

    Every house Notice of a quarter says the same about them, since counts change with the next quarter alone.
    """
    year, number = int(quarter[:4]), int(quarter[-1])
    months = [f"{year:04}-{month:02}" for month in range(3 * number - 2, 3 * number + 1)]
    houses = Notice.objects.filter(kind=Notice.Kind.HOUSE, scope__in=months).order_by("scope", "fingerprint")
    listed = (_entitlements_in(name, quarter) for name in houses.values_list("fingerprint", flat=True))
    return list(next((keys for keys in listed if keys), ()))


@lru_cache(maxsize=64)
def _entitlements_in(fingerprint: str, quarter: str) -> tuple[str, ...]:
    document = json.loads(bytes(Notice.objects.get(pk=fingerprint).document))
    each = {entry["kind"]: entry["each"] for entry in document.get("breaks", [])}
    listed = [entry for entry in document.get("entitlement_keys", []) if entry["quarter"] == quarter]
    ids = [(entry["kind"], keys.key_id(base64.b64decode(entry["key"])).hex()) for entry in listed]
    return tuple(name for kind, name in ids for _ in range(each[kind]))
