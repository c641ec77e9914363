"""What the room answers over HTTP: public documents and keys, and the blind door. No session, no cookie."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from crypto.installation import SIGNATURE_HEADER
from crypto.refusal import Refusal

from .asking import LARGEST, read_asking
from .deeds.issue_passes import issue_passes
from .models import Notice, SigningKey
from .origin import body_of, for_the_nameless_origin

FOR_EVER = "public, max-age=31536000, immutable"  # named by its own digest, so it never changes


class NotHere(Refusal):
    """No such document or key."""

    status = 404


@csrf_exempt
@require_POST
@for_the_nameless_origin
def passes(request: HttpRequest) -> HttpResponse:
    """POST /passes/ (docs/protocol.md section 4)."""
    asking = read_asking(body_of(request, largest=LARGEST))
    answer = issue_passes(asking=asking, now=timezone.now())
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


@require_safe
@for_the_nameless_origin
def notice(_request: HttpRequest, fingerprint: str) -> HttpResponse:
    """GET /notices/<fingerprint>/: the exact bytes, with their signature."""
    found = Notice.objects.filter(pk=fingerprint).first()
    if found is None:
        raise NotHere("there is no Notice of this fingerprint")
    headers = {SIGNATURE_HEADER: found.signature, "Cache-Control": FOR_EVER}
    return HttpResponse(bytes(found.document), content_type="application/json", headers=headers)


@require_safe
@for_the_nameless_origin
def key(_request: HttpRequest, key_id: str) -> HttpResponse:
    """GET /keys/<key id>/: the SPKI of a key in use; keys of the stock are nobody's business."""
    found = SigningKey.objects.filter(pk=key_id).exclude(purpose=SigningKey.Purpose.STOCK).first()
    if found is None:
        raise NotHere("there is no key of this id")
    return HttpResponse(bytes(found.spki), content_type="application/octet-stream", headers={"Cache-Control": FOR_EVER})
