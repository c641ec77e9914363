"""Blind door 2 over HTTP, as anybody may call it."""

import base64
import json

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from crypto.installation import check_document, read_seed
from crypto.keys import installation_public
from tests.wellbeing.candles.deeds.test_exchange import entitlement, one
from wellbeing.candles.deeds.tell_breaks import tell_breaks
from wellbeing.candles.models import BreakKey, SpentEntitlement

pytestmark = pytest.mark.django_db


def test_each_pass_is_answered_with_a_signature_or_a_sentence(client, at, house, entitlement_keys):
    key = BreakKey.objects.get(kind="day")
    good, bad = one(entitlement(entitlement_keys["day"]), key), one(bytes(354), key)

    answer = client.post("/exchanges/", json.dumps({"version": 1, "exchanges": [good, bad]}), "text/plain")

    first, second = answer.json()["exchanges"]
    assert len(base64.b64decode(first["signature"])) == 256
    assert list(second) == ["refused"]
    again = client.post("/exchanges/", json.dumps({"version": 1, "exchanges": [good, bad]}), "text/plain")
    assert again.content == answer.content


@pytest.mark.parametrize("count", [0, 9])
def test_none_and_more_than_a_quarters_are_refused(client, house, count):
    entry = one(bytes(354), BreakKey.objects.get(kind="day"))

    answer = client.post("/exchanges/", json.dumps({"version": 1, "exchanges": [entry] * count}), "text/plain")

    assert answer.status_code == 400


@hypothesis_settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_and_change_nothing(client, house, body):
    answer = client.post("/exchanges/", body, "text/plain")

    assert answer.status_code == 400
    assert answer.content.decode().count("\n") == 1
    assert not SpentEntitlement.objects.exists()


def test_the_breaks_document_is_served_with_its_signature(client, house, worker, now):
    assert client.get("/breaks/").status_code == 404
    tell_breaks(now=now)

    answer = client.get("/breaks/")

    check_document(
        installation_public(read_seed(worker / "installation")), answer.content, answer.headers["Windbreak-Signature"]
    )
    assert answer.json()["kind"] == "breaks"


@pytest.mark.parametrize(("method", "path"), [("get", "/exchanges/"), ("post", "/breaks/")])
def test_other_methods_are_refused(client, db, method, path):
    assert getattr(client, method)(path).status_code == 405
