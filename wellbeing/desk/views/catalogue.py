"""What rest there is, for the owner: kinds of break, and how many passes for each everybody gets in a quarter."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from crypto.quarters import quarter_of
from surveys.people.rights import Right, needs

from ..catalogue import quarter_after, quarter_said
from ..deeds.keep_kind import KindRefused, keep_kind
from ..models import MOST_PASSES, BreakKind
from ..texts import sentence, spoken
from ..wording import KindForm


@require_safe
@never_cache
@needs(Right.KEEP_BREAKS)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every kind: how many passes of it everybody has now, and from the next quarter on."""
    return render(request, "desk/catalogue.html", _shown(timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Right.KEEP_BREAKS)
def kind_new(request: HttpRequest) -> HttpResponse:
    """A further kind of break."""
    return _form(request, None, KindForm(_typed(request), initial={"each": 1, "capacity": 20}), timezone.now())


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Right.KEEP_BREAKS)
def kind(request: HttpRequest, slug: str) -> HttpResponse:
    """One kind: its words and capacity, which change at once, and its passes, which change with the quarter."""
    found, now = get_object_or_404(BreakKind, pk=slug), timezone.now()
    begun = {"each": found.each_in(quarter_after(quarter_of(now))), "capacity": found.capacity}
    form = KindForm(_typed(request), initial=KindForm.initial_of(found) | begun)
    return _form(request, found, form, now)


def _typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _form(request: HttpRequest, found: BreakKind | None, form: KindForm, now: datetime) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        words, each = form.texts(), form.cleaned_data["each"]
        try:
            kept = keep_kind(
                slug=found.slug if found else None,
                name=words["name"],
                about=words["about"],
                each=each,
                capacity=form.cleaned_data["capacity"],
                now=now,
            )
            messages.success(request, _saved(kept, each, now))
            return redirect("catalogue")
        except KindRefused as refused:
            form.add_error("each", sentence(refused))
    shown = {"form": form, "kind": found, "name": spoken(found.name) if found else ""} | _quarters(now)
    return render(request, "desk/kind.html", shown, status=400 if form.errors else 200)


def _shown(now: datetime) -> dict[str, Any]:
    this = quarter_of(now)
    cards = [_card(one, this, quarter_after(this)) for one in BreakKind.objects.all()]
    return _quarters(now) | {
        "kinds": [card for card in cards if card["now"] or card["then"]],
        "others": [card for card in cards if not card["now"] and not card["then"]],
        "now": sum(card["now"] for card in cards),
        "then": sum(card["then"] for card in cards),
        "most": MOST_PASSES,
    }


def _quarters(now: datetime) -> dict[str, str]:
    this = quarter_of(now)
    return {"this": quarter_said(this), "next": quarter_said(quarter_after(this))}


def _card(kind: BreakKind, this: str, following: str) -> dict[str, Any]:
    counts = {"now": kind.each_in(this), "then": kind.each_in(following)}
    return {"kind": kind, "name": spoken(kind.name), "about": spoken(kind.about)} | counts


def _saved(kind: BreakKind, each: int, now: datetime) -> str:
    this = quarter_of(now)
    if each == kind.each_in(this):
        return _("Saved. It is published within a minute.")
    said = {"quarter": quarter_said(quarter_after(this)), "name": spoken(kind.name)}
    return _("Saved. The number of passes for %(name)s changes with the quarter %(quarter)s.") % said
