"""Flags and the house Box, for everybody."""

import re

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crypto.installation import SIGNATURE_HEADER
from crypto.refusal import Refusal

from ..challenges import new_challenge
from ..deeds.send_now import send_now
from ..deeds.take_bare_flag import take_bare_flag
from ..deeds.take_flag import take_flag
from ..models import HouseBox
from ..shown import waiting


class NoBox(Refusal):
    """No house Box, or not yet."""

    status = 404


@require_http_methods(["GET", "HEAD", "POST"])
def flags(request: HttpRequest) -> HttpResponse:
    """POST /flags/: 200 when the flag is kept, also the same one again. GET: how many wait, and for when."""
    if request.method != "POST":
        return JsonResponse(waiting())
    take_flag(body=request.body, now=timezone.now())
    return HttpResponse()


@require_POST
def flags_now(request: HttpRequest) -> HttpResponse:
    """POST /flags/now/: like /flags/, and nothing that waits with it waits any longer."""
    send_now(body=request.body, now=timezone.now())
    return HttpResponse()


@require_POST
def flags_bare(request: HttpRequest) -> HttpResponse:
    """POST /flags/bare/: a flag without a pass."""
    take_bare_flag(body=request.body, now=timezone.now())
    return HttpResponse()


@require_safe
def challenges(_request: HttpRequest) -> HttpResponse:
    """GET /challenges/: one to sign a request over, good for five minutes and once."""
    answer = JsonResponse({"version": 1, "challenge": new_challenge(timezone.now())})
    answer["Cache-Control"] = "no-store"
    return answer


def box(_request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The house Box of the Notice `fingerprint` (64 hex digits) with its signature. Raises NoBox."""
    if not re.fullmatch(r"[0-9a-f]{64}", fingerprint):
        raise NoBox("no Notice has this name")
    found = HouseBox.objects.filter(notice=fingerprint).first()
    if found is None or found.document is None:
        raise NoBox("there is no Box for this Notice yet")
    signed = {SIGNATURE_HEADER: found.signature}
    return HttpResponse(bytes(found.document), content_type="application/json", headers=signed)
