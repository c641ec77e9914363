"""The room's clock: at each tick the deeds run one after another, and each finds for itself what is due."""

import logging
from collections.abc import Callable
from functools import wraps

from celery import chain, shared_task
from celery.exceptions import Ignore
from django.conf import settings
from django.utils import timezone

from crypto.refusal import Refusal

from .deeds.announce_house import announce_house
from .deeds.announce_wave import announce_wave
from .deeds.catch_up import catch_up
from .deeds.close_wave import close_wave
from .deeds.deliver import deliver
from .deeds.fetch_box import fetch_box
from .deeds.note_participation import note_participation
from .deeds.send_invitations import send_invitations
from .deeds.shuffle import shuffle
from .deeds.stock_keys import stock_keys
from .nameless import Nameless

log = logging.getLogger(__name__)


def _in_one_sentence(task: Callable[[], None]) -> Callable[[], None]:
    """A refusal is logged as its sentence and ends the chain; the next tick tries again."""

    @wraps(task)
    def run() -> None:
        try:
            task()
        except Refusal as refusal:
            log.warning("%s: %s", task.__name__, refusal)
            raise Ignore from refusal

    return run


@shared_task(name="campaigns.tick")
def tick() -> None:
    """Lay out what a tick does: keys ahead beside the chain, since a wave need not wait for them."""
    stale = 2 * settings.TICK_SECONDS
    stock.apply_async(expires=stale)
    steps = (close, note, learn, housekeep, announce, bring, open_waves, send)
    chain(*(step.si() for step in steps)).apply_async(expires=stale)


@shared_task(name="campaigns.stock_keys")
def stock() -> None:
    stock_keys()


@shared_task(name="campaigns.close_wave")
def close() -> None:
    close_wave(now=timezone.now())


@shared_task(name="campaigns.note_participation")
def note() -> None:
    note_participation(now=timezone.now())


@shared_task(name="campaigns.catch_up")
@_in_one_sentence
def learn() -> None:
    catch_up(nameless=Nameless.of_settings(), now=timezone.now())


@shared_task(name="campaigns.announce_house")
@_in_one_sentence
def housekeep() -> None:
    announce_house(now=timezone.now(), seed=Nameless.of_settings().seed)


@shared_task(name="campaigns.announce_wave")
@_in_one_sentence
def announce() -> None:
    for wave in announce_wave(now=timezone.now(), seed=Nameless.of_settings().seed):
        log.info("%s is announced", wave)


@shared_task(name="campaigns.deliver")
@_in_one_sentence
def bring() -> None:
    deliver(nameless=Nameless.of_settings())


@shared_task(name="campaigns.fetch_box")
@_in_one_sentence
def open_waves() -> None:
    fetch_box(nameless=Nameless.of_settings(), now=timezone.now())


@shared_task(name="campaigns.send_invitations")
@_in_one_sentence
def send() -> None:
    """One chunk; each that found work asks for two more, so that all workers soon take part."""
    if send_invitations():
        send.delay()
        send.delay()


@shared_task(name="campaigns.shuffle")
def rewrite() -> None:
    shuffle(now=timezone.now())
