"""Who keeps candles: rotas with their keepers and keys, for the owner."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from surveys.people.rights import Right, needs

from ..danger import BadDanger, load_danger
from ..deeds.keep_rota import RotaRefused, keep_rota, set_open
from ..deeds.move_keeper import NotMoved, move_keeper
from ..keeping import present, who_may
from ..models import MOST_ROTAS, Copy, Keeper, KeepersKey, Rota
from ..texts import sentence, spoken
from ..wording import RotaForm


@require_safe
@never_cache
@needs(Right.KEEP_KEEPERS)
def keepers(request: HttpRequest) -> HttpResponse:
    """Every rota: who keeps candles in it, and how its key stands."""
    return render(request, "desk/keepers.html", _shown())


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Right.KEEP_KEEPERS)
def rota_new(request: HttpRequest) -> HttpResponse:
    """A further rota that employees may choose to reach."""
    return _form(request, None, RotaForm(_typed(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Right.KEEP_KEEPERS)
def rota(request: HttpRequest, slug: str) -> HttpResponse:
    """How a rota is called, and what is said about it."""
    found = get_object_or_404(Rota, pk=slug)
    return _form(request, found, RotaForm(_typed(request), initial=RotaForm.initial_of(found)))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Right.KEEP_KEEPERS)
def rota_open(request: HttpRequest, slug: str) -> HttpResponse:
    """Close a rota or open it again; asks once more first."""
    found = get_object_or_404(Rota, pk=slug)
    if request.method != "POST":
        return render(request, "desk/rota_open.html", {"rota": found, "name": spoken(found.name)})
    try:
        done = set_open(slug=slug, is_open=not found.is_open)
        messages.success(request, _opened(done))
    except RotaRefused as refused:
        messages.error(request, sentence(refused))
    return redirect("keepers")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Right.KEEP_KEEPERS)
def keeper_move(request: HttpRequest, number: str) -> HttpResponse:
    """Move a keeper to another rota; the page says first what that takes away."""
    found = get_object_or_404(Keeper.objects.select_related("employee", "rota"), number=number)
    if request.method != "POST":
        return render(request, "desk/keeper_move.html", _asked(found))
    try:
        moved = move_keeper(number=number, rota=request.POST.get("rota", ""))
        named = {"person": moved.employee, "rota": spoken(moved.rota.name)}
        messages.success(request, _("%(person)s keeps candles in %(rota)s now.") % named)
    except NotMoved as refused:
        messages.error(request, sentence(refused))
    return redirect("keepers")


def _typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _form(request: HttpRequest, found: Rota | None, form: RotaForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            keep_rota(slug=found.slug if found else None, **form.texts())
            messages.success(request, _("Saved. It is published within a minute."))
            return redirect("keepers")
        except RotaRefused as refused:
            form.add_error(None, sentence(refused))
    status = 400 if form.errors else 200
    return render(request, "desk/rota.html", {"form": form, "rota": found, "name": _name(found)}, status=status)


def _shown() -> dict[str, Any]:
    rotas = list(Rota.objects.all())
    return {
        "rotas": [_card(one) for one in rotas],
        "is_full": sum(one.is_open for one in rotas) >= MOST_ROTAS,
        "most": MOST_ROTAS,
        "newcomers": who_may().exclude(pk__in=Keeper.objects.values("employee")).count(),
        "danger": _danger(),
    }


def _card(rota: Rota) -> dict[str, Any]:
    key = rota.current_key()
    people = [{"keeper": keeper, "has": _has(keeper, key)} for keeper in present(rota)]
    return {
        "rota": rota,
        "name": spoken(rota.name),
        "about": spoken(rota.about),
        "key": key,
        "has_kit": key is not None and key.copies.filter(how=Copy.How.KIT).exists(),
        "people": people,
        "lacking": sum(one["has"] == "" for one in people) if key else 0,
    }


def _has(keeper: Keeper, key: KeepersKey | None) -> str:
    """`passphrase`, `handover`, or "" for no copy."""
    hows = set(keeper.copies.filter(key=key).values_list("how", flat=True))
    return next((how for how in ("passphrase", "handover") if how in hows), "")


def _asked(keeper: Keeper) -> dict[str, Any]:
    others = Rota.objects.exclude(pk=keeper.rota_id)
    choices = [{"slug": one.slug, "name": spoken(one.name)} for one in others]
    return {"keeper": keeper, "before": spoken(keeper.rota.name), "choices": choices}


def _name(rota: Rota | None) -> str:
    return spoken(rota.name) if rota else ""


def _opened(rota: Rota) -> str:
    named = {"rota": spoken(rota.name)}
    if rota.is_open:
        return _("%(rota)s is open again; it is published within a minute.") % named
    return _("%(rota)s is closed; within a minute nobody can choose it any more.") % named


def _danger() -> dict[str, str]:
    """What keepers read when a note speaks of danger to life, and why it cannot be shown."""
    try:
        return {"text": spoken(load_danger()), "fault": ""}
    except BadDanger as fault:
        return {"text": "", "fault": sentence(fault)}
