"""What a wave's Notice says (docs/protocol.md section 2), put together from its wave, snapshot and keys."""

from typing import Any

from crypto.notice import written

from .models import Notice, SigningKey, Wave
from .snapshot import Snapshot


def document(
    *, wave: Wave, snapshot: Snapshot, house: Notice, ballot_key: SigningKey, label_keys: list[SigningKey]
) -> dict[str, Any]:
    """The Notice of `wave` but for `previous`; `label_keys` in the order of the snapshot's cohorts."""
    before = wave.before_this()
    return {
        "version": 1,
        "kind": "wave",
        "house": house.fingerprint,
        "wave": wave.scope,
        "campaign": wave.campaign.id.hex,
        "follows": before.scope if before else None,
        "title": dict.fromkeys(wave.questionnaire.languages, str(wave)),
        "opens": written(wave.opens),
        "closes": written(wave.closes),
        "grace_hours": wave.grace_hours,
        "k": wave.campaign.k,
        "m": wave.campaign.m,
        "questions": wave.questionnaire.asked(),
        "cohorts": _cohorts(snapshot, label_keys, before),
        "ballot_key": ballot_key.public_text(),
        "comments": {"slots": 0},
    }


def label_spkis(notice: Notice) -> list[str]:
    """The label keys that follow a wave's Notice to the nameless side, base64, in the Notice's order."""
    ids = [cohort["label_key"] for cohort in notice.read()["cohorts"]]
    keys = SigningKey.objects.in_bulk(ids)
    return [keys[name].public_text() for name in ids]


def _cohorts(snapshot: Snapshot, label_keys: list[SigningKey], before: Wave | None) -> list[dict[str, Any]]:
    """R14: each cohort's size and its change since the wave before, so that staff can see invented people."""
    earlier: dict[str, int] = {}
    if before and before.notice:
        earlier = {cohort["id"]: cohort["eligible"] for cohort in before.notice.read()["cohorts"]}
    return [
        {
            "id": cohort.id,
            "name": snapshot.names[cohort.id],
            "parent": cohort.parent,
            "rest": cohort.rest,
            "eligible": cohort.eligible,
            "change": cohort.eligible - earlier.get(cohort.id, 0) if before else None,
            "label_key": key.id,
        }
        for cohort, key in zip(snapshot.cohorts, label_keys, strict=True)
    ]
