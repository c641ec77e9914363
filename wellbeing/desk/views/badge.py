"""The second window of the keepers' console: it hands the console a badge and keeps what the console has wrapped."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from crypto.refusal import Refusal
from surveys.people.rights import Right, needs, visitor

from ..asked import LARGEST, read_browser_key, read_keys
from ..deeds.give_badge import give_badge
from ..deeds.keep_keys import keep_keys


class TooLarge(Refusal):
    """More bytes than any honest request has."""

    status = 413


@require_safe
@never_cache
@needs(Right.KEEP_CANDLES)
def badge(request: HttpRequest) -> HttpResponse:
    """The page that stays open while the console is unlocked."""
    return render(request, "desk/badge.html", {"nameless": settings.NAMELESS_ORIGIN})


@require_POST
@never_cache
@needs(Right.KEEP_CANDLES)
def badge_new(request: HttpRequest) -> HttpResponse:
    """A badge for the key of a browser, and what of the rota's key is this keeper's."""
    key = read_browser_key(_body(request))
    return JsonResponse(give_badge(employee=visitor(request), browser_key=key, now=timezone.now()))


@require_POST
@never_cache
@needs(Right.KEEP_CANDLES)
def badge_keys(request: HttpRequest) -> HttpResponse:
    """Keep new keys or copies, all of them or nothing."""
    kept = keep_keys(employee=visitor(request), asked=read_keys(_body(request)))
    return JsonResponse({"fingerprint": kept.fingerprint})


def _body(request: HttpRequest) -> bytes:
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if not announced.isdigit() or len(announced) > 9 or int(announced) > LARGEST:
        raise TooLarge(f"the request has more than {LARGEST // 1024} KiB")
    return request.body
