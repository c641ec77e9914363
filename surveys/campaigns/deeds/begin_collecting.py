"""Lets somebody who signed in collect what is theirs as a person: spare candle passes and passes for rest."""

from datetime import datetime

from surveys.people.models import Employee

from ..asking import token
from ..models import Collecting


def begin_collecting(*, employee: Employee, now: datetime) -> str:
    """The token of the day, 43 characters; one person has one a day, so that asking again changes nothing."""
    row, _ = Collecting.objects.get_or_create(employee=employee, day=now.date())
    return token(row.id)
