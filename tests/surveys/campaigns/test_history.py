"""R8: what a small cohort was asked rests for 28 days."""

import copy
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from surveys.campaigns.deeds.announce_house import announce_house
from surveys.campaigns.deeds.announce_wave import announce_wave
from surveys.campaigns.deeds.import_questionnaire import import_questionnaire
from surveys.campaigns.history import AskedTooSoon
from surveys.campaigns.models import Questionnaire, Wave
from surveys.campaigns.questionnaires import read_questionnaire
from surveys.people.models import Employee, Group
from tests.surveys.campaigns.conftest import FILE

Plan = Callable[..., Wave]


def other_questionnaire(**changes: Any) -> Questionnaire:
    """Another questionnaire with one recommend question, changed by keywords."""
    question = {"key": "other", "kind": "recommend", "text": {"en": "Something else?", "de": "Etwas anderes?"}}
    file = copy.deepcopy(FILE) | {"name": "Other", "questions": [question | changes]}
    return import_questionnaire(draft=read_questionnaire(json.dumps(file).encode()))[0]


def test_the_same_questionnaire_is_refused_within_28_days(announced: Wave, plan: Plan, now: datetime) -> None:
    later = now + timedelta(days=28) - timedelta(seconds=1)

    with time_machine.travel(later, tick=False), pytest.raises(AskedTooSoon) as caught:
        plan(opens=later, now=later)

    assert str(caught.value) == (
        "question enps was asked in Pulse 1; Everybody (and 1 more) has fewer than 30 people and may have it again "
        "from 2026-11-30 08:00 UTC"
    )
    assert Wave.objects.count() == 1


def test_the_same_questionnaire_is_allowed_after_28_days(announced: Wave, plan: Plan, now: datetime) -> None:
    later = now + timedelta(days=28)

    assert plan(opens=later, now=later).number == 2


def test_another_key_and_campaign_do_not_make_a_new_question(announced: Wave, plan: Plan, now: datetime) -> None:
    same_words = other_questionnaire(text={"en": "would you  recommend US?", "de": "Ganz neu?"})
    later = now + timedelta(days=8)

    with pytest.raises(AskedTooSoon):
        plan(opens=later, now=later, campaign="Other", questionnaire=same_words)


def test_other_questions_are_allowed_at_once(announced: Wave, plan: Plan, now: datetime) -> None:
    later = now + timedelta(days=1)

    assert plan(opens=later, now=later, campaign="Other", questionnaire=other_questionnaire()).number == 1


def test_large_cohorts_may_be_asked_again(plan: Plan, roster: dict[str, Group], seed: bytes, now: datetime) -> None:
    Employee.objects.update(group=roster["Sales"])
    plan()
    announce_house(now=now, seed=seed)
    announce_wave(now=now, seed=seed)
    later = now + timedelta(days=8)

    assert plan(opens=later, now=later).number == 2


def test_a_small_cohort_of_people_who_were_not_asked_may_be_asked(
    announced: Wave, plan: Plan, roster: dict[str, Group], now: datetime
) -> None:
    later = now + timedelta(days=8)
    Employee.objects.all().delete()
    for i in range(12):
        Employee.objects.create(number=f"new{i}", email=f"new{i}@example.org", group=roster["Sales"])

    assert plan(opens=later, now=later).number == 2


def test_a_wave_planned_early_is_refused_when_it_is_due(
    plan: Plan, roster: dict[str, Group], seed: bytes, now: datetime
) -> None:
    plan()
    plan(campaign="Second", opens=now + timedelta(days=3))  # nothing was asked yet when it was planned
    announce_house(now=now, seed=seed)
    announce_wave(now=now, seed=seed)

    announce_wave(now=now + timedelta(days=3), seed=seed)

    second = Wave.objects.get(campaign__name="Second")
    assert second.state == Wave.State.REFUSED
    assert second.reason.startswith("question enps was asked in Pulse 1")
