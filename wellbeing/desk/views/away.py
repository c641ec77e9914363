"""Who of a manager's groups is away when: names, groups and days, and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from surveys.people.rights import Right, needs, visitor

from ..days import days_shown, today_of
from ..readers import away_of


@require_safe
@never_cache
@needs(Right.SEE_AWAY)
def away(request: HttpRequest) -> HttpResponse:
    """From today on, by date."""
    today = today_of(timezone.now())
    booked = away_of(visitor(request)).filter(last__gte=today).select_related("employee__group")
    shown = [
        {
            "person": leave.employee,
            "group": leave.employee.group,
            "days": days_shown(leave.first, leave.last),
            "is_now": leave.first <= today,
        }
        for leave in booked.order_by("first", "last", "employee__name", "id")
    ]
    return render(request, "desk/away.html", {"absences": shown})
