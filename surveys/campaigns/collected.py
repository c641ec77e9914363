"""Whether somebody holds what is theirs as a person: this month's spare passes and this quarter's for rest."""

from datetime import datetime

from crypto.quarters import quarter_of
from surveys.people.models import Employee

from .house import month_of
from .models import IssuedEntitlement, IssuedSpare, Notice
from .terms import entitlements_of


def has_collected(employee: Employee, now: datetime) -> bool:
    """Also where there is nothing to collect yet: before a month's house Notice, or without kinds of rest."""
    month, quarter = month_of(now), quarter_of(now)
    of_month, of_quarter = {"employee": employee, "month": month}, {"employee": employee, "quarter": quarter}
    spares = Notice.objects.filter(kind=Notice.Kind.HOUSE, scope=month).exists()
    if spares and not IssuedSpare.objects.filter(**of_month).exists():
        return False
    return not entitlements_of(quarter) or IssuedEntitlement.objects.filter(**of_quarter).exists()
