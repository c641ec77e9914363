"""Bad requests to the blind door: each gets a 4xx with one sentence and changes nothing."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as bounds
from hypothesis import strategies as st

from surveys.campaigns.models import Invitation, Issued
from tests.surveys.campaigns.asker import Asker
from tests.surveys.campaigns.conftest import NOW

Post = Callable[..., Any]


@pytest.mark.parametrize(
    "shift, status", [(timedelta(seconds=-1), 403), (timedelta(days=7), 410), (timedelta(days=400), 410)]
)
def test_mistimed_requests_are_refused(asker: Asker, post: Post, shift: timedelta, status: int) -> None:
    body = asker.body("labels", "ballot", "candle")

    with time_machine.travel(NOW + shift, tick=False):
        answer = post(body)

    assert_refused(answer, status)


def test_an_invitation_that_was_never_made_is_unknown(asker: Asker, post: Post) -> None:
    genuine = asker.body("ballot")
    guessed = genuine | {"invitation": "A" * 43}
    deleted = asker.body("ballot")
    Invitation.objects.filter(pk=asker.invitation.pk).delete()

    assert_refused(post(guessed), 404)
    assert_refused(post(deleted), 404)


@pytest.mark.parametrize("origin", ["", "null", "http://localhost:8000", "http://127.0.0.1:8001.example.org"])
def test_pages_of_other_origins_are_refused(asker: Asker, post: Post, origin: str) -> None:
    assert_refused(post(asker.body("ballot"), origin=origin), 403)


def test_a_request_without_an_origin_is_refused(asker: Asker, client: Client) -> None:
    body = json.dumps(asker.body("ballot"))

    assert_refused(client.post("/passes/", body, content_type="text/plain"), 403)


def test_an_oversized_request_is_refused_unread(post: Post, db: None) -> None:
    assert_refused(post(b" " * (32 * 1024 + 1)), 413)


@pytest.mark.parametrize("length", ["-1", "x", "9" * 5000, "²"])
def test_a_wrong_content_length_is_refused(client: Client, db: None, length: str) -> None:
    answer = client.post(
        "/passes/",
        b"{}",
        content_type="text/plain",
        headers={"origin": settings.NAMELESS_ORIGIN},
        CONTENT_LENGTH=length,
    )

    assert answer.status_code in (400, 413)


def test_every_truncation_is_refused(asker: Asker, post: Post) -> None:
    whole = json.dumps(asker.body("ballot")).encode()

    for size in range(0, len(whole), 7):
        assert_refused(post(whole[:size]), 400)


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"version": True},
        {"version": "1"},
        {"extra": 1},
        {"invitation": None},
        {"invitation": "A" * 42},
        {"invitation": "A" * 42 + "!"},
        {"groups": {}},
        {"groups": []},
        {"groups": {"comments": []}},
        {"groups": {"ballot": []}},
        {"groups": {"ballot": [["0" * 64]]}},
        {"groups": {"ballot": [["0" * 63, "AAAA"]]}},
        {"groups": {"ballot": [["0" * 64, "AAAA"]]}},
        {"groups": {"ballot": [["0" * 64, "ä" * 344]]}},
        {"groups": {"ballot": [["0" * 64, base64.b64encode(bytes(256)).decode()]] * 2}},
    ],
)
def test_malformed_requests_are_refused(asker: Asker, post: Post, change: dict[str, Any]) -> None:
    assert_refused(post(asker.body("ballot") | change), 400)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=50),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@given(body=st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
@bounds(max_examples=150, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_at_all_are_refused(post: Post, db: None, body: bytes) -> None:
    assert_refused(post(body), 400)


@given(groups=JSON, version=JSON, invitation=JSON)
@bounds(max_examples=150, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_in_the_right_frame_is_refused(post: Post, db: None, **fields: Any) -> None:
    answer = post(json.dumps(fields).encode())

    assert answer.status_code in (400, 404)


def test_get_changes_nothing_and_is_refused(client: Client, db: None) -> None:
    answer = client.get("/passes/", headers={"origin": settings.NAMELESS_ORIGIN})

    assert answer.status_code == 405
    assert answer.content


def assert_refused(answer: Any, status: int) -> None:
    """One plain sentence, and nothing changed."""
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("text/plain")
    text = answer.content.decode()
    assert text[0].isupper()
    assert text.endswith(".\n")
    assert text.count("\n") == 1
    assert not Issued.objects.exists()
