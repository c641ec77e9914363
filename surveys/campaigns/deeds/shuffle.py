"""Erases order: each night invitations and what was issued to whom are written anew, in random order."""

import random
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, models, transaction

from crypto.quarters import quarter_of

from ..house import month_of
from ..models import Collecting, Invitation, Issued, IssuedEntitlement, IssuedSpare
from ..served import GOOD_FOR as TOKEN_GOOD_FOR

REPEATED = timedelta(days=7)  # into the next month or quarter: a lost answer is asked for again with the same bytes
SETTLED = timedelta(days=9)  # after the close: a week of grace at most, and a night to spare
ISSUED: Final[tuple[type[models.Model], ...]] = (Issued, IssuedSpare, IssuedEntitlement, Collecting)
REWRITTEN: Final[tuple[type[models.Model], ...]] = (*ISSUED, Invitation)

_shuffle = random.SystemRandom().shuffle


def shuffle(*, now: datetime) -> int:
    """How many rows were rewritten, each with the content it had.

    Nobody needs to know any more who asked for passes once a wave takes no ballot, nor, once a month or quarter is
    over, who got its spare passes or those for rest, nor who was to collect: those rows are forgotten.
    """
    with transaction.atomic():
        _lock()
        _forget(now)
        invitations = Invitation.objects.filter(wave__closes__gte=now - SETTLED)
        rows: dict[type[models.Model], list[models.Model]] = {Invitation: list(invitations)}
        rows |= {model: list(model._default_manager.all()) for model in ISSUED}
        for model in ISSUED:
            model._default_manager.all().delete()
        invitations.delete()
        return sum(_write(model, kept) for model, kept in rows.items())


def _forget(now: datetime) -> None:
    Issued.objects.filter(invitation__wave__closes__lt=now - SETTLED).delete()
    IssuedSpare.objects.filter(month__lt=month_of(now - REPEATED)).delete()
    IssuedEntitlement.objects.filter(quarter__lt=quarter_of(now - REPEATED)).delete()
    Collecting.objects.filter(day__lt=(now - TOKEN_GOOD_FOR).date()).delete()


def _write(model: type[models.Model], rows: list[models.Model]) -> int:
    _shuffle(rows)
    model._default_manager.bulk_create(rows, batch_size=1000)
    return len(rows)


def _lock() -> None:
    """Door 1 and the senders wait meanwhile; what they hold is waited for in the order in which they take it.

    A SQLite transaction holds the whole database anyway.
    """
    if connection.vendor == "postgresql":
        tables = ", ".join(model._meta.db_table for model in REWRITTEN)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")
