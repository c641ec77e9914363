"""The endpoints of the candles room, as anybody may call them."""

import re

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from crypto.flag import FLAG_SIZE
from crypto.installation import check_document, read_seed
from crypto.keys import installation_public
from wellbeing.candles.models import CandleKey, Flag, HouseBox, RouterKey, SpentPass, UsedChallenge

pytestmark = pytest.mark.django_db
ONE_SENTENCE = re.compile(r"[A-Z0-9][^\n]*\.\n?")


@pytest.fixture
def post(client, time_machine, now):
    time_machine.move_to(now)
    return lambda body: client.post("/flags/", body, content_type="application/octet-stream")


def rows():
    return [sorted(map(repr, model.objects.values())) for model in (CandleKey, RouterKey, HouseBox, Flag, SpentPass)]


def is_refused(answer):
    sentence = answer.content.decode()
    return (
        400 <= answer.status_code < 500
        and answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        and ONE_SENTENCE.fullmatch(sentence) is not None
    )


def test_a_flag_is_taken_with_an_empty_answer(make_flag, post):
    answer = post(make_flag(lit=True))

    assert (answer.status_code, answer.content, dict(answer.cookies)) == (200, b"", {})
    assert Flag.objects.count() == 1


def test_the_same_flag_again_is_answered_alike(make_flag, post):
    body = make_flag()

    assert [post(body).status_code, post(body).status_code] == [200, 200]
    assert Flag.objects.count() == 1


def test_answers_to_lit_and_unlit_flags_are_the_same(make_flag, post):
    lit, unlit = post(make_flag(lit=True)), post(make_flag(lit=False))

    assert (lit.status_code, lit.content, lit.headers) == (unlit.status_code, unlit.content, unlit.headers)


@pytest.mark.parametrize("size", [0, 353, 9_809, 9_811, 60_000, 5 * 1024 * 1024])
def test_a_body_of_another_size_is_refused_and_changes_nothing(make_flag, post, size):
    body = make_flag()
    before = rows()

    answer = post((body * (size // len(body) + 1))[:size])

    assert answer.status_code == (413 if size > 4 * 1024 * 1024 else 400)
    assert is_refused(answer)
    assert rows() == before


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_only_get_and_post_reach_the_flags(client, method):
    answer = getattr(client, method)("/flags/")

    assert answer.status_code == 405
    assert is_refused(answer)


@hypothesis_settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.one_of(st.binary(max_size=400), st.binary(min_size=FLAG_SIZE, max_size=FLAG_SIZE)))
@example(b"\x00\x02" + bytes(FLAG_SIZE - 2))
def test_any_bytes_are_refused_and_change_nothing(post, house, body):
    before = rows()

    answer = post(body)

    assert is_refused(answer)
    assert rows() == before


@hypothesis_settings(
    max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, FLAG_SIZE - 1), st.integers(1, 255))
def test_a_flag_with_any_byte_changed_is_refused_and_changes_nothing(post, make_flag, place, change):
    body = bytearray(make_flag())
    body[place] ^= change
    before = rows()

    answer = post(bytes(body))

    assert is_refused(answer)
    assert rows() == before


def test_a_box_is_served_with_its_signature(client, house, worker):
    answer = client.get(f"/boxes/{house['notice']}/")

    public = installation_public(read_seed(worker / "installation"))
    check_document(public, answer.content, answer.headers["Windbreak-Signature"])
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == house


def test_a_box_is_not_there_until_the_worker_made_it(client, pin, candle_key):
    answer = client.get(f"/boxes/{pin(candle_key)}/")

    assert answer.status_code == 404
    assert is_refused(answer)


@pytest.mark.parametrize("name", ["ab" * 32, "AB" * 32, "ab", "ab" * 32 + "%0A", "%00", "é"])
def test_a_box_of_an_unknown_notice_is_refused(client, db, name):
    answer = client.get(f"/boxes/{name}/")

    assert answer.status_code == 404
    assert is_refused(answer)


def test_how_many_wait_is_told_without_those_that_hide_nobody(client, house, let_wait, settings):
    let_wait(unlit=3)
    let_wait(unlit=2, bare=True)

    said = client.get("/flags/").json()

    assert said == {
        "version": 1,
        "waiting": 3,
        "hours": settings.ROUTER_HOURS,
        "minimum": settings.ROUTER_MINIMUM,
    }


def test_a_flag_sent_now_is_gathered_and_one_without_a_pass_is_kept(client, at, make_flag):
    kind = "application/octet-stream"
    assert client.post("/flags/now/", make_flag(lit=True), kind).status_code == 200
    assert Flag.waiting().count() == 0

    bare = bytes(RouterKey.objects.get().id) + bytes(9328)
    assert [client.post("/flags/bare/", bare, kind).status_code for _ in range(2)] == [200, 200]
    assert client.post("/flags/bare/", bare[:-1], kind).status_code == 400

    assert sorted(Flag.objects.values_list("bare", flat=True)) == [False, True]


def test_challenges_are_given_to_anybody_and_stored_nowhere(client, db):
    answers = [client.get("/challenges/") for _ in range(2)]

    assert len({answer.json()["challenge"] for answer in answers}) == 2
    assert answers[0].headers["Cache-Control"] == "no-store"
    assert not UsedChallenge.objects.exists()
