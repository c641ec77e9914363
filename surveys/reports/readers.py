"""Who may read Reports: owners all, managers their groups, everybody where OPEN_REPORTS says that data is invented."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from surveys.people.audience import led_groups, tree
from surveys.people.rights import Right, may, needs

from .scope import EVERYTHING, Scope

View = Callable[..., HttpResponse]


def scope_of(request: HttpRequest) -> Scope | None:
    """What this visitor may see of every Report; None for strangers and for employees who lead nobody."""
    user: Any = request.user
    if settings.OPEN_REPORTS or may(user, Right.READ_ALL_RESULTS):
        return EVERYTHING
    if not may(user, Right.READ_OWN_RESULTS):
        return None
    groups = {group.hex: (parent.hex if parent else None, name) for group, parent, name in tree()}
    return Scope(frozenset(group.hex for group in led_groups(user)), groups)


def for_readers(view: View) -> View:
    """Hands the view the visitor's Scope; strangers go to the sign-in, employees without the right get 403."""

    def with_scope(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        return view(request, scope_of(request), *args, **kwargs)

    return _unless_open(view, with_scope, Right.READ_ALL_RESULTS, Right.READ_OWN_RESULTS)


def for_owners(view: View) -> View:
    """For what cannot be shown in part: whoever reads all results."""
    return _unless_open(view, view, Right.READ_ALL_RESULTS)


def _unless_open(view: View, opened: View, *rights: Right) -> View:
    guarded = needs(*rights)(opened)

    @wraps(view)
    def answer(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        return (opened if settings.OPEN_REPORTS else guarded)(request, *args, **kwargs)

    return answer
