"""Blind door 2 for everybody: exchanging entitlement passes, and which break passes are out."""

import base64

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crypto.installation import SIGNATURE_HEADER
from crypto.refusal import Refusal

from ..asked import Exchanges, read_body
from ..deeds.exchange import exchange
from ..models import BreaksDocument


class NotTold(Refusal):
    """The worker has not written the document yet."""

    status = 404


@require_POST
def exchanges(request: HttpRequest) -> HttpResponse:
    """POST /exchanges/: in order, each on its own, a signature or a refusal in one sentence."""
    asked = read_body(request.body, Exchanges)
    answers = exchange(asked=asked.exchanges, now=timezone.now())
    return JsonResponse({"version": 1, "exchanges": [_shown(answer) for answer in answers]})


@require_safe
def breaks(_request: HttpRequest) -> HttpResponse:
    """GET /breaks/: the breaks document with its signature. Raises NotTold."""
    told = BreaksDocument.objects.first()
    if told is None:
        raise NotTold("which passes for rest are out is not told yet")
    signed = {SIGNATURE_HEADER: told.signature}
    return HttpResponse(bytes(told.document), content_type="application/json", headers=signed)


def _shown(answer: bytes | str) -> dict[str, str]:
    if isinstance(answer, str):
        return {"refused": answer}
    return {"signature": base64.b64encode(answer).decode()}
