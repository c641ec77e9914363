"""Redeem a break pass under a name: one pass, one booking, whatever arrives at once."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from crypto.passes import Pass
from crypto.refusal import Refusal
from surveys.people.models import Employee

from ..collecting import has_collected
from ..days import days_said, fault_of, shown_by, today_of
from ..models import Leave
from ..passes import BreakPass
from ..spent import is_spent, spend, spent_on

State = Leave.State
USED = gettext_noop("This pass was used already.")


class CannotRedeem(Refusal):
    """Nothing was booked, and the pass is as it was."""

    status = 409


class WouldReveal(CannotRedeem):
    """What booking this would show is told first, and asked: one of two things, or both.

    `above`: this person has redeemed as many as everybody is entitled to. `uncollected`: they have not collected their
    own passes, so that this one came from elsewhere.
    """

    def __init__(self, *, above: bool, uncollected: bool) -> None:
        super().__init__(_("This would show where the pass came from."))
        self.above, self.uncollected = above, uncollected


def redeem(
    *, employee: Employee, brought: BreakPass, first: date, last: date, at_once: bool, sure: bool, now: datetime
) -> Leave:
    """The booking: seen by the desk `at_once`, or from a daily batch on.

    Asked again for the same days, the same booking. `sure` once the person has read what this shows. Raises
    CannotRedeem, and WouldReveal where that is to be read first.
    """
    today = today_of(now)
    shown = today if at_once else shown_by(today, enough=brought.key.enough)
    with transaction.atomic():
        Employee.objects.select_for_update(no_key=True).get(pk=employee.pk)  # of one person one after another
        booked = spent_on(brought.token, _spending(employee))
        if booked and (booked.first, booked.last) == (first, last):
            return booked
        if booked:
            raise CannotRedeem(_spent_on(booked))
        if fault := fault_of(first, last, today=today, shown=shown):
            raise CannotRedeem(fault[1])
        if not sure:
            _tell(employee, brought, now)
        leave = Leave.objects.create(
            employee=employee,
            kind=brought.kind,
            quarter=brought.key.quarter,
            first=first,
            last=last,
            state=State.ASKED if at_once else State.WAITING,
            handed_in=None if at_once else today,
        )
        if not spend(brought.token, leave):
            raise CannotRedeem(_(USED))
    return leave


def is_above(employee: Employee, brought: BreakPass) -> bool:
    """Whether one more of this kind and quarter is more than everybody could have of their own."""
    mine = _spending(employee).filter(kind=brought.kind, quarter=brought.key.quarter)
    return mine.count() >= brought.kind.each_in(brought.key.quarter)


def _tell(employee: Employee, brought: BreakPass, now: datetime) -> None:
    above, uncollected = is_above(employee, brought), not has_collected(employee, now)
    if above or uncollected:
        raise WouldReveal(above=above, uncollected=uncollected)


def why_spent(employee: Employee, token: Pass) -> str:
    """One sentence on why this person can redeem the pass no more, or ""."""
    if booked := spent_on(token, _spending(employee)):
        return _spent_on(booked)
    return _(USED) if is_spent(token, employee) else ""


def _spending(employee: Employee) -> QuerySet[Leave]:
    return Leave.objects.filter(employee=employee, state__in=Leave.SPENDING)


def _spent_on(leave: Leave) -> str:
    return _("You have redeemed this pass already, for %(days)s. Cancel that to redeem it for other days.") % {
        "days": days_said(leave.first, leave.last)
    }
