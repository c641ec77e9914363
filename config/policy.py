"""The nameless side's Content-Security-Policy: one constant header, since nothing there differs by visitor.

The named side uses django-csp. Here its work for each request, a tenth of the cost of taking a ballot's request in,
would buy nothing: there are no nonces and no exceptions.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

CONSOLE = "/keeper/"


class Policy:
    """Puts the policy of the settings on every answer.

    The keepers' console alone may keep hold of a window of the other origin that it opens; every other page is cut off
    from all windows, which Django's own middleware says.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        self.policy = "; ".join(" ".join([name, *sources]) for name, sources in directives.items())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Content-Security-Policy"] = self.policy
        if request.path == CONSOLE:
            response.headers["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups"
        return response
