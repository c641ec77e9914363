"""Redeeming a break pass: the pass first, then days, and what it would show where it is one more than everybody has."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from surveys.people.rights import visitor

from ..days import shown_by, today_of
from ..deeds.redeem import CannotRedeem, WouldReveal, why_spent
from ..deeds.redeem import redeem as redeem_pass
from ..forms import TODAY, DaysForm, PassForm
from ..models import Leave
from ..passes import BadBreakPass, BreakPass, known_pass
from ..texts import spoken

TYPED = ("first", "last", "when")
View = Callable[[HttpRequest], HttpResponse]


def _told_why(view: View) -> View:
    """Whoever hands in a pass without having signed in reads on the sign-in page what became of it."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            messages.info(request, _("Nothing was redeemed yet: leave is booked under a name, so sign in first."))
        return view(request)

    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("pass_text")
@_told_why
@login_required
def redeem(request: HttpRequest) -> HttpResponse:
    """Asks for the pass; with one, for the days; with both, books. `do` is `look` or `ask`."""
    now = timezone.now()
    if request.method != "POST":
        return _pass_page(request, PassForm())
    form = PassForm(request.POST, request.FILES)
    try:
        brought = known_pass(form.brought(), now=now)
    except BadBreakPass as bad:
        return _pass_page(request, form.refuse(str(bad)), status=bad.status)
    if request.POST.get("do") == "ask":
        return _asked(request, brought, now)
    if spent := why_spent(visitor(request), brought.token):
        return _pass_page(request, form.refuse(spent), status=CannotRedeem.status)
    return _days_page(request, brought, _days_form(request, brought, now, is_bound="first" in request.POST))


def _asked(request: HttpRequest, brought: BreakPass, now: datetime) -> HttpResponse:
    form = _days_form(request, brought, now, is_bound=True)
    if not form.is_valid():
        return _days_page(request, brought, form, status=400)
    typed = form.cleaned_data
    try:
        leave = redeem_pass(
            employee=visitor(request),
            brought=brought,
            first=typed["first"],
            last=typed["last"],
            at_once=typed["when"] == TODAY,
            sure=request.POST.get("sure") == "yes",
            now=now,
        )
    except WouldReveal as told:
        still = told.uncollected and request.POST.get("collected") == "yes"
        shows = {"above": told.above, "uncollected": told.uncollected, "still": still}
        return _page(request, "reveals", brought, form, shows=shows)
    except CannotRedeem as refused:
        form.add_error(None, str(refused))
        return _days_page(request, brought, form, status=refused.status)
    messages.success(request, _done(leave))
    return redirect("rest")


def _done(leave: Leave) -> str:
    if leave.state == Leave.State.WAITING:
        return _("Handed in. It goes to the leave desk with a daily batch; keep the pass until the leave is booked.")
    return _("Handed in. The leave desk sees it now; keep the pass until the leave is booked.")


def _days_form(request: HttpRequest, brought: BreakPass, now: datetime, *, is_bound: bool) -> DaysForm:
    today = today_of(now)
    terms = {"today": today, "shown": shown_by(today, enough=brought.key.enough)}
    return DaysForm(request.POST, **terms) if is_bound else DaysForm(**terms)


def _pass_page(request: HttpRequest, form: PassForm, *, status: int = 200) -> HttpResponse:
    typed = {name: request.POST[name] for name in TYPED if request.POST.get(name)}
    return render(request, "desk/redeem.html", {"form": form, "typed": typed}, status=status)


def _days_page(request: HttpRequest, brought: BreakPass, form: DaysForm, *, status: int = 200) -> HttpResponse:
    return _page(request, "days", brought, form, status=status)


def _page(
    request: HttpRequest,
    step: str,
    brought: BreakPass,
    form: DaysForm,
    *,
    status: int = 200,
    shows: dict[str, bool] | None = None,
) -> HttpResponse:
    shown: dict[str, Any] = {
        "form": form,
        "brought": brought,
        "kind": spoken(brought.kind.name),
        "about": spoken(brought.kind.about),
        "each": brought.kind.each_in(brought.key.quarter),
        "shown_by": form.shown,
        "typed": {name: request.POST.get(name, "") for name in TYPED},
    }
    shown |= shows or {}
    return render(request, f"desk/redeem_{step}.html", shown, status=status)
