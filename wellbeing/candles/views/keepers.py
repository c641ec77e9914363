"""The keepers' queue, for whoever holds a badge bound to their browser."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from .. import shown
from ..asked import LARGEST_RESEALING, NewLetter, NewOffers, Nothing, Resealing, read_body
from ..deeds import close as closing
from ..deeds.answer import answer
from ..deeds.give_back import give_back
from ..deeds.hold import hold
from ..deeds.offer_breaks import offer_breaks
from ..deeds.reseal import reseal
from ..proving import prove_badge
from ..queue import candle_of


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """GET /queue/: the open candles of the badge's rota."""
    now = timezone.now()
    return JsonResponse(shown.queue(prove_badge(request, now=now), now))


@require_GET
def candle(request: HttpRequest, candle: UUID) -> HttpResponse:
    """GET /candles/<id>/: one candle with letters and offers."""
    now = timezone.now()
    badge = prove_badge(request, now=now)
    return JsonResponse(shown.candle(candle_of(candle, badge), badge, now))


@require_POST
def holding(request: HttpRequest, candle: UUID) -> HttpResponse:
    """POST /candles/<id>/hold/."""
    badge = prove_badge(request, now=timezone.now())
    read_body(request.body, Nothing)
    hold(candle=candle, badge=badge)
    return HttpResponse()


@require_POST
def giving_back(request: HttpRequest, candle: UUID) -> HttpResponse:
    """POST /candles/<id>/give-back/."""
    badge = prove_badge(request, now=timezone.now())
    read_body(request.body, Nothing)
    give_back(candle=candle, badge=badge)
    return HttpResponse()


@require_POST
def close(request: HttpRequest, candle: UUID) -> HttpResponse:
    """POST /candles/<id>/close/."""
    now = timezone.now()
    badge = prove_badge(request, now=now)
    read_body(request.body, Nothing)
    closing.close(candle=candle, badge=badge, now=now)
    return HttpResponse()


@require_POST
def letters(request: HttpRequest, candle: UUID) -> HttpResponse:
    """POST /candles/<id>/letters/: a letter to the employee."""
    badge = prove_badge(request, now=timezone.now())
    answer(candle=candle, badge=badge, letter=read_body(request.body, NewLetter))
    return HttpResponse()


@require_POST
def offers(request: HttpRequest, candle: UUID) -> HttpResponse:
    """POST /candles/<id>/offers/: instead of those that are open."""
    badge = prove_badge(request, now=timezone.now())
    offer_breaks(candle=candle, badge=badge, asked=read_body(request.body, NewOffers))
    return HttpResponse()


@require_POST
def resealing(request: HttpRequest, candle: UUID) -> HttpResponse:
    """POST /candles/<id>/reseal/: the same content under the keepers' new key."""
    badge = prove_badge(request, now=timezone.now())
    reseal(candle=candle, badge=badge, asked=read_body(request.body, Resealing, largest=LARGEST_RESEALING))
    return HttpResponse()
