"""Gather flags into shuffled batches, when there are enough of them or one has waited for a day."""

from datetime import UTC, date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from ..batches import into_batches
from ..models import Batch, Flag

BEGINS = 5  # minutes into a fixed hour, in which a worker that ticks every half minute looks in any case


def gather_flags(*, now: datetime) -> list[UUID]:
    """Put every flag that waits into a batch if it is time; the ids of all batches that are to be opened.

    It is when a fixed hour begins: as long as it lasted, whoever sends flags of their own could choose the moment at
    which a batch is full. Flags gathered at once never make a batch of fewer than ROUTER_MINIMUM, unless one of them
    came before today.
    Bare ones go along but hide nobody: anybody could send any number of them.
    """
    with transaction.atomic():
        # Whoever gathers second waits here, and then finds these flags in batches.
        waiting = list(Flag.objects.select_for_update().filter(batch=None).order_by("id").only("id", "day", "bare"))
        days, passes = [flag.day for flag in waiting], sum(not flag.bare for flag in waiting)
        if _is_time(days, passes, now.astimezone(UTC)):
            into_batches([flag.id for flag in waiting])
    return list(Batch.objects.order_by("?").values_list("id", flat=True))


def _is_time(days: list[date], passes: int, now: datetime) -> bool:
    if any(day < now.date() for day in days):
        return True
    return now.hour in settings.ROUTER_HOURS and now.minute < BEGINS and passes >= settings.ROUTER_MINIMUM
