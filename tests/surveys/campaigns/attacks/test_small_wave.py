"""A wave made for one person: what an owner is refused, what the Notice says of it, and what only honesty refuses."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from crypto import shapes
from crypto.notice import BadDocument
from surveys.campaigns.deeds import announce_wave as announcing
from surveys.campaigns.deeds.announce_house import announce_house
from surveys.campaigns.deeds.announce_wave import announce_wave
from surveys.campaigns.deeds.close_wave import close_wave
from surveys.campaigns.deeds.plan_wave import CannotPlan, Thresholds
from surveys.campaigns.models import Invitation, Wave
from surveys.campaigns.planning import Plan
from surveys.campaigns.snapshot import TooFew, take_snapshot
from surveys.people.models import Employee, Group
from tests.attacks.queue.stuffing import least_unknown
from tests.attacks.worlds import Ballot
from tests.attacks.worlds import Wave as Held

Planning = Callable[..., Wave]
MONTH = timedelta(days=28)
TWELVE = [*(f"root{i}" for i in range(3)), *(f"Tiny{i}" for i in range(5)), *(f"Tech{i}" for i in range(4))]


def leave_on_the_roster(*numbers: str) -> None:
    """Everybody else was taken off it."""
    Employee.objects.exclude(number__in=numbers).delete()


def cohorts_of(wave: Wave) -> list[dict[str, Any]]:
    assert wave.notice is not None
    cohorts: list[dict[str, Any]] = wave.notice.read()["cohorts"]
    return cohorts


def test_a_wave_asks_everybody_on_the_roster_and_no_group_alone(announced: Wave) -> None:
    assert set(Plan.__dataclass_fields__) == {
        "questionnaire", "campaign", "opens", "closes", "thresholds", "grace_hours",
    }  # fmt: skip
    assert Invitation.objects.filter(wave=announced).count() == Employee.objects.count() == 42


@pytest.mark.parametrize("thresholds", [Thresholds(1, 1), Thresholds(1, 2), Thresholds(5, 6)])
def test_no_thresholds_are_low_enough_for_one(plan: Planning, thresholds: Thresholds) -> None:
    with pytest.raises(CannotPlan):
        plan(thresholds=thresholds)


def test_one_person_on_the_roster_is_refused_when_the_wave_is_planned(plan: Planning) -> None:
    leave_on_the_roster("Tech0")

    with pytest.raises(TooFew):
        plan(thresholds=Thresholds(5, 7))


def test_one_person_left_on_the_roster_is_refused_when_the_wave_opens(
    plan: Planning, stock: None, seed: bytes, now: datetime
) -> None:
    plan(thresholds=Thresholds(5, 7))
    leave_on_the_roster("Tech0")
    announce_house(now=now, seed=seed)

    assert announce_wave(now=now, seed=seed) == []
    assert Wave.objects.get().state == Wave.State.REFUSED
    assert not Invitation.objects.exists()


def test_a_group_of_one_is_no_cohort(
    plan: Planning, stock: None, roster: dict[str, Group], seed: bytes, now: datetime
) -> None:
    alone = Group.objects.create(name="Alone", parent=roster["root"])
    Employee.objects.filter(number="Tech0").update(group=alone)
    plan(thresholds=Thresholds(5, 7))
    announce_house(now=now, seed=seed)

    [wave] = announce_wave(now=now, seed=seed)

    assert alone.id.hex not in {cohort["id"] for cohort in cohorts_of(wave)}
    assert all(cohort["eligible"] >= 7 for cohort in cohorts_of(wave))


@pytest.fixture
def no_minimum(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rule that fewer than m people make no wave is taken out of the announcing."""
    monkeypatch.setattr(announcing, "take_snapshot", lambda *, when, m: take_snapshot(when=when, m=1))


@pytest.fixture
def no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads a Notice looks at no cohorts."""
    monkeypatch.setattr(shapes, "fault_of_cohorts", lambda *_, **__: None)


def test_without_the_minimum_a_team_of_one_is_refused_by_whoever_reads_the_notice(
    plan: Planning, no_minimum: None, stock: None, seed: bytes, now: datetime
) -> None:
    plan(thresholds=Thresholds(5, 7))
    leave_on_the_roster("Tech0")
    announce_house(now=now, seed=seed)

    with pytest.raises(BadDocument):
        announce_wave(now=now, seed=seed)


def test_without_the_minimum_a_whole_of_one_is_refused_by_whoever_reads_the_notice(
    plan: Planning, no_minimum: None, stock: None, seed: bytes, now: datetime
) -> None:
    plan(thresholds=Thresholds(5, 7))
    leave_on_the_roster("root0")
    announce_house(now=now, seed=seed)

    with pytest.raises(BadDocument, match="fewer people than the cohort minimum"):
        announce_wave(now=now, seed=seed)

    assert not Invitation.objects.exists()


def test_without_the_readers_rule_as_well_nothing_is_published_of_one(
    plan: Planning, no_minimum: None, no_reader: None, stock: None, seed: bytes, now: datetime
) -> None:
    plan(thresholds=Thresholds(5, 7))
    leave_on_the_roster("root0")
    announce_house(now=now, seed=seed)

    [wave] = announce_wave(now=now, seed=seed)

    assert wave.notice is not None
    frozen, [cohort] = wave.notice.read(), cohorts_of(wave)
    alone = [Ballot("victim", cohort["id"], {"load": 2})]
    assert (cohort["eligible"], Invitation.objects.count()) == (1, 1)
    assert Held(frozen, alone).release()["cells"] == []  # n(root) < k
    assert least_unknown(Held(frozen, alone), ()) is None
    assert least_unknown(Held(frozen | {"k": 1}, alone), ()) == 1  # without that rule


def test_the_notice_of_a_small_wave_says_how_many_are_asked_and_how_many_fewer(
    announced: Wave, plan: Planning, seed: bytes, now: datetime
) -> None:
    later = now + MONTH
    close_wave(now=later)
    leave_on_the_roster(*TWELVE)
    plan(opens=later, now=later)

    [small] = announce_wave(now=later, seed=seed)

    [told] = cohorts_of(small)
    assert (told["name"], told["eligible"], told["change"]) == ("Everybody", 12, 12 - 22)


def test_the_notice_of_a_new_campaign_tells_no_change(
    announced: Wave, plan: Planning, seed: bytes, now: datetime
) -> None:
    """A limit: changes are told within a campaign, and whoever plans a wave may begin another one."""
    later = now + MONTH
    close_wave(now=later)
    leave_on_the_roster(*TWELVE)
    plan(opens=later, now=later, campaign="Another")

    [small] = announce_wave(now=later, seed=seed)

    [told] = cohorts_of(small)
    assert (told["eligible"], told["change"]) == (12, None)
