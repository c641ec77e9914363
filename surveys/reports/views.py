"""Pages of the named origin: what this is, each Report, each question of one, and the same as files."""

from hashlib import sha256
from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from crypto.installation import SIGNATURE_HEADER
from surveys.people.rights import must_set_up

from . import exports
from .models import RefusedReport, Report
from .pages.changes import changes
from .pages.heatmap import elsewhere, heatmaps
from .pages.home import Home
from .pages.participation import participation
from .pages.question import Question
from .pages.wave import Wave
from .readers import for_owners, for_readers, scope_of
from .scope import Scope

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@never_cache
def status(request: HttpRequest) -> HttpResponse:
    """The first page: what Windbreak is, whose signature this side trusts, and the results for whoever reads them."""
    scope = scope_of(request)
    shown: dict[str, Any] = {"signer": _signer(), "results": None if scope is None else Home(scope)}
    if scope is not None:
        shown["refused"] = RefusedReport.objects.order_by("-day", "notice")
    else:
        shown["must_set_up"] = must_set_up(cast(Any, request.user))
    return render(request, "reports/status.html", shown)


@require_safe
@never_cache
@for_readers
def report(request: HttpRequest, scope: Scope, fingerprint: str) -> HttpResponse:
    """The Report of one Notice: participation, and every cohort by every question."""
    wave = _wave(scope, fingerprint)
    maps = heatmaps(wave, picked=request.GET.get("question", ""))
    shown = {"wave": wave, "heatmaps": maps, "choices": elsewhere(wave), "changes": changes(wave)}
    return render(request, "reports/report.html", shown | {"participation": participation(wave)})


@require_safe
@never_cache
@for_readers
def item(request: HttpRequest, scope: Scope, fingerprint: str, key: str) -> HttpResponse:
    """Everything that was published about one question."""
    wave = _wave(scope, fingerprint)
    if key not in wave.items:
        raise Http404
    return render(request, "reports/item.html", {"wave": wave, "question": Question(wave, wave.items[key])})


@require_safe
@never_cache
@for_readers
def as_csv(request: HttpRequest, scope: Scope, fingerprint: str) -> HttpResponse:
    """The same cells as CSV."""
    wave = _wave(scope, fingerprint)
    return _file(exports.as_csv(wave), exports.file_name(wave, "csv"), "text/csv; charset=utf-8")


@require_safe
@never_cache
@for_readers
def as_xlsx(request: HttpRequest, scope: Scope, fingerprint: str) -> HttpResponse:
    """The same cells as a workbook."""
    wave = _wave(scope, fingerprint)
    return _file(exports.as_xlsx(wave), exports.file_name(wave, "xlsx"), XLSX)


@require_safe
@never_cache
@for_owners
def document(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The exact bytes of a Report with the nameless installation's signature, for whoever checks or computes."""
    row = get_object_or_404(Report, notice=fingerprint)
    headers = {SIGNATURE_HEADER: row.signature}
    return HttpResponse(bytes(row.document), content_type="application/json", headers=headers)


def _wave(scope: Scope, fingerprint: str) -> Wave:
    return Wave(get_object_or_404(Report, notice=fingerprint), scope)


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    """A download under a readable name."""
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})


def _signer() -> str:
    """Fingerprint of the nameless installation's key; "" where it is not set."""
    key = bytes.fromhex(settings.OTHER_INSTALLATION_KEY)
    return sha256(key).hexdigest() if key else ""
