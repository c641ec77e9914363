"""The challenge that comes with each answer."""

import pytest

from wellbeing.candles.challenges import check_challenge

pytestmark = pytest.mark.django_db


def test_an_answer_to_a_proved_request_carries_the_next_challenge_and_is_stored_nowhere(client, at, now):
    answer = client.get("/queue/", headers={"Windbreak-Proof": "anything"})

    check_challenge(answer.headers["Windbreak-Challenge"], now)
    assert answer.headers["Cache-Control"] == "no-store"


def test_other_answers_carry_none(client):
    assert "Windbreak-Challenge" not in client.get("/flags/").headers
