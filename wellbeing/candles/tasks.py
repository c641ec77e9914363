"""What the worker does by the clock; messages hold a batch's random id at most."""

from uuid import UUID

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from .deeds.erase import erase
from .deeds.gather_flags import gather_flags
from .deeds.lapse import lapse
from .deeds.make_house_box import make_house_box
from .deeds.retire_keys import retire_keys
from .deeds.route_flags import route_flags
from .deeds.shuffle import shuffle
from .deeds.tell_breaks import tell_breaks


@shared_task(name="candles.tick")
def tick() -> None:
    """Each on its own, so that one that cannot work keeps no other from working."""
    for due in (box, gather, breaks, lapsing, erasing, retire):
        due.apply_async(expires=2 * settings.TICK_SECONDS)


@shared_task(name="candles.box")
def box() -> None:
    """Boxes for the house Notices that wait for one."""
    make_house_box()


@shared_task(name="candles.gather")
def gather() -> None:
    """Gather what is due, and have every batch opened, also those that a killed worker left behind."""
    for batch in gather_flags(now=timezone.now()):
        route.delay(str(batch))


@shared_task(name="candles.route")
def route(batch: str) -> None:
    """Open one batch."""
    route_flags(batch=UUID(batch), now=timezone.now())


@shared_task(name="candles.breaks")
def breaks() -> None:
    """Which break passes are out, told once a day."""
    tell_breaks(now=timezone.now())


@shared_task(name="candles.lapse")
def lapsing() -> None:
    """Candles that nobody visits."""
    lapse(now=timezone.now())


@shared_task(name="candles.erase")
def erasing() -> None:
    """Candles that are over."""
    erase(now=timezone.now())


@shared_task(name="candles.retire")
def retire() -> None:
    """Destroy what is past its time."""
    retire_keys(now=timezone.now())


@shared_task(name="candles.shuffle")
def erase_order() -> None:
    """The nightly rewriting."""
    shuffle()
