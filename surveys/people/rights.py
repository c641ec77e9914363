"""Who may do what on the named side: one table, asked by every page.

may(user, Right.PLAN_WAVES) -> bool
rights_of(user) -> {"plan_waves": bool, ...}
@needs(Right.PLAN_WAVES) on a view
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .models import Employee, Role

__all__ = [
    "MANAGER", "RIGHTS", "Right", "Role", "factors_of", "holders", "may", "must_set_up", "needs", "rights_of",
    "visitor",
]  # fmt: skip

MANAGER: Final = "manager"  # nobody's role: whoever leads a group on the roster
SECOND_FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SET_UP: Final = "mfa_index"  # where a second factor is set up

User = Employee | AnonymousUser
View = Callable[..., HttpResponse]


class Right(StrEnum):
    """What a page may ask for."""

    READ_ALL_RESULTS = "read_all_results"
    READ_OWN_RESULTS = "read_own_results"
    KEEP_ROSTER = "keep_roster"
    KEEP_QUESTIONNAIRES = "keep_questionnaires"
    PLAN_WAVES = "plan_waves"
    GIVE_ROLES = "give_roles"
    KEEP_KEEPERS = "keep_keepers"
    KEEP_BREAKS = "keep_breaks"
    KEEP_CANDLES = "keep_candles"
    BOOK_LEAVE = "book_leave"
    SEE_AWAY = "see_away"


RIGHTS: Final[dict[Right, frozenset[str]]] = {
    Right.READ_ALL_RESULTS: frozenset({Role.OWNER}),
    Right.READ_OWN_RESULTS: frozenset({MANAGER}),
    Right.KEEP_ROSTER: frozenset({Role.OWNER}),
    Right.KEEP_QUESTIONNAIRES: frozenset({Role.OWNER}),
    Right.PLAN_WAVES: frozenset({Role.OWNER}),
    Right.GIVE_ROLES: frozenset({Role.OWNER}),
    Right.KEEP_KEEPERS: frozenset({Role.OWNER}),
    Right.KEEP_BREAKS: frozenset({Role.OWNER}),
    Right.KEEP_CANDLES: frozenset({Role.KEEPER}),
    Right.BOOK_LEAVE: frozenset({Role.DESK}),
    Right.SEE_AWAY: frozenset({MANAGER}),
}
# What whoever has one of these rights has as well in an organisation too small to keep them apart.
_TOGETHER: Final = (Right.KEEP_CANDLES, Right.BOOK_LEAVE)


def holders(right: Right) -> frozenset[str]:
    """Which roles have the right: keeper and desk are never the same account unless the organisation says so."""
    if right in _TOGETHER and not settings.KEEPER_AND_DESK_APART:
        return frozenset().union(*(RIGHTS[one] for one in _TOGETHER))
    return RIGHTS[right]


def may(user: User, right: Right | str) -> bool:
    """Whether this visitor has the right now: nobody has any whose role asks for a second factor and who has none."""
    return bool(_standing(user) & holders(Right(right))) and not must_set_up(user)


def rights_of(user: User) -> dict[str, bool]:
    """Every right by its name, for templates."""
    standing = frozenset() if must_set_up(user) else _standing(user)
    return {right.value: bool(standing & holders(right)) for right in Right}


def must_set_up(user: User) -> bool:
    """Whether this visitor's role asks for a second factor that they have not set up."""
    if not isinstance(user, Employee) or not user.role:
        return False
    return not factors_of(user)


def factors_of(user: Employee) -> list[Authenticator]:
    """The second factors of this account, oldest first; recovery codes are none."""
    return list(Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).order_by("created_at"))


def visitor(request: HttpRequest) -> Employee:
    """Who is signed in. Raises PermissionDenied for a stranger."""
    if not isinstance(request.user, Employee):
        raise PermissionDenied
    return request.user


def needs(*rights: Right) -> Callable[[View], View]:
    """Opens the view to whoever has one of `rights`.

    Strangers go to the sign-in, a role without its second factor to where one is set up, everybody else gets 403.
    """

    def guarded(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            user: Any = request.user
            if not user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if must_set_up(user):
                return redirect(SET_UP)
            if not any(may(user, right) for right in rights):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return answer

    return guarded


def _standing(user: User) -> frozenset[str]:
    """The role, and whether this is a manager; nothing for strangers and for who left."""
    if not isinstance(user, Employee) or not user.is_active:
        return frozenset()
    return frozenset({user.role, MANAGER} if user.leads else {user.role}) - {""}
