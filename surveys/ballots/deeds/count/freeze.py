"""Freeze: from here on no ballot comes in, and the count knows its chunks."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ...models import Ballot, Box, Chunk

CHUNK_SIZE = 512  # ballots: about 50 ms of work, and 2.7 MB in memory
_BEFORE_ALL = UUID(int=0)


def freeze(box: Box, now: datetime) -> bool:
    """Cut the box's ballots into chunks by their random ids, once, when its deadline is past."""
    if now < box.notice.deadline:
        return False
    with transaction.atomic():
        locked = Box.objects.select_for_update().get(pk=box.pk)  # waits for every cast under way
        if locked.state == Box.State.OPEN:
            Chunk.objects.bulk_create(_chunks(box.pk))
            locked.move(Box.State.LABELS)
    return True


def _chunks(box: str) -> list[Chunk]:
    ids = list(Ballot.objects.filter(box=box).order_by("id").values_list("id", flat=True))
    uptos = [ids[min(start + CHUNK_SIZE, len(ids)) - 1] for start in range(0, len(ids), CHUNK_SIZE)]
    bounds = zip([_BEFORE_ALL, *uptos], uptos, strict=False)
    return [Chunk(box_id=box, number=i, after=after, upto=upto) for i, (after, upto) in enumerate(bounds)]
