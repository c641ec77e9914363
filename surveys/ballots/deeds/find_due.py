"""Find what is due: Notices that wait for their Box, boxes that wait to be counted or forgotten."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Q

from ..models import Box, LabelKeys, Notice
from ..seeds import kept


@dataclass(frozen=True, slots=True)
class Due:
    """Fingerprints of Notices: those to make a Box for, and those whose Box is to be counted."""

    boxes: list[str]
    counts: list[str]


def find_due(*, now: datetime) -> Due:
    """What the worker should do at `now`; it changes nothing."""
    waiting = LabelKeys.objects.filter(notice__box=None).values_list("pk", flat=True)
    begun = Q(state__in=[Box.State.LABELS, Box.State.ANSWERS])
    unforgotten = Q(state=Box.State.PUBLISHED, pk__in=kept())  # published, but the seed outlived a crash
    counts = set(Box.objects.filter(begun | unforgotten).values_list("pk", flat=True))
    open_boxes = Box.objects.filter(state=Box.State.OPEN).values_list("pk", flat=True)
    counts.update(box for box in open_boxes if now >= _deadline(box))
    return Due(sorted(waiting), sorted(counts))


@lru_cache(maxsize=256)
def _deadline(fingerprint: str) -> datetime:
    return Notice.objects.get(pk=fingerprint).deadline
