import base64
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from crypto import installation, keys, notice
from surveys.ballots.models import Notice
from wellbeing.candles.models import CandleKey

pytestmark = pytest.mark.django_db
SEED = b"n" * 32


@pytest.fixture(autouse=True)
def installed(settings):
    settings.OTHER_INSTALLATION_KEY = keys.installation_public(SEED).hex()
    settings.ALLOWED_HOSTS = ["testserver"]


@pytest.fixture(scope="module")
def document():
    spki = keys.spki(keys.new_signing_key().public_key())
    house = {
        "version": 1,
        "kind": "house",
        "previous": None,
        "month": "2026-11",
        "candle_keys": [{"month": "2026-11", "key": base64.b64encode(spki).decode()}],
        "box_signer": "b5" * 32,
        "contacts": [],
        "badge_key": "ba" * 32,
        "keepers": [],
        "breaks": [],
        "entitlement_keys": [],
        "danger": {},
        "apart": True,
    }
    return notice.encode(house)


def put(document, *, path=None, sent=None, now=None, signature=None):
    path = path or f"/notices/{notice.fingerprint(document)}/"
    headers = installation.sign_request(SEED, method="PUT", path=path, body=document, now=now or datetime.now(UTC))
    headers[installation.SIGNATURE_HEADER] = signature or installation.sign_document(SEED, document)
    return Client().put(path, sent or document, content_type="application/json", headers=headers)


def test_put_when_a_house_notice_is_new_pins_it_in_both_rooms(document):
    first, again = put(document), put(document)

    assert (first.status_code, again.status_code) == (201, 200)
    assert (Notice.objects.count(), CandleKey.objects.count()) == (1, 1)


def test_get_when_pinned_serves_the_exact_bytes_with_the_signature(document):
    put(document)

    response = Client().get(f"/notices/{notice.fingerprint(document)}/")

    installation.check_document(
        keys.installation_public(SEED), response.content, response[installation.SIGNATURE_HEADER]
    )
    assert response.content == document


@pytest.mark.parametrize(
    "change",
    [
        {"now": datetime.now(UTC) - timedelta(hours=1)},
        {"sent": b"{}"},
        {"path": "/notices/" + "0" * 64 + "/"},
        {"path": "/notices/x/"},
        {"signature": "AAAA"},
    ],
    ids=["replayed", "altered", "misnamed", "nameless", "unsigned"],
)
def test_put_when_anything_is_wrong_changes_nothing(document, change):
    response = put(document, **change)

    assert 400 <= response.status_code < 500
    assert response["Content-Type"].startswith("text/plain")
    assert response.content.decode().count("\n") == 1
    assert (Notice.objects.count(), CandleKey.objects.count()) == (0, 0)


@pytest.mark.parametrize("name", ["%00", "0" * 63 + "%00", "A" * 64, "a" * 65, "a" * 64 + "%0A"])
@pytest.mark.parametrize("method", ["GET", "PUT"])
@pytest.mark.parametrize("room", ["notices", "boxes", "keys", "counted", "reports"])
def test_a_document_when_its_name_is_no_fingerprint_is_not_there(method, room, name):
    response = Client().generic(method, f"/{room}/{name}/")

    assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert response.content == b"There is nothing at this address.\n"


def test_get_box_when_neither_room_has_it():
    response = Client().get("/boxes/" + "0" * 64 + "/")

    assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/ballots/"), ("POST", "/notices/"), ("DELETE", "/boxes/x/"), ("GET", "/nothing/")]
)
def test_an_address_when_used_as_it_should_not_be_says_so_in_one_sentence(method, path):
    response = Client().generic(method, path)

    assert response.status_code in (404, 405)
    assert response["Content-Type"].startswith("text/plain")
    assert response.content


def test_an_answer_when_given_sets_no_cookie_and_has_a_strict_policy():
    response = Client().get("/")

    assert response.status_code == 200
    assert not response.cookies
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "style-src 'self'; " in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["Referrer-Policy"] == "no-referrer"
