"""Erases order: each night leave, its mails and spent passes are written anew, in random order; old ones are gone."""

import random
from datetime import datetime, timedelta

from django.db import connection, models, transaction

from crypto.quarters import is_good

from ..days import today_of
from ..models import BreakKeySeen, Leave, LeaveBatch, LeaveMail, SpentBreakPass

KEPT = timedelta(days=366)  # after the last day

_shuffle = random.SystemRandom().shuffle


def shuffle(*, now: datetime) -> int:
    """How many rows were rewritten, each with the content it had.

    Leave is forgotten a year after its last day, mails once it has begun, and spent passes when their key is no longer
    good for any.
    """
    today = today_of(now)
    with transaction.atomic():
        _lock()
        Leave.objects.filter(last__lt=today - KEPT).delete()
        LeaveMail.objects.filter(leave__last__lt=today).delete()
        LeaveBatch.objects.filter(day__lt=today).delete()
        old = [key.pk for key in BreakKeySeen.objects.all() if not is_good(key.quarter, now)]
        SpentBreakPass.objects.filter(key_id__in=old).delete()
        kept: list[list[models.Model]] = [list(model.objects.all()) for model in (Leave, LeaveMail, SpentBreakPass)]
        for model in (LeaveMail, Leave, SpentBreakPass):
            model.objects.all().delete()
        for rows in kept:
            _shuffle(rows)
            if rows:
                type(rows[0])._default_manager.bulk_create(rows, batch_size=1000)
    return sum(len(rows) for rows in kept)


def _lock() -> None:
    """Whoever redeems, decides or sends waits meanwhile, and is waited for in the order in which they take the tables.

    A SQLite transaction holds the whole database anyway.
    """
    if connection.vendor == "postgresql":
        tables = ", ".join(model._meta.db_table for model in (Leave, SpentBreakPass, LeaveMail))
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")
