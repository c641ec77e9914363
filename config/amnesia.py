"""The nameless side's outermost middleware: a request arrives without what could point at a person."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Everything a browser or a proxy may add that tells one person from another.
_FORGOTTEN = (
    "REMOTE_ADDR", "REMOTE_HOST", "REMOTE_PORT", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED",
    "HTTP_COOKIE", "HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_ACCEPT_LANGUAGE", "HTTP_AUTHORIZATION",
)  # fmt: skip


class Amnesia:
    """Forgets address, cookies and browser before any other code runs, and refuses to set a cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in _FORGOTTEN:
            request.META.pop(name, None)
        response = self.get_response(request)
        if response.cookies:
            raise RuntimeError("the nameless side sets no cookies")
        return response
