"""What the nameless origin answers for the candles room."""

import re

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from crypto.installation import SIGNATURE_HEADER
from crypto.refusal import Refusal

from .deeds.take_flag import take_flag
from .models import HouseBox


class NoBox(Refusal):
    """No house Box, or not yet."""

    status = 404


@require_POST
def flags(request: HttpRequest) -> HttpResponse:
    """POST /flags/: 200 when the flag is kept, also the same one again."""
    take_flag(body=request.body, now=timezone.now())
    return HttpResponse()


def box(_request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The house Box of the Notice `fingerprint` (64 hex digits) with its signature. Raises NoBox."""
    if not re.fullmatch(r"[0-9a-f]{64}", fingerprint):
        raise NoBox("no Notice has this name")
    found = HouseBox.objects.filter(notice=fingerprint).first()
    if found is None or found.document is None:
        raise NoBox("there is no Box for this Notice yet")
    signed = {SIGNATURE_HEADER: found.signature}
    return HttpResponse(bytes(found.document), content_type="application/json", headers=signed)
