"""Lets the keepers' console, which is of the other origin, talk to the window it opened: badge page and sign-in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# The badge page, and what a browser may be led through before it is there.
_WITH_OPENER = ("/badge/", "/account/login/", "/account/2fa/", "/account/reauthenticate/")


class Opener:
    """Every other page is cut off from whoever opened it (Cross-Origin-Opener-Policy, Django's default)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(_WITH_OPENER):
            response.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
        return response
