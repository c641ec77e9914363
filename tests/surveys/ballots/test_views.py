"""The nameless origin's addresses, asked as clients ask them; config/front.py stands before some of them."""

import io
import json
import os

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crypto import notice as notices
from crypto.installation import AUTHORIZATION_HEADER, DATE_HEADER, SIGNATURE_HEADER, check_document
from surveys.ballots.deeds.count import count
from surveys.ballots.models import Ballot, LabelKeys, Notice, Report
from tests.surveys.ballots import town as towns
from tests.surveys.ballots.conftest import keep

OCTETS = "application/octet-stream"


@pytest.fixture(autouse=True)
def address(settings):
    settings.ALLOWED_HOSTS = ["testserver"]


def is_plain(response, status):
    """A refusal: the status, and one sentence for people."""
    text = response.content.decode().removesuffix("\n")
    sentence = text.endswith(".") and "\n" not in text and text[0].isupper()
    return response.status_code == status and response["Content-Type"].startswith("text/plain") and sentence


def put(client, path, body, *, now=towns.DURING, signature=None, path_signed=None):
    headers = towns.request_headers("PUT", path_signed or path, body, now)
    headers |= {SIGNATURE_HEADER: signature} if signature else {}
    return client.put(path, body, content_type="application/json", headers=headers)


def get(client, path, *, now=towns.DURING):
    return client.get(path, headers=towns.request_headers("GET", path, b"", now))


def published(town):
    keep(town, [town.ballot(towns.SOUTH, towns.answers_of(i)) for i in range(6)])
    count(fingerprint=town.fingerprint, now=towns.AFTER)


# --- notices and keys -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_notices_when_put_one_after_another_are_served_as_they_came(client, during):
    house = towns.signed(towns.house_notice())
    name = house["fingerprint"]
    wave = towns.signed(towns.wave_notice(previous=name, house=name))

    for notice, status in [(house, 201), (wave, 201), (wave, 200)]:
        path = f"/notices/{notice['fingerprint']}/"
        assert put(client, path, notice["document"], signature=notice["signature"]).status_code == status

    assert client.get("/notices/").json() == {"version": 1, "chain": [name, wave["fingerprint"]]}
    response = client.get(f"/notices/{wave['fingerprint']}/")
    assert response.content == wave["document"]
    assert response[SIGNATURE_HEADER] == wave["signature"]
    assert response["Content-Type"] == "application/json"


@pytest.mark.django_db
def test_notice_when_the_request_is_not_the_named_workers_is_refused(client, during):
    house = towns.signed(towns.house_notice())
    path = f"/notices/{house['fingerprint']}/"

    unsigned = client.put(path, house["document"], headers={SIGNATURE_HEADER: house["signature"]})
    replayed = put(client, path, house["document"], signature=house["signature"], path_signed="/notices/0/")

    assert is_plain(unsigned, 401)
    assert is_plain(replayed, 401)
    assert not Notice.objects.exists()


def test_keys_when_the_named_worker_brings_them_keeps_them(client, town, during):
    LabelKeys.objects.all().delete()
    path = f"/keys/{town.fingerprint}/"

    assert put(client, path, towns.label_keys()).status_code == 201
    assert put(client, path, towns.label_keys()).status_code == 200

    assert LabelKeys.objects.count() == 1


def test_keys_when_anything_about_them_is_wrong_refuses_and_keeps_none(client, town, during):
    LabelKeys.objects.all().delete()
    path, keys = f"/keys/{town.fingerprint}/", towns.label_keys()

    assert is_plain(client.put(path, keys), 401)
    assert is_plain(put(client, path, keys, path_signed="/keys/x/"), 401)
    assert is_plain(put(client, path, keys, now=towns.AFTER), 401)
    assert is_plain(put(client, path, keys[:-9]), 400)
    assert is_plain(put(client, path, towns.label_keys([towns.NORTH])), 400)
    assert is_plain(put(client, f"/keys/{'0' * 64}/", keys), 404)
    assert is_plain(put(client, path, b" " * 5_000_000), 413)
    assert is_plain(client.get(path), 405)
    assert not LabelKeys.objects.exists()


# --- what is served ---------------------------------------------------------------------------------------------


def test_box_when_it_is_made_is_served_signed(client, town, worker):
    response = client.get(f"/boxes/{town.fingerprint}/")

    check_document(worker, response.content, response[SIGNATURE_HEADER])
    assert notices.read(response.content, kind="wave-box")["notice"] == town.fingerprint


@pytest.mark.parametrize("room", ["notices", "boxes", "counted"])
@pytest.mark.parametrize("name", ["0" * 64, "F" * 64, "x", "%00", "0" * 64 + "%0A"])
def test_documents_when_there_is_no_such_one_are_refused(client, town, room, name):
    assert is_plain(client.get(f"/{room}/{name}/"), 404)


