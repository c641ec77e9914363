import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from config.amnesia import Amnesia


def test_amnesia_when_a_request_carries_who_it_is_forgets_it():
    seen = []
    request = RequestFactory().get(
        "/",
        REMOTE_ADDR="10.9.8.7",
        HTTP_X_FORWARDED_FOR="10.9.8.7",
        HTTP_COOKIE="sessionid=canary",
        HTTP_USER_AGENT="canary browser",
        HTTP_REFERER="https://canary.example/",
        HTTP_ACCEPT_LANGUAGE="x-canary",
    )

    Amnesia(lambda passed: seen.append(passed) or HttpResponse())(request)

    left = " ".join(str(value) for value in seen[0].META.values())
    assert "canary" not in left
    assert "10.9.8.7" not in left
    assert dict(seen[0].COOKIES) == {}


def test_amnesia_when_a_view_sets_a_cookie_refuses_to_send_it():
    def view(_request: HttpRequest) -> HttpResponse:
        response = HttpResponse()
        response.set_cookie("who", "you")
        return response

    with pytest.raises(RuntimeError, match="no cookies"):
        Amnesia(view)(RequestFactory().get("/"))
