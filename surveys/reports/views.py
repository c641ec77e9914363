"""Pages of the named origin: that it is up, each Report, each question of one."""

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from crypto.installation import SIGNATURE_HEADER

from .models import RefusedReport, Report
from .pages import Page
from .readers import for_readers, may_read


@require_safe
@never_cache
def status(request: HttpRequest) -> HttpResponse:
    """That this side is up, whose signature it trusts, and what was published."""
    shown: dict[str, Any] = {"signer": _signer()}
    if may_read(request):
        rows = Report.objects.defer("document", "counted_document")
        pages = sorted(map(Page, rows), key=lambda page: page.notice["closes"], reverse=True)
        shown |= {"reader": True, "pages": pages, "refused": RefusedReport.objects.order_by("-day", "notice")}
    return render(request, "reports/status.html", shown)


@require_safe
@never_cache
@for_readers
def report(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The Report of one Notice: participation, and every cohort by every question."""
    row = get_object_or_404(Report, notice=fingerprint)
    return render(request, "reports/report.html", {"page": Page(row)})


@require_safe
@never_cache
@for_readers
def document(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The exact bytes of a Report with the nameless installation's signature, for whoever checks or computes."""
    row = get_object_or_404(Report, notice=fingerprint)
    headers = {SIGNATURE_HEADER: row.signature}
    return HttpResponse(bytes(row.document), content_type="application/json", headers=headers)


@require_safe
@never_cache
@for_readers
def item(request: HttpRequest, fingerprint: str, key: str) -> HttpResponse:
    """Everything that was published about one question."""
    page = Page(get_object_or_404(Report, notice=fingerprint))
    if key not in page.items:
        raise Http404
    return render(request, "reports/item.html", {"page": page, "item": page.of(page.items[key])})


def _signer() -> str:
    """Fingerprint of the nameless installation's key; "" where it is not set."""
    key = bytes.fromhex(settings.OTHER_INSTALLATION_KEY)
    return sha256(key).hexdigest() if key else ""
