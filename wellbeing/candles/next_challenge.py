"""Middleware: every answer to a proved request carries the next challenge, and nobody keeps a copy of it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from crypto.proof import CHALLENGE_HEADER, PROOF_HEADER

from .challenges import new_challenge


class NextChallenge:
    """Refusals carry it too, so that a client need not ask again before it goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if PROOF_HEADER in request.headers:
            response.headers[CHALLENGE_HEADER] = new_challenge(timezone.now())
            response.headers["Cache-Control"] = "no-store"
        return response
