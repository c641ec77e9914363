"""Erases order: each night invitations and what was issued to whom are written anew, in random order."""

import random
from datetime import datetime, timedelta

from django.db import connection, transaction

from ..house import candle_months
from ..models import Invitation, Issued, IssuedSpare

SETTLED = timedelta(days=9)  # after the close: a week of grace at most, and a night to spare

_shuffle = random.SystemRandom().shuffle


def shuffle(*, now: datetime) -> int:
    """How many rows were rewritten, each with the content it had.

    Nobody needs to know any more who asked for passes once a wave takes no ballot, nor who holds spare ones once
    their month's are no longer good: those rows are forgotten.
    """
    with transaction.atomic():
        _lock()
        Issued.objects.filter(invitation__wave__closes__lt=now - SETTLED).delete()
        IssuedSpare.objects.filter(month__lt=min(candle_months(now))).delete()
        invitations = Invitation.objects.filter(wave__closes__gte=now - SETTLED)
        invited, issued, spare = list(invitations), list(Issued.objects.all()), list(IssuedSpare.objects.all())
        Issued.objects.all().delete()
        IssuedSpare.objects.all().delete()
        invitations.delete()
        for rows in (invited, issued, spare):
            _shuffle(rows)
        Invitation.objects.bulk_create(invited, batch_size=1000)
        Issued.objects.bulk_create(issued, batch_size=1000)
        IssuedSpare.objects.bulk_create(spare, batch_size=1000)
    return len(invited) + len(issued) + len(spare)


def _lock() -> None:
    """Door 1 and the senders wait meanwhile; what they hold is waited for in the order in which they take it.

    A SQLite transaction holds the whole database anyway.
    """
    if connection.vendor == "postgresql":
        tables = ", ".join(model._meta.db_table for model in (Issued, IssuedSpare, Invitation))
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")
