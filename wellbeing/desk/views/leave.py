"""The leave book: what is asked, with how full its days are; approving, declining, taking back."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from surveys.people.rights import Right, needs

from ..book import PAST, Entry, entries, seen
from ..days import today_of
from ..deeds.decide import CannotDecide, approve, decline, take_back
from ..models import Leave
from ..models.leave import LONGEST_NOTE

State = Leave.State


@require_safe
@never_cache
@needs(Right.BOOK_LEAVE)
def leave(request: HttpRequest) -> HttpResponse:
    """The book: asked first, by date; then what is booked; what is over, folded."""
    today = today_of(timezone.now())
    over = seen().exclude(state=State.ASKED).exclude(state=State.APPROVED, last__gte=today)
    shown = {
        "asked": entries(seen().filter(state=State.ASKED), today=today),
        "booked": entries(seen().filter(state=State.APPROVED, last__gte=today), today=today),
        "over": entries(over.order_by("-first", "-last", "id")[:PAST], today=today),
    }
    return render(request, "desk/leave.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Right.BOOK_LEAVE)
def leave_one(request: HttpRequest, pk: str) -> HttpResponse:
    """One booking; `do` is `approve`, `decline` or `back`. Above the capacity an approval is asked for once more."""
    now = timezone.now()
    found = get_object_or_404(seen(), pk=pk)
    [entry] = entries(seen().filter(pk=found.pk), today=today_of(now))
    wanted = request.POST.get("do", "")
    if request.method != "POST" or (wanted == "approve" and entry.is_full and "sure" not in request.POST):
        return _one(request, entry, asks=wanted)
    try:
        said = _decide(request, found, wanted, now)
    except CannotDecide as refused:
        return _refused(request, pk, entry, wanted, refused)
    messages.success(request, said % {"person": found.employee, "days": entry.days})
    return redirect("leave")


def _decide(request: HttpRequest, found: Leave, wanted: str, now: datetime) -> str:
    """The sentence that tells what was done. Raises CannotDecide."""
    if wanted == "approve":
        approve(leave=found)
        return _("Booked for %(person)s: %(days)s. The calendar files are on their way.")
    if wanted == "decline":
        decline(leave=found, note=request.POST.get("note", ""))
        return _("Declined for %(person)s: %(days)s. Your sentence is on their page.")
    if wanted == "back":
        take_back(leave=found, now=now)
        return _("Taken back for %(person)s: %(days)s. It is asked again, and calendars are told.")
    raise CannotDecide(_("Choose whether to approve or to decline."))


def _refused(request: HttpRequest, pk: str, entry: Entry, wanted: str, refused: CannotDecide) -> HttpResponse:
    """The page as it stands now; the book where the desk may no longer see this booking."""
    now = entries(seen().filter(pk=pk), today=entry.today)
    if not now:
        messages.error(request, str(refused))
        return redirect("leave")
    return _one(request, now[0], asks=wanted, fault=str(refused), status=refused.status)


def _one(request: HttpRequest, entry: Entry, *, asks: str, fault: str = "", status: int = 200) -> HttpResponse:
    shown: dict[str, Any] = {
        "entry": entry,
        "fault": fault,
        "asks": asks,
        "note": request.POST.get("note", ""),
        "longest": LONGEST_NOTE,
        "can_be_decided": entry.leave.state == State.ASKED,
        "can_be_taken_back": entry.leave.state == State.APPROVED and not entry.has_begun,
    }
    return render(request, "desk/leave_one.html", shown, status=status)
