"""The truths of the room hold in the database itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from crypto import wrap
from crypto.notice import encode
from surveys.campaigns.models import (
    Campaign,
    Frozen,
    GivenAlready,
    IllegalMove,
    Invitation,
    Issued,
    Notice,
    Overtaken,
    Participation,
    Question,
    Questionnaire,
    SigningKey,
    Wave,
)  # fmt: skip
from surveys.campaigns.models.wave import smallest_m


@pytest.mark.parametrize("k, m", [(5, 7), (8, 12), (10, 14), (20, 28), (20, 1000)])
def test_r1_is_held_by_the_database_when_kept(questionnaire: Questionnaire, k: int, m: int) -> None:
    assert Campaign.objects.create(name="x", questionnaire=questionnaire, k=k, m=m).pk


@pytest.mark.parametrize("k, m", [(4, 12), (21, 30), (8, 11), (20, 27), (5, 6), (8, 1001)])
def test_r1_is_held_by_the_database_when_broken(questionnaire: Questionnaire, k: int, m: int) -> None:
    with pytest.raises(IntegrityError):
        Campaign.objects.create(name="x", questionnaire=questionnaire, k=k, m=m)


def test_the_smallest_m_is_one_point_four_k_rounded_up() -> None:
    assert [smallest_m(k) for k in (5, 8, 10, 20)] == [7, 12, 14, 28]


def test_a_questionnaire_is_frozen_once_a_wave_was_planned(
    plan: Callable[..., Wave], questionnaire: Questionnaire
) -> None:
    question = questionnaire.questions.get(key="load")
    question.save()
    plan()

    for change in (question.save, question.delete, questionnaire.save, questionnaire.delete):
        with pytest.raises(Frozen):
            change()
    with pytest.raises(Frozen):
        Question(questionnaire=questionnaire, position=9, key="new", kind="scale", text={}, bins=[], groups=[]).save()


def test_a_wave_moves_only_as_the_table_says(announced: Wave) -> None:
    with pytest.raises(IllegalMove):
        announced.move(Wave.State.PLANNED)

    assert announced.move(Wave.State.OPEN)
    assert announced.move(Wave.State.CLOSED)
    with pytest.raises(IllegalMove):
        announced.move(Wave.State.OPEN)


def test_a_move_has_one_winner(announced: Wave) -> None:
    other = Wave.objects.get(pk=announced.pk)

    assert announced.move(Wave.State.OPEN)
    assert not other.move(Wave.State.OPEN)


@pytest.mark.parametrize("change", [{"state": "planned"}, {"notice": None}, {"grace_hours": 169}])
def test_a_wave_that_contradicts_itself_is_refused(announced: Wave, change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        Wave.objects.filter(pk=announced.pk).update(**change)


def test_a_wave_that_closes_before_it_opens_is_refused(announced: Wave) -> None:
    with pytest.raises(IntegrityError):
        Wave.objects.filter(pk=announced.pk).update(closes=announced.opens - timedelta(seconds=1))


def test_a_person_has_one_invitation_a_wave(announced: Wave) -> None:
    first = Invitation.objects.all()[0]

    with pytest.raises(IntegrityError):
        Invitation.objects.create(wave=announced, employee=first.employee, cohort=first.cohort)


def test_a_group_is_issued_once_an_invitation(announced: Wave) -> None:
    first = Invitation.objects.all()[0]
    Issued.objects.create(invitation=first, group="ballot", digest=b"x")

    with pytest.raises(IntegrityError):
        Issued.objects.create(invitation=first, group="ballot", digest=b"y")


def test_participation_comes_in_steps_of_five(announced: Wave) -> None:
    with pytest.raises(IntegrityError):
        Participation.objects.create(wave=announced, day=announced.opens.date(), percent=42)


def test_no_notice_follows_one_that_is_followed(announced: Wave, seed: bytes) -> None:
    house = Notice.objects.get(kind="house")
    fork = house.read() | {"previous": house.fingerprint, "month": "2027-01"}

    with pytest.raises(Overtaken):
        Notice.keep(encode(fork), signature="", delivered=False)

    assert len(Notice.chain()) == 2


def test_no_second_notice_stands_first(announced: Wave) -> None:
    document = Notice.objects.get(kind="house").read() | {"month": "2027-01"}

    with pytest.raises(Overtaken):
        Notice.keep(encode(document), signature="", delivered=False)


def test_a_private_key_lies_wrapped(db: None, settings: Any) -> None:
    key = SigningKey.make()
    private = key.private()
    settings.SECRET_KEY = "another secret"

    assert private.public_key().public_numbers().n.to_bytes(256, "big") in bytes(key.spki)
    assert private.private_numbers().p.to_bytes(128, "big") not in bytes(key.wrapped)
    with pytest.raises(wrap.BadWrap):
        key.private()


def test_keys_are_taken_once_and_made_where_the_stock_is_empty(db: None) -> None:
    SigningKey.fill(2, at_most=5)

    first = SigningKey.take(1, purpose=SigningKey.Purpose.BALLOT, scope="a")
    others = SigningKey.take(2, purpose=SigningKey.Purpose.LABEL, scope="a")

    assert len({key.id for key in first + others}) == 3
    assert not SigningKey.objects.filter(purpose="stock").exists()


def test_a_wave_has_one_ballot_key(db: None) -> None:
    SigningKey.take(1, purpose=SigningKey.Purpose.BALLOT, scope="a")

    with pytest.raises(GivenAlready):
        SigningKey.take(1, purpose=SigningKey.Purpose.BALLOT, scope="a")
