"""What the named origin says to pages of the nameless origin, and to no other page (CORS-simple, no credentials)."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from crypto.refusal import Refusal


class ForeignOrigin(Refusal):
    """The request comes from a page of another origin."""

    status = 403


class TooLarge(Refusal):
    """More bytes than any honest request has."""

    status = 413


View = Callable[..., HttpResponse]


def for_the_nameless_origin(view: View) -> View:
    """Refuse pages of other origins; let the nameless origin's pages read the answer, refusals included."""

    @wraps(view)
    def answer(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        try:
            _refuse_foreign(request)
            response = view(request, *args, **kwargs)
        except Refusal as refusal:
            response = _sentence(refusal)
        response["Access-Control-Allow-Origin"] = settings.NAMELESS_ORIGIN
        response["Vary"] = "Origin"
        return response

    return answer


def body_of(request: HttpRequest, *, largest: int) -> bytes:
    """The body, not read at all when it is announced with more than `largest` bytes. Raises TooLarge."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if not (announced.isascii() and announced.isdigit() and len(announced) < 12) or int(announced) > largest:
        raise TooLarge(f"the request has more than {largest // 1024} KiB")
    return request.body


def _refuse_foreign(request: HttpRequest) -> None:
    """A page's POST always says where it comes from; a plain GET of a public document need not."""
    origin = request.headers.get("Origin")
    if origin is None and request.method in ("GET", "HEAD"):
        return
    if origin != settings.NAMELESS_ORIGIN:
        raise ForeignOrigin("this address answers pages of the survey's own origin alone")


def _sentence(refusal: Refusal) -> HttpResponse:
    text = str(refusal)
    return HttpResponse(
        f"{text[:1].upper()}{text[1:]}.\n", status=refusal.status, content_type="text/plain; charset=utf-8"
    )
