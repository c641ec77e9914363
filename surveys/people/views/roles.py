"""Who has which role: the list, giving and taking one, and forgetting a lost second factor."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ..deeds.give_role import RoleChange, RoleRefused, give_role, plan_role
from ..deeds.set_second_factor import forget_second_factor
from ..forms import RoleForm
from ..letters import post
from ..models import Employee, Role
from ..rights import MANAGER, SECOND_FACTORS, Right, holders, needs, visitor

_ORDER = [*Role.values, MANAGER]


@require_safe
@never_cache
@needs(Right.GIVE_ROLES)
def roles(request: HttpRequest) -> HttpResponse:
    """Everybody who has a role, and what each role opens."""
    return _page(request, RoleForm())


@require_POST
@never_cache
@needs(Right.GIVE_ROLES)
def change_role(request: HttpRequest) -> HttpResponse:
    """Give a role or take one away; asks once more before it does."""
    asked = {"email": request.POST.get("email", ""), "role": request.POST.get("role", "")}
    terms: dict[str, Any] = {**asked, "giver": request.user, "newcomer": True}
    try:
        if "confirmed" not in request.POST:
            return _confirm_role(request, plan_role(**terms))
        _tell(change := give_role(**terms))
    except RoleRefused as refused:
        return _refuse(request, asked, refused)
    messages.success(request, _done(change))
    return redirect("roles")


@require_POST
@never_cache
@needs(Right.GIVE_ROLES)
def forget_factor(request: HttpRequest) -> HttpResponse:
    """Forget the second factor of somebody who lost it; asks once more before it does."""
    others = Employee.objects.exclude(id=visitor(request).id)
    person = others.filter(email=request.POST.get("email", "").lower()).first()
    if not person or not person.email:
        messages.error(request, _("Nobody else here has this address."))
        return redirect("roles")
    if "confirmed" not in request.POST:
        return render(request, "people/factor_confirm.html", {"person": person})
    forget_second_factor(employee=person)
    post("people/email/factor_forgotten", address=person.email, language=person.language)
    messages.success(request, _("%(person)s sets up a new second factor at the next sign-in.") % {"person": person})
    return redirect("roles")


def _page(request: HttpRequest, form: RoleForm, *, status: int = 200) -> HttpResponse:
    with_factor = set(Authenticator.objects.filter(type__in=SECOND_FACTORS).values_list("user_id", flat=True))
    people = Employee.objects.exclude(role="").select_related("group")
    shown = {
        "form": form,
        "people": sorted(people, key=lambda one: (_ORDER.index(one.role), str(one).casefold())),
        "with_factor": with_factor,
        "owners": sum(one.role == Role.OWNER for one in people),
        "managers": Employee.objects.filter(is_active=True, leads=True).count(),
        "rights": [(_NAMES[right](), [who in holders(right) for who in _ORDER]) for right in Right],
    }
    return render(request, "people/roles.html", shown, status=status)


def _confirm_role(request: HttpRequest, change: RoleChange) -> HttpResponse:
    if change.account and change.before == change.role:
        messages.info(request, _("%(person)s has this role already.") % {"person": change.account})
        return redirect("roles")
    shown = {"change": change, "before": _label(change.before), "after": _label(change.role)}
    return render(request, "people/role_confirm.html", shown)


def _refuse(request: HttpRequest, asked: dict[str, str], refused: RoleRefused) -> HttpResponse:
    sentence = str(refused)
    form = RoleForm(asked)
    form.errors.clear()
    form.add_error("role" if not asked["role"] else "email", sentence[:1].upper() + sentence[1:] + ".")
    return _page(request, form, status=refused.status)


def _tell(change: RoleChange) -> None:
    template = "people/email/role_given" if change.role else "people/email/role_taken"
    language = change.account.language if change.account else ""
    post(template, address=change.email, language=language, role=_label(change.role or change.before))


def _done(change: RoleChange) -> str:
    named = {"person": change.account or change.email, "role": _label(change.role)}
    if not change.role:
        return _("%(person)s has no role any more.") % named
    return _("%(person)s has the role %(role)s now.") % named


def _label(role: str) -> Any:
    return Role(role).label if role else ""


_NAMES = {
    Right.READ_ALL_RESULTS: lambda: _("Read the results of every group"),
    Right.READ_OWN_RESULTS: lambda: _("Read the results of the group one leads and of those below it"),
    Right.KEEP_ROSTER: lambda: _("Import the roster"),
    Right.KEEP_QUESTIONNAIRES: lambda: _("Write questionnaires"),
    Right.PLAN_WAVES: lambda: _("Plan and open waves"),
    Right.GIVE_ROLES: lambda: _("Give and take roles, reset a second factor"),
    Right.KEEP_KEEPERS: lambda: _("Say who keeps candles in which rota"),
    Right.KEEP_BREAKS: lambda: _("Say what rest there is and how much of it everybody gets"),
    Right.KEEP_CANDLES: lambda: _("Read candles and answer them, without learning who wrote"),
    Right.BOOK_LEAVE: lambda: _("Book breaks in the leave book, without learning why"),
    Right.SEE_AWAY: lambda: _("See who of the group one leads, and of those below it, is away"),
}
