"""Celery: one application a side, ticking at a fixed beat; deeds find for themselves what is due."""

import os

from celery import Celery
from celery.schedules import crontab
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

_ROOMS = {"named": ["campaigns", "reports", "desk"], "nameless": ["ballots", "candles"]}
_SHUFFLED = {"named": ["campaigns", "desk"], "nameless": ["ballots", "candles"]}

app = Celery("windbreak")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_configure.connect
def lay_the_table(sender: Celery, **_: object) -> None:
    """The beat table: a tick a room, and each night the rewriting that erases order."""
    every = settings.TICK_SECONDS
    for room in _ROOMS[settings.SIDE]:
        sender.add_periodic_task(every, sender.signature(f"{room}.tick").set(expires=2 * every), name=f"{room}.tick")
    for room in _SHUFFLED[settings.SIDE]:
        night = crontab(hour="3", minute="15")
        sender.add_periodic_task(night, sender.signature(f"{room}.shuffle"), name=f"{room}.shuffle")
