"""Spare candle passes: up to three a person and month, whatever the invitation; nothing else depends on them."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from surveys.campaigns.deeds.announce_house import announce_house
from surveys.campaigns.deeds.announce_wave import announce_wave
from surveys.campaigns.models import Invitation, Issued, IssuedSpare, SigningKey, Wave
from surveys.people.models import Employee
from tests.surveys.campaigns.asker import Asker
from tests.surveys.campaigns.conftest import NOW

Post = Callable[..., Any]
Plan = Callable[..., Wave]


def outcome(answer: Any, group: str = "spare") -> str:
    """`signatures` or `refused`."""
    [said] = answer.json()["groups"][group]
    return str(said)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_one_to_three_spare_passes_verify_and_differ(asker: Asker, post: Post, count: int) -> None:
    answer = post(asker.body("labels", "spare", spare=count))

    passes = asker.finish_all("spare", answer.json())
    assert len({spare.nonce for spare in passes}) == len(passes) == count
    assert IssuedSpare.objects.get().employee_id == asker.invitation.employee_id
    assert list(Issued.objects.values_list("group", flat=True)) == ["labels"]


def test_the_same_blanks_again_give_the_same_signatures(asker: Asker, post: Post) -> None:
    body = asker.body("labels", "spare")
    first = post(body).json()

    assert post(body).json() == first
    assert IssuedSpare.objects.count() == 1


def test_other_blanks_are_refused_for_the_month(asker: Asker, post: Post) -> None:
    body = asker.body("spare")
    post(body)
    other_order = body | {"groups": {"spare": body["groups"]["spare"][::-1]}}
    fewer = body | {"groups": {"spare": body["groups"]["spare"][:2]}}

    outcomes = [outcome(post(asked)) for asked in (other_order, fewer, asker.body("spare"))]

    assert outcomes == ["refused"] * 3
    assert IssuedSpare.objects.count() == 1


def test_a_refused_spare_refuses_no_other_group(asker: Asker, post: Post) -> None:
    post(asker.body("spare"))

    answer = post(asker.body("labels", "ballot", "candle", "spare"))

    assert outcome(answer) == "refused"
    for group in ("labels", "ballot", "candle"):
        asker.finish(group, answer.json())


def test_another_refused_group_refuses_no_spare(asker: Asker, post: Post) -> None:
    post(asker.body("labels"))

    answer = post(asker.body("labels", "spare"))

    assert outcome(answer, "labels") == "refused"
    assert len(asker.finish_all("spare", answer.json())) == 3


def test_a_second_wave_of_the_month_gives_no_second_spare(opened: Wave, plan: Plan, seed: bytes, post: Post) -> None:
    first = Asker(opened, Invitation.objects.get(wave=opened, employee__number="Sales1"))
    post(first.body("labels", "spare"))
    SigningKey.fill(4, at_most=4)
    Wave.objects.filter(pk=opened.pk).update(opens=NOW - timedelta(days=28))  # R8: asked long ago
    plan(campaign="Another")
    [wave] = announce_wave(now=NOW, seed=seed)
    second, colleague = (
        Asker(wave, Invitation.objects.get(wave=wave, employee__number=number)) for number in ("Sales1", "Sales2")
    )

    answer = post(second.body("labels", "spare"))
    other = post(colleague.body("labels", "spare"))

    assert outcome(answer) == "refused"
    second.finish("labels", answer.json())
    assert len(colleague.finish_all("spare", other.json())) == 3


def test_a_new_month_gives_new_spare_passes_and_repeats_the_old(
    plan: Plan, seed: bytes, post: Post, stock: None
) -> None:
    november, december = NOW.replace(day=28), datetime(2026, 12, 1, tzinfo=UTC)
    plan(opens=november)
    announce_house(now=november, seed=seed)
    [wave] = announce_wave(now=november, seed=seed)
    early, late = (Asker(wave, row) for row in Invitation.objects.order_by("id")[:2])
    body = early.body("spare")
    with time_machine.travel(november, tick=False):
        first = post(body).json()
    announce_house(now=december, seed=seed)

    with time_machine.travel(december, tick=False):
        again, stale = post(body).json(), outcome(post(late.body("spare")))
        early.turn("2026-12")
        fresh = post(early.body("spare")).json()

    assert again == first
    assert stale == "refused"
    assert len(early.finish_all("spare", fresh)) == 3
    assert sorted(IssuedSpare.objects.values_list("month", flat=True)) == ["2026-11", "2026-12"]


@pytest.mark.parametrize("group", ["ballot", "labels"])
def test_no_other_key_signs_a_spare_pass(asker: Asker, post: Post, group: str) -> None:
    mixed = asker.body("spare")
    mixed["groups"]["spare"][2][0] = asker.key_ids[group]
    asker.key_ids["spare"] = asker.key_ids[group]

    outcomes = [outcome(post(body)) for body in (mixed, asker.body("spare"))]

    assert outcomes == ["refused"] * 2
    assert not IssuedSpare.objects.exists()


def test_a_message_out_of_range_refuses_all_three_and_burns_nothing(asker: Asker, post: Post) -> None:
    body = asker.body("spare")
    body["groups"]["spare"][1][1] = base64.b64encode(b"\xff" * 256).decode()

    assert outcome(post(body)) == "refused"
    assert not IssuedSpare.objects.exists()
    assert len(asker.finish_all("spare", post(asker.body("spare")).json())) == 3


def test_who_has_left_gets_no_spare_and_no_repetition(asker: Asker, post: Post) -> None:
    body = asker.body("labels", "spare")
    served = outcome(post(body))
    Employee.objects.filter(pk=asker.invitation.employee_id).update(
        is_active=False, email=None, group=None, name="", leads=False
    )

    answer = post(body)

    assert (served, outcome(answer), outcome(answer, "labels")) == ("signatures", "refused", "signatures")
    assert "roster" in answer.json()["groups"]["spare"]["refused"]


def test_who_was_removed_gets_no_spare(asker: Asker, post: Post) -> None:
    Employee.objects.filter(pk=asker.invitation.employee_id).delete()

    answer = post(asker.body("labels", "spare"))

    assert (outcome(answer), outcome(answer, "labels")) == ("refused", "signatures")
    assert not IssuedSpare.objects.exists()
