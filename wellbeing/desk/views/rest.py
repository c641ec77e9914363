"""Everybody's own page of rest: what there is, how passes are collected, and one's leave with what it waits for."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from crypto.quarters import quarter_of
from surveys.people.models import Employee
from surveys.people.rights import visitor

from ..catalogue import listed
from ..days import days_shown, shown_by, today_of
from ..deeds.cancel_leave import CannotCancel, cancel_leave
from ..models import BreakKeySeen, Leave
from ..texts import spoken

State = Leave.State


@require_safe
@never_cache
@login_required
def rest(request: HttpRequest) -> HttpResponse:
    """What rest everybody may take, and the leave of whoever looks."""
    return render(request, "desk/rest.html", _shown(visitor(request), timezone.now()))


@require_POST
@never_cache
@login_required
def rest_cancel(request: HttpRequest, pk: str) -> HttpResponse:
    """Take back one's own request; the pass is one's own again."""
    leave = get_object_or_404(Leave, pk=pk, employee=visitor(request))
    try:
        cancel_leave(leave=leave)
        messages.success(request, _("Cancelled. The pass is yours again; redeem it for other days whenever you like."))
    except CannotCancel as refused:
        messages.error(request, str(refused))
    return redirect("rest")


@dataclass(frozen=True, slots=True)
class Mine:
    """One booking as the person who asked for it sees it."""

    leave: Leave
    kind: str
    days: str
    badge: str
    state: str
    meaning: str

    @property
    def can_be_cancelled(self) -> bool:
        """Whether the desk has not decided yet."""
        return State.CANCELLED in Leave.MOVES[State(self.leave.state)]


def _shown(employee: Employee, now: datetime) -> dict[str, Any]:
    today = today_of(now)
    leaves = list(Leave.objects.filter(employee=employee).select_related("kind").order_by("first", "last", "id"))
    enough = set(BreakKeySeen.objects.filter(enough=True).values_list("kind", "quarter"))
    mine = [_mine(leave, (leave.kind_id, leave.quarter) in enough) for leave in leaves]
    return {
        "kinds": [
            {"name": spoken(kind.name), "about": spoken(kind.about), "each": each}
            for kind, each in listed(quarter_of(now))
        ],
        "coming": [one for one in mine if _is_coming(one.leave, today)],
        "over": [one for one in reversed(mine) if not _is_coming(one.leave, today)],
        "hour": f"{settings.LEAVE_BATCH_HOUR:02d}:00",
        "zone": str(settings.ORGANISATION_ZONE),
    }


def _is_coming(leave: Leave, today: date) -> bool:
    return leave.last >= today and leave.state != State.CANCELLED


def _mine(leave: Leave, enough: bool) -> Mine:
    badge, state, meaning = _said(leave, enough)
    return Mine(leave, spoken(leave.kind.name), days_shown(leave.first, leave.last), badge, state, meaning)


def _said(leave: Leave, enough: bool) -> tuple[str, str, str]:
    """A badge's colour and word, and one sentence on what the state means."""
    if leave.state == State.WAITING and leave.handed_in:
        day = formats.date_format(shown_by(leave.handed_in, enough=enough), "DATE_FORMAT")
        meaning = _("The leave desk does not see it yet. It goes there with a daily batch, by %(day)s.") % {"day": day}
        return "quiet", _("waits for its batch"), meaning
    if leave.state == State.ASKED:
        return "", _("asked"), _("The leave desk has it and will decide.")
    if leave.state == State.APPROVED:
        return "good", _("booked"), _("A calendar file came to you by mail. To change it, speak with the leave desk.")
    if leave.state == State.DECLINED:
        return "bad", _("not approved"), _("The pass is yours again; you can redeem it for other days.")
    return "quiet", _("cancelled"), _("You cancelled it. The pass is yours again.")
