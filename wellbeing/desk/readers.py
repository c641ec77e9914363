"""Who is told that somebody is away, and whose absences a manager sees."""

from django.db.models import QuerySet

from surveys.people.audience import led_groups
from surveys.people.models import Employee, Group

from .models import Leave


def leaders_of(employee: Employee) -> list[Employee]:
    """Who leads this person's group, or the nearest group above that somebody else leads; [] for nobody."""
    group: Group | None = employee.group
    while group is not None:
        leaders = list(Employee.objects.filter(group=group, leads=True, is_active=True).exclude(pk=employee.pk))
        if leaders:
            return leaders
        group = group.parent
    return []


def away_of(manager: Employee) -> QuerySet[Leave]:
    """Approved leave of everybody in the groups that this person leads and below, but their own."""
    booked = Leave.objects.filter(state=Leave.State.APPROVED, employee__group__in=led_groups(manager))
    return booked.filter(employee__is_active=True).exclude(employee=manager)