def test_reports_when_a_wave_is_counted_are_for_the_named_worker(client, town, during, worker):
    assert is_plain(get(client, f"/reports/{town.fingerprint}/"), 404)
    published(town)

    listed = get(client, "/reports/")
    response = get(client, f"/reports/{town.fingerprint}/")

    assert listed.json() == {"version": 1, "reports": [town.fingerprint]}
    assert response.content == bytes(Report.objects.get().document)
    check_document(worker, response.content, response[SIGNATURE_HEADER])


def test_reports_when_a_stranger_asks_are_refused(client, town, during):
    published(town)

    for path in ("/reports/", f"/reports/{town.fingerprint}/"):
        stale = towns.request_headers("GET", path, b"", towns.AFTER)
        other = towns.request_headers("GET", "/reports/other/", b"", towns.DURING)
        assert is_plain(client.get(path), 401)
        assert is_plain(client.get(path, headers=stale), 401)
        assert is_plain(client.get(path, headers=other), 401)
        assert is_plain(client.get(path, headers={DATE_HEADER: "x", AUTHORIZATION_HEADER: "="}), 401)


def test_counted_when_a_wave_is_counted_is_for_everybody(client, town, worker):
    assert is_plain(client.get(f"/counted/{town.fingerprint}/"), 404)
    published(town)

    response = client.get(f"/counted/{town.fingerprint}/")

    check_document(worker, response.content, response[SIGNATURE_HEADER])
    assert len(notices.read(response.content, kind="counted")["serials"]) == 6


def test_status_when_a_wave_is_open_names_it(client, town, during):
    text = client.get("/").content.decode()

    assert "This side is up" in text
    assert "Pulse 3" in text
    assert town.fingerprint in text
    assert " style=" not in text
    assert "<script" not in text


def test_status_when_no_wave_is_open_says_so(client, town):
    with time_machine.travel(towns.AFTER, tick=False):
        response = client.get("/")

    assert "No wave takes ballots" in response.content.decode()


def test_status_when_a_wave_is_open_says_when_it_closes_as_people_do(client, town, during):
    text = client.get("/").content.decode()

    assert "Nov. 9, 2026 at 08:00 UTC" in text


def test_waves_when_one_is_open_names_its_notice_until_the_last_ballot_is_taken(client, town, during):
    assert client.get("/waves/").json() == {"version": 1, "open": [town.fingerprint]}
    with time_machine.travel(towns.DEADLINE, tick=False):
        assert client.get("/waves/").json() == {"version": 1, "open": []}


# --- ballots ----------------------------------------------------------------------------------------------------


def post(client, body):
    return client.post("/ballots/", body, content_type=OCTETS)


def test_ballots_when_posted_and_posted_again_are_kept_once(client, town, during):
    body = town.ballot(towns.NORTH, {"rest": 4})

    first, second = post(client, body), post(client, body)

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.content == second.content == b""
    assert not first.cookies
    assert [bytes(row) for row in Ballot.objects.values_list("serial", flat=True)] == [body[2:34]]


def test_ballots_when_anything_about_one_is_wrong_refuses_and_keeps_none(client, town, during):
    body, other = town.ballot(), town.ballot()

    assert is_plain(post(client, b""), 400)
    assert is_plain(post(client, body[:-1]), 400)
    assert is_plain(post(client, body + b"\x00"), 400)
    assert is_plain(post(client, body * 2000), 400)
    assert is_plain(post(client, b"\x00\x01" + body[2:]), 400)
    assert is_plain(post(client, body[:300] + os.urandom(54) + body[354:]), 400)
    assert is_plain(post(client, body[:66] + os.urandom(32) + body[98:]), 404)
    assert is_plain(post(client, body[:354] + other[354:]), 409)
    assert is_plain(client.get("/ballots/"), 405)
    with time_machine.travel(towns.DEADLINE, tick=False):
        assert is_plain(post(client, body), 410)
    assert not Ballot.objects.exists()


def test_ballots_when_fewer_bytes_come_than_were_announced_are_refused(client, town, during):
    body = town.ballot()

    cut = {"wsgi.input": io.BytesIO(body[:-100])}
    response = client.generic("POST", "/ballots/", body, OCTETS, **cut)

    assert is_plain(response, 400)
    assert not Ballot.objects.exists()


@st.composite
def spoiled(draw, size=5586):
    """Where and with what a genuine ballot is altered, cut or lengthened."""
    start = draw(st.integers(0, size - 1))
    return start, draw(st.integers(start, size)), draw(st.binary(max_size=400))


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cut=spoiled())
def test_ballots_when_altered_in_any_way_are_refused(client, town, during, cut):
    start, end, instead = cut
    genuine = town.ballot()
    body = genuine[:start] + instead + genuine[end:]

    response = post(client, body)

    assert body == genuine or response.status_code in (400, 404, 409)
    assert body == genuine or is_plain(response, response.status_code)
    assert Ballot.objects.count() == (body == genuine)
    Ballot.objects.all().delete()


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=8000) | st.builds(bytes, st.integers(5580, 5590)) | st.text().map(json.dumps))
def test_ballots_when_they_are_anything_are_refused(client, town, during, body):
    response = post(client, body)

    assert is_plain(response, response.status_code)
    assert 400 <= response.status_code < 500
    assert not Ballot.objects.exists()
