"""Pages of the waves that there are: all by state, one as it stands, and cancelling one that is planned."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from surveys.people.rights import Right, needs

from ..deeds.cancel_wave import CannotCancel, cancel_wave
from ..models import Wave
from ..progress import Mails, grace_ends, progress_of
from .clock import in_zone
from .missing import missing_first
from .steps import steps_of
from .tongues import tongue

State = Wave.State
OVER = 20  # waves that are over, of each kind; the others are behind a link


@require_safe
@never_cache
@needs(Right.PLAN_WAVES)
def waves(request: HttpRequest) -> HttpResponse:
    """Every wave by its state (`?all=1`: also those of long ago)."""
    now = timezone.now()
    shown = {"missing": missing_first(), "running": _running(now), **_others(everything="all" in request.GET)}
    shown["empty"] = not Wave.objects.exists()
    return in_zone(request, "campaigns/waves.html", shown)


@require_safe
@never_cache
@needs(Right.PLAN_WAVES)
def wave(request: HttpRequest, pk: str) -> HttpResponse:
    """One wave: how far it is and what it is. Nothing of who answered."""
    found = get_object_or_404(_all(), pk=pk)
    return in_zone(request, "campaigns/wave.html", _shown(found, timezone.now()))


@never_cache
@needs(Right.PLAN_WAVES)
def wave_cancel(request: HttpRequest, pk: str) -> HttpResponse:
    """Asks once more, then cancels a planned wave."""
    found = get_object_or_404(_all(), pk=pk)
    if request.method != "POST" and found.state == State.PLANNED:
        return render(request, "campaigns/wave_cancel.html", {"wave": found})
    try:
        cancel_wave(wave=found)
        messages.success(request, _("%(wave)s is cancelled.") % {"wave": found})
    except CannotCancel:
        messages.error(request, _("%(wave)s is not planned any more and cannot be cancelled.") % {"wave": found})
    return redirect("wave", found.pk)


def _all() -> QuerySet[Wave]:
    return Wave.objects.select_related("campaign", "questionnaire", "notice")


def _running(now: datetime) -> list[dict[str, Any]]:
    """Announced and open waves with their mails and what R10 lets out."""
    running = _all().filter(state__in=[State.ANNOUNCED, State.OPEN]).order_by("closes")
    return [{"wave": wave, "progress": progress_of(wave, now=now)} for wave in running]


def _others(*, everything: bool) -> dict[str, Any]:
    closed = _all().filter(state=State.CLOSED).order_by("-closes")
    unheld = _all().filter(state__in=[State.REFUSED, State.CANCELLED]).order_by("-opens")
    most = None if everything else OVER
    return {
        "planned": _all().filter(state=State.PLANNED).order_by("opens"),
        "closed": closed[:most],
        "unheld": unheld[:most],
        "more": not everything and max(closed.count(), unheld.count()) > OVER,
    }


def _shown(wave: Wave, now: datetime) -> dict[str, Any]:
    progress = progress_of(wave, now=now)
    is_sending = wave.state == State.OPEN and progress.mails.waiting > 0
    return {
        "wave": wave,
        "progress": progress,
        "refused": progress.mails.refused,
        "percent": _percent(progress.mails),
        "is_sending": is_sending,
        "thresholds": wave.notice.read() if wave.notice else {"k": wave.campaign.k, "m": wave.campaign.m},
        "steps": steps_of(wave, now=now),
        "counted_from": grace_ends(wave),
        "is_countable": wave.state == State.CLOSED and now >= grace_ends(wave),
        "languages": [tongue(tag) for tag in wave.questionnaire.languages],
        "questions": wave.questionnaire.questions.count(),
    }


def _percent(mails: Mails) -> int:
    """Of the invitations, those that the mail server took or refused for ever, rounded down: 100 means all."""
    done = mails.sent + mails.refused
    return 100 * done // mails.invited if mails.invited else 0
