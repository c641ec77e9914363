"""The mailbox over HTTP: every address with what it takes and what it refuses."""

import json

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.wellbeing.candles.people import Employee
from wellbeing.candles.models import Candle, Letter, Offer, TakenBreak

pytestmark = pytest.mark.django_db
PATHS = ["/mailbox/", "/mailbox/letters/", "/mailbox/take/", "/mailbox/withdraw/"]


def rows():
    return [sorted(map(repr, model.objects.values())) for model in (Candle, Letter, Offer, TakenBreak)]


def test_a_visit_shows_what_is_there(employee):
    assert employee.post("/mailbox/").json()["state"] == "lit"


def test_a_letter_is_kept_with_an_empty_answer(employee):
    body = employee.letter()

    answers = [employee.post("/mailbox/letters/", body) for _ in range(2)]

    assert [(answer.status_code, answer.content) for answer in answers] == [(200, b"")] * 2
    assert [letter["number"] for letter in employee.post("/mailbox/").json()["letters"]] == [1]


def test_a_withdrawn_candle_is_shown_as_withdrawn_and_takes_no_letters(employee):
    assert [employee.post("/mailbox/withdraw/").status_code for _ in range(2)] == [200, 200]

    assert employee.post("/mailbox/").json()["state"] == "withdrawn"
    assert employee.post("/mailbox/letters/", employee.letter()).status_code == 410


@pytest.mark.parametrize("path", PATHS)
@hypothesis_settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.binary(max_size=200) | st.dictionaries(st.text(max_size=9), st.text(max_size=9)).map(json.dumps))
def test_any_body_is_refused_in_words_and_changes_nothing(employee, path, body):
    before = rows()

    answer = employee.post(path, body.encode() if isinstance(body, str) else body)

    assert answer.status_code == 400
    assert answer.content.decode().count("\n") == 1
    assert rows() == before


@pytest.mark.parametrize("path", PATHS)
def test_a_body_that_is_too_large_is_refused(employee, path):
    assert employee.post(path, b" " * (64 * 1024 + 1)).status_code == 413


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_there_to_get(client, path):
    assert client.get(path).status_code == 405


def test_one_mailbox_shows_nothing_of_another(client, employee):
    other = Employee.new(client)

    assert other.post("/mailbox/").status_code == 404
