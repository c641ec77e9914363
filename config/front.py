"""The nameless front door: addresses that two rooms answer together, since rooms do not know each other."""

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from crypto.installation import SIGNATURE_HEADER, check_request
from crypto.notice import LARGEST, read
from crypto.refusal import Refusal
from surveys.ballots import views as ballots
from surveys.ballots.deeds.pin import pin
from wellbeing.candles.deeds.pin_house import pin_house
from wellbeing.candles.views import flags as candles


class TooLarge(Refusal):
    """More bytes than any Notice has."""

    status = 413


def notice(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """PUT pins a Notice in every room that keeps keys of it; GET serves it."""
    if request.method != "PUT":
        return ballots.notice(request, fingerprint)
    body = _signed_body(request)
    with transaction.atomic():
        new = pin(fingerprint=fingerprint, document=body, signature=request.headers.get(SIGNATURE_HEADER, ""))
        document = read(body)
        if document["kind"] == "house":
            pin_house(fingerprint=fingerprint, notice=document, now=timezone.now())
    return HttpResponse(status=201 if new else 200)


@require_safe
def box(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """A wave's Box, or else a house Box."""
    try:
        return ballots.box(request, fingerprint)
    except Refusal:
        return candles.box(request, fingerprint)


def _signed_body(request: HttpRequest) -> bytes:
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise TooLarge("a Notice has at most 2 MiB")
    body = request.body
    check_request(
        bytes.fromhex(settings.OTHER_INSTALLATION_KEY),
        method="PUT",
        path=request.path,
        body=body,
        headers=request.headers,
        now=timezone.now(),
    )
    return body
