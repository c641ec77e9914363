"""Refusals in plain words: one sentence as text/plain, or as a page in the look for whoever asks for HTML first."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext, gettext_noop

from crypto.refusal import Refusal

from .organisation import organisation

_SENTENCES = {
    404: gettext_noop("There is nothing at this address."),
    405: gettext_noop("This address does not do that."),
}
_NOT_UNDERSTOOD = gettext_noop("The request cannot be understood.")
_TOO_LARGE = gettext_noop("The request is too large.")
_NOT_ALLOWED = gettext_noop("You may not do this.")
_BROKEN = gettext_noop("Something broke on our side; nothing you sent is lost, and you may try again.")
_FORGED = gettext_noop(
    "This page was open for too long, or your browser keeps no cookies. Go back, reload it, and try again."
)
# What browsers alone name first when a person follows a link or sends a form; scripts and machines say */*.
_KINDS = ["text/plain", "text/html"]


class PlainRefusals:
    """Turns a Refusal that a view let through into the answer it names."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in _SENTENCES and not response.content:
            plain = _answer(request, _SENTENCES[response.status_code], status=response.status_code)
            response.content = plain.content
            response["Content-Type"] = plain["Content-Type"]
            patch_vary_headers(response, ["Accept"])
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refusal):
            return _answer(request, str(error), status=error.status)
        if isinstance(error, RequestDataTooBig):
            return _answer(request, _TOO_LARGE, status=413)
        if isinstance(error, SuspiciousOperation):
            return _answer(request, _NOT_UNDERSTOOD, status=400)
        return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400."""
    return _answer(request, _NOT_UNDERSTOOD, status=400)


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    """Django's handler404."""
    return _answer(request, _SENTENCES[404], status=404)


def forbidden(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    """Django's handler403."""
    return _answer(request, _NOT_ALLOWED, status=403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """settings.CSRF_FAILURE_VIEW."""
    return _answer(request, _FORGED, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Django's handler500. Its page asks nobody who is signed in: the database may be what broke."""
    if not _wants_page(request):
        return _plain(_BROKEN, status=500)
    page = render_to_string("look/broken.html", {**organisation(request), "sentence": gettext(_BROKEN)})
    return HttpResponse(page, status=500)


def _answer(request: HttpRequest, text: str, *, status: int) -> HttpResponse:
    if _wants_page(request):
        frame = "look/named.html" if settings.NAMED else "look/nameless.html"
        shown = {"sentence": _whole(gettext(text)), "status": status, "frame": frame}
        response = render(request, "look/refused.html", shown, status=status)
    else:
        response = _plain(text, status=status)
    patch_vary_headers(response, ["Accept"])
    return response


def _wants_page(request: HttpRequest) -> bool:
    return request.get_preferred_type(_KINDS) == "text/html"


def _plain(text: str, *, status: int) -> HttpResponse:
    return HttpResponse(_whole(text) + "\n", status=status, content_type="text/plain; charset=utf-8")


def _whole(text: str) -> str:
    """One sentence, with a capital and a full stop."""
    return text[:1].upper() + text[1:].rstrip(".") + "."
