"""Refusals in plain words: every 4xx is one sentence as text/plain."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse

from crypto.refusal import Refusal

_SENTENCES = {404: "There is nothing at this address.", 405: "This address does not do that."}


class PlainRefusals:
    """Turns a Refusal that a view let through into the answer it names."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in _SENTENCES and not response.content:
            response.content = _SENTENCES[response.status_code].encode()
            response["Content-Type"] = "text/plain; charset=utf-8"
        return response

    def process_exception(self, _request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refusal):
            return sentence(str(error), status=error.status)
        if isinstance(error, RequestDataTooBig):
            return sentence("The request is too large.", status=413)
        if isinstance(error, SuspiciousOperation):
            return sentence("The request cannot be understood.", status=400)
        return None


def sentence(text: str, *, status: int) -> HttpResponse:
    """One sentence, with a capital and a full stop."""
    text = text[:1].upper() + text[1:].rstrip(".") + ".\n"
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


def bad_request(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400."""
    return sentence("The request cannot be understood", status=400)


def not_found(_request: HttpRequest, exception: Http404) -> HttpResponse:
    """Django's handler404."""
    return sentence(_SENTENCES[404], status=404)


def forbidden(_request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    """Django's handler403."""
    return sentence("You may not do this", status=403)


def broken(_request: HttpRequest) -> HttpResponse:
    """Django's handler500."""
    return sentence("Something broke on our side; nothing you sent is lost, and you may try again", status=500)
