"""Gather flags into shuffled batches, when there are enough of them or one has waited for a day."""

from datetime import UTC, date, datetime
from random import SystemRandom
from uuid import UUID

from django.conf import settings
from django.db import transaction

from ..models import Batch, Flag

BATCH_SIZE = 256  # flags at least, where more than one batch is gathered; 2.4 MB of envelopes
_shuffle = SystemRandom().shuffle


def gather_flags(*, now: datetime) -> list[UUID]:
    """Put every flag that waits into a batch if it is time; the ids of all batches that are to be opened.

    Flags gathered at once never make a batch of fewer than ROUTER_MINIMUM, unless one of them came before today.
    """
    with transaction.atomic():
        # Whoever gathers second waits here, and then finds these flags in batches.
        waiting = list(Flag.objects.select_for_update().filter(batch=None).order_by("id").values_list("id", "day"))
        if _is_time([day for _, day in waiting], now.astimezone(UTC)):
            _into_batches([flag for flag, _ in waiting])
    return list(Batch.objects.order_by("?").values_list("id", flat=True))


def _is_time(days: list[date], now: datetime) -> bool:
    if any(day < now.date() for day in days):
        return True
    return now.hour in settings.ROUTER_HOURS and len(days) >= settings.ROUTER_MINIMUM


def _into_batches(flags: list[UUID]) -> None:
    _shuffle(flags)
    # Rounded down, so that what is left over makes batches larger and never one that is small.
    count = max(1, len(flags) // max(BATCH_SIZE, settings.ROUTER_MINIMUM))
    for start in range(count):
        Flag.objects.filter(id__in=flags[start::count]).update(batch=Batch.objects.create())
