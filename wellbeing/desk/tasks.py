"""The room's clock: at each tick who keeps, what the other side says, the batch, and mails; at night the rewriting."""

import logging
from collections.abc import Callable
from functools import wraps

from celery import shared_task
from celery.exceptions import Ignore
from django.conf import settings
from django.utils import timezone

from crypto.refusal import Refusal

from .deeds.fetch_breaks import fetch_breaks
from .deeds.release_batch import release_batch
from .deeds.send_leave_mails import send_leave_mails
from .deeds.shuffle import shuffle
from .deeds.tidy_keepers import tidy_keepers
from .nameless import Nameless

log = logging.getLogger(__name__)


def _in_one_sentence(task: Callable[[], None]) -> Callable[[], None]:
    """A refusal is logged as its sentence; the next tick tries again."""

    @wraps(task)
    def run() -> None:
        try:
            task()
        except Refusal as refusal:
            log.warning("%s: %s", task.__name__, refusal)
            raise Ignore from refusal

    return run


@shared_task(name="desk.tick")
def tick() -> None:
    """Lay out what a tick does. Mails wait for nobody, and the batch not for a side that does not answer."""
    stale = 2 * settings.TICK_SECONDS
    tidy.apply_async(expires=stale)
    mail.apply_async(expires=stale)
    learn.apply_async(expires=stale)
    release.apply_async(expires=stale)


@shared_task(name="desk.tidy_keepers")
def tidy() -> None:
    tidy_keepers()


@shared_task(name="desk.fetch_breaks")
@_in_one_sentence
def learn() -> None:
    fetch_breaks(nameless=Nameless.of_settings(), now=timezone.now())


@shared_task(name="desk.release_batch")
def release() -> None:
    release_batch(now=timezone.now())


@shared_task(name="desk.send_leave_mails")
@_in_one_sentence
def mail() -> None:
    """One chunk; each that found work asks for one more."""
    if send_leave_mails(now=timezone.now()):
        mail.delay()


@shared_task(name="desk.shuffle")
def rewrite() -> None:
    shuffle(now=timezone.now())
