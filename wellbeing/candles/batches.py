"""Batches: flags that wait are put together in random order."""

from random import SystemRandom
from uuid import UUID

from django.conf import settings

from .models import Batch, Flag

BATCH_SIZE = 256  # flags at least, where more than one batch is gathered; 2.4 MB of envelopes
_shuffle = SystemRandom().shuffle


def into_batches(flags: list[UUID]) -> None:
    """Give each of these flags its batch, inside the transaction that locked them. None make no batch."""
    if not flags:
        return
    _shuffle(flags)
    # Rounded down, so that what is left over makes batches larger and never one that is small.
    count = max(1, len(flags) // max(BATCH_SIZE, settings.ROUTER_MINIMUM))
    for start in range(count):
        Flag.objects.filter(id__in=flags[start::count]).update(batch=Batch.objects.create())
