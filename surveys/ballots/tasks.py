"""What the worker does by the clock; messages hold the fingerprint of a Notice, which everybody knows."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from .deeds.count import count as count_ballots
from .deeds.find_due import find_due
from .deeds.make_box import make_box
from .deeds.shuffle import shuffle

COUNTERS = 4  # messages for each box and tick: so many workers count it at once


@shared_task(name="ballots.tick")
def tick() -> None:
    """A message for each thing that is due; what nobody took by the next ticks is sent again by them."""
    due = find_due(now=timezone.now())
    for fingerprint in due.boxes:
        box.apply_async((fingerprint,), expires=2 * settings.TICK_SECONDS)
    for fingerprint in due.counts * COUNTERS:
        count.apply_async((fingerprint,), expires=2 * settings.TICK_SECONDS)


@shared_task(name="ballots.box")
def box(fingerprint: str) -> None:
    """The Box of one wave Notice."""
    make_box(fingerprint=fingerprint)


@shared_task(name="ballots.count")
def count(fingerprint: str) -> None:
    """A share of one box's count."""
    count_ballots(fingerprint=fingerprint, now=timezone.now())


@shared_task(name="ballots.shuffle")
def erase_order() -> None:
    """The nightly rewriting."""
    shuffle()
