"""What templates of every room know of the visitor's rights: `may`, a bool by the right's name."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .rights import rights_of


def rights(request: HttpRequest) -> dict[str, Any]:
    """`may.plan_waves` and such; the visitor is looked up only by a page that asks."""
    return {"may": SimpleLazyObject(lambda: rights_of(getattr(request, "user", AnonymousUser())))}
