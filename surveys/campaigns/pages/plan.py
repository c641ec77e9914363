"""Pages where a wave is planned or changed: a form, what it would be, and only then the deed."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from crypto.refusal import Refusal
from surveys.people.rights import Right, needs

from ..deeds.change_wave import TooLate, change_wave
from ..deeds.plan_wave import plan_wave
from ..history import AskedTooSoon
from ..models import Campaign, Wave
from ..planning import CannotPlan, Plan, foresee
from ..snapshot import TooFew
from .clock import in_zone
from .foreseen import cohorts_today, letters_of
from .missing import missing_first
from .tongues import tongue
from .wave_form import NOW, WaveForm, first_values, newest_versions, values_of

_REFUSALS = (CannotPlan, TooFew, AskedTooSoon, TooLate)


@never_cache
@needs(Right.PLAN_WAVES)
def wave_new(request: HttpRequest) -> HttpResponse:
    """Plan a wave (`?questionnaire=3` chooses one)."""
    wanted = request.GET.get("questionnaire", "")
    chosen = newest_versions().filter(pk=int(wanted)).first() if wanted.isascii() and wanted.isdigit() else None
    return _stepped(request, first_values(chosen))


@never_cache
@needs(Right.PLAN_WAVES)
def wave_change(request: HttpRequest, pk: str) -> HttpResponse:
    """Change a wave that is planned and no more."""
    wave = get_object_or_404(Wave.objects.select_related("campaign"), pk=pk, state=Wave.State.PLANNED)
    return _stepped(request, values_of(wave), wave)


def _stepped(request: HttpRequest, first: dict[str, Any], wave: Wave | None = None) -> HttpResponse:
    """The form, then what it would be, then the deed; a refusal leads back to the form with everything typed."""
    step = request.POST.get("do", "")
    with timezone.override(settings.ORGANISATION_ZONE):
        form = WaveForm(request.POST or None, initial=first, wave=wave)
        if request.method != "POST" or step == "back" or not form.is_valid():
            return _form(request, form, wave)
        now = timezone.now()
        plan = form.plan(now)
        try:
            if step == "plan":
                return _planned(request, _do(plan, wave), is_new=wave is None)
            number, snapshot = foresee(plan, now=now, instead_of=wave)
        except _REFUSALS as refusal:
            form.add_error(None, _sentence(refusal))
            return _form(request, form, wave)
        shown = {"number": number, "cohorts": cohorts_today(snapshot, now=now), "people": len(snapshot.places)}
        return _preview(request, form, plan, shown, wave)


def _do(plan: Plan, wave: Wave | None) -> Wave:
    now = timezone.now()
    if wave:
        return change_wave(wave=wave, plan=plan, now=now)
    return plan_wave(
        questionnaire=plan.questionnaire,
        campaign=plan.campaign,
        opens=plan.opens,
        closes=plan.closes,
        thresholds=plan.thresholds,
        grace_hours=plan.grace_hours,
        now=now,
    )


def _planned(request: HttpRequest, wave: Wave, *, is_new: bool) -> HttpResponse:
    said = _("%(wave)s is planned.") if is_new else _("%(wave)s is changed.")
    messages.success(request, said % {"wave": wave})
    return redirect("wave", wave.pk)


def _sentence(refusal: Refusal) -> str:
    text = str(refusal)
    return f"{text[:1].upper()}{text[1:]}."


def _form(request: HttpRequest, form: WaveForm, wave: Wave | None) -> HttpResponse:
    names = Campaign.objects.order_by("name").values_list("name", flat=True)
    shown = {"form": form, "wave": wave, "campaigns": names, "missing": missing_first()}
    return in_zone(request, "campaigns/wave_form.html", shown)


def _before(plan: Plan) -> Wave | None:
    """The wave that the new one would follow."""
    announced = Wave.objects.filter(campaign__name=plan.campaign, notice__isnull=False)
    return announced.select_related("campaign").order_by("-number").first()


def _preview(
    request: HttpRequest, form: WaveForm, plan: Plan, foreseen: dict[str, Any], wave: Wave | None
) -> HttpResponse:
    shown = foreseen | {
        "plan": plan,
        "before": _before(plan),
        "title": f"{plan.campaign} {foreseen['number']}",
        "is_now": form.cleaned_data["when"] == NOW,
        "languages": [tongue(tag) for tag in plan.questionnaire.languages],
        "questions": plan.questionnaire.questions.count(),
        "letters": letters_of(plan, foreseen["number"]),
        "typed": [(name, request.POST[name]) for name in form.fields if name in request.POST],
        "wave": wave,
    }
    return in_zone(request, "campaigns/wave_preview.html", shown)
