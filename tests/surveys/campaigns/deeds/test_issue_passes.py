"""The blind door: passes that verify under the Notice's keys, once a group and person, each group on its own."""

import base64
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection, connections

from surveys.campaigns.asking import read_asking, token
from surveys.campaigns.deeds.announce_house import announce_house
from surveys.campaigns.deeds.announce_wave import announce_wave
from surveys.campaigns.deeds.issue_passes import issue_passes
from surveys.campaigns.models import Invitation, Issued, IssuedSpare, Wave
from tests.surveys.campaigns.asker import Asker
from tests.surveys.campaigns.conftest import NOW

Post = Callable[..., Any]


def test_passes_verify_under_the_notice_keys(asker: Asker, post: Post) -> None:
    answer = post(asker.body("labels", "ballot", "candle"))

    assert answer.status_code == 200
    for group in ("labels", "ballot", "candle"):
        asker.finish(group, answer.json())
    assert sorted(Issued.objects.values_list("group", flat=True)) == ["ballot", "candle", "labels"]


def test_answer_is_for_the_nameless_origin_without_a_cookie(asker: Asker, post: Post) -> None:
    answer = post(asker.body("ballot"))

    assert answer["Access-Control-Allow-Origin"] == settings.NAMELESS_ORIGIN
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_same_bytes_again_give_the_same_signatures(asker: Asker, post: Post) -> None:
    body = asker.body("labels", "ballot", "candle")
    first = post(body).json()

    assert post(body).json() == first
    assert Issued.objects.count() == 3


def test_nobody_votes_twice(asker: Asker, post: Post) -> None:
    post(asker.body("ballot"))

    again = post(asker.body("ballot"))

    assert again.status_code == 200
    assert list(again.json()["groups"]["ballot"]) == ["refused"]
    assert Issued.objects.count() == 1


def test_a_refused_group_refuses_no_other(asker: Asker, post: Post) -> None:
    post(asker.body("ballot"))

    answer = post(asker.body("ballot", "labels")).json()

    assert list(answer["groups"]["ballot"]) == ["refused"]
    asker.finish("labels", answer)


def test_two_people_of_one_cohort_each_get_a_label(opened: Wave, post: Post) -> None:
    cohort = Invitation.objects.order_by("id")[0].cohort
    first, second = (Asker(opened, row) for row in Invitation.objects.filter(cohort=cohort).order_by("id")[:2])

    passes = [who.finish("labels", post(who.body("labels")).json()) for who in (first, second)]

    assert passes[0].key_id == passes[1].key_id
    assert passes[0].nonce != passes[1].nonce


def test_a_label_of_another_cohort_is_refused(asker: Asker, opened: Wave, post: Post) -> None:
    other = Invitation.objects.exclude(cohort=asker.invitation.cohort).order_by("id")[0]
    asker.key_ids["labels"] = Asker(opened, other).key_ids["labels"]

    answer = post(asker.body("labels", "ballot"))

    assert list(answer.json()["groups"]["labels"]) == ["refused"]
    assert list(Issued.objects.values_list("group", flat=True)) == ["ballot"]


def test_a_ballot_key_signs_no_label_and_a_stock_key_nothing(asker: Asker, post: Post) -> None:
    asker.key_ids["labels"] = asker.key_ids["ballot"]

    answer = post(asker.body("labels"))

    assert list(answer.json()["groups"]["labels"]) == ["refused"]
    assert not Issued.objects.exists()


@pytest.mark.parametrize("number", [b"\x00" * 256, b"\x00" * 255 + b"\x01", b"\xff" * 256])
def test_a_message_out_of_range_is_refused_and_burns_nothing(asker: Asker, post: Post, number: bytes) -> None:
    body = asker.body("ballot")
    body["groups"]["ballot"][0][1] = base64.b64encode(number).decode()

    refused = post(body)

    assert list(refused.json()["groups"]["ballot"]) == ["refused"]
    assert not Issued.objects.exists()
    asker.finish("ballot", post(asker.body("ballot")).json())


@pytest.mark.parametrize("group, remembered", [("ballot", Issued), ("spare", IssuedSpare)])
def test_two_requests_at_once_with_other_bytes_have_one_winner(
    asker: Asker, transactional_db: None, group: str, remembered: type[Issued | IssuedSpare]
) -> None:
    bodies = [asker.body(group) for _ in range(8)]
    together = Barrier(8)

    def ask(body: dict[str, Any]) -> str:
        asking = read_asking(json.dumps(body).encode())
        together.wait()
        try:
            [outcome] = issue_passes(asking=asking, now=NOW)["groups"][group]
            return str(outcome)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(ask, bodies))

    assert connection.vendor == "postgresql"
    assert sorted(outcomes) == ["refused"] * 7 + ["signatures"]
    assert remembered.objects.count() == 1


def test_candle_keys_change_with_the_month_and_answers_do_not(
    plan: Callable[..., Wave], seed: bytes, post: Post
) -> None:
    november, december = NOW.replace(day=28), datetime(2026, 12, 1, tzinfo=UTC)
    plan(opens=november)
    announce_house(now=november, seed=seed)
    [wave] = announce_wave(now=november, seed=seed)
    early, late = (Asker(wave, row) for row in Invitation.objects.order_by("id")[:2])
    body = early.body("candle")
    with time_machine.travel(november, tick=False):
        first = post(body).json()
    announce_house(now=december, seed=seed)

    with time_machine.travel(december, tick=False):
        again, stale = post(body).json(), post(late.body("candle")).json()
        late.turn("2026-12")
        fresh = post(late.body("candle")).json()

    assert again == first
    assert list(stale["groups"]["candle"]) == ["refused"]
    late.finish("candle", fresh)


def test_the_last_second_is_served(asker: Asker, post: Post) -> None:
    with time_machine.travel(NOW + timedelta(days=7, seconds=-1), tick=False):
        answer = post(asker.body("ballot"))

    asker.finish("ballot", answer.json())


def test_tokens_name_one_invitation_each(opened: Wave) -> None:
    tokens = {token(pk) for pk in Invitation.objects.values_list("id", flat=True)}

    assert len(tokens) == Invitation.objects.count() == 42
    assert {len(text) for text in tokens} == {43}
