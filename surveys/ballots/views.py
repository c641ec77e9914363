"""What the nameless origin answers for the ballots room."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crypto.ballot import BALLOT_SIZE, BadBallot
from crypto.installation import SIGNATURE_HEADER, check_request

from .deeds.cast import cast
from .deeds.keep_keys import keep_keys
from .models import Notice, Report
from .papers import box_of, notice_of, report_of
from .standing import open_notices, standing

FOR_EVER = "public, max-age=31536000, immutable"  # named by its own digest, so it never changes


@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """GET /: up, which side this is, whose signature its documents carry, which waves take ballots."""
    return render(request, "ballots/status.html", {"standing": standing(now=timezone.now())})


@require_safe
def waves(_request: HttpRequest) -> HttpResponse:
    """GET /waves/: the Notices of the waves that take ballots."""
    return JsonResponse({"version": 1, "open": open_notices(now=timezone.now())})


@require_safe
def notices(_request: HttpRequest) -> HttpResponse:
    """GET /notices/: the chain."""
    return JsonResponse({"version": 1, "chain": Notice.chain()})


@require_safe
def notice(_request: HttpRequest, fingerprint: str) -> HttpResponse:
    """GET /notices/<fingerprint>/: one Notice with its signature."""
    found = notice_of(fingerprint)
    answer = _document(found.document, found.signature)
    answer["Cache-Control"] = FOR_EVER
    return answer


@require_safe
def box(_request: HttpRequest, fingerprint: str) -> HttpResponse:
    """GET /boxes/<fingerprint>/: the wave Box of a Notice with its signature."""
    found = box_of(fingerprint)
    return _document(found.document, found.signature)


@require_safe
def counted(_request: HttpRequest, fingerprint: str) -> HttpResponse:
    """GET /counted/<fingerprint>/: the serials of all ballots that a Notice's wave took."""
    found = report_of(fingerprint)
    return _document(found.counted, found.counted_signature)


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """GET /reports/, for the named worker: which waves are published."""
    _refuse_strangers(request, b"")
    return JsonResponse({"version": 1, "reports": Report.published_notices()})


@require_safe
def report(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """GET /reports/<fingerprint>/, for the named worker: the Report of a Notice's wave."""
    _refuse_strangers(request, b"")
    found = report_of(fingerprint)
    return _document(found.document, found.signature)


@require_http_methods(["PUT"])
def keys(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """PUT /keys/<fingerprint>/, by the named worker: the label keys of a wave's Notice."""
    body = request.body
    _refuse_strangers(request, body)
    return HttpResponse(status=201 if keep_keys(fingerprint=fingerprint, body=body) else 200)


@require_POST
def ballots(request: HttpRequest) -> HttpResponse:
    """POST /ballots/: 200 when the ballot is kept, also the same one again."""
    if request.META.get("CONTENT_LENGTH") != str(BALLOT_SIZE):  # nothing larger is even read
        raise BadBallot(f"a ballot has {BALLOT_SIZE} bytes")
    cast(body=request.body, now=timezone.now())
    return HttpResponse()


def _document(document: bytes | memoryview, signature: str) -> HttpResponse:
    return HttpResponse(bytes(document), content_type="application/json", headers={SIGNATURE_HEADER: signature})


def _refuse_strangers(request: HttpRequest, body: bytes) -> None:
    """Raises BadAuthorization (401) unless the named worker's installation key signed this request."""
    check_request(
        bytes.fromhex(settings.OTHER_INSTALLATION_KEY),
        method=request.method or "",
        path=request.path,
        body=body,
        headers=request.headers,
        now=timezone.now(),
    )
