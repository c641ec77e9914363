"""Planning: numbers, thresholds and times, by deed and by command."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from surveys.campaigns.deeds.plan_wave import CannotPlan, Thresholds
from surveys.campaigns.models import Campaign, Questionnaire, Wave
from surveys.campaigns.snapshot import TooFew
from surveys.people.models import Employee, Group
from tests.surveys.campaigns.conftest import FILE

Plan = Callable[..., Wave]


def test_waves_of_a_campaign_are_numbered(plan: Plan, now: datetime) -> None:
    first, second = plan(), plan(opens=now + timedelta(days=30))

    assert (first.number, second.number) == (1, 2)
    assert first.campaign == second.campaign
    assert (first.campaign.k, first.campaign.m, first.grace_hours) == (8, 12, 6)


def test_fractions_of_a_second_are_dropped(plan: Plan, now: datetime) -> None:
    assert plan(opens=now.replace(microsecond=999)).opens == now


@pytest.mark.parametrize(
    "change",
    [
        {"closes": datetime.fromisoformat("2026-11-02T08:00:00Z")},
        {"opens": datetime.fromisoformat("2026-01-01T00:00:00Z")},
        {"thresholds": Thresholds(4, 12)},
        {"thresholds": Thresholds(21, 40)},
        {"thresholds": Thresholds(8, 11)},
        {"thresholds": Thresholds(8, 1001)},
        {"grace_hours": -1},
        {"grace_hours": 169},
    ],
)
def test_what_makes_no_wave_is_refused(plan: Plan, change: dict[str, Any]) -> None:
    with pytest.raises(CannotPlan):
        plan(**change)

    assert not Campaign.objects.exists()


def test_waves_of_a_campaign_do_not_overlap(plan: Plan, now: datetime) -> None:
    plan()

    with pytest.raises(CannotPlan):
        plan(opens=now + timedelta(days=6))


def test_an_organisation_under_the_minimum_is_refused(plan: Plan) -> None:
    Employee.objects.all().delete()

    with pytest.raises(TooFew):
        plan()


def command(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_the_commands_import_and_plan(roster: dict[str, Group], tmp_path: Path, now: datetime) -> None:
    file = tmp_path / "pulse.json"
    file.write_text(json.dumps(FILE))

    assert command("import_questionnaire", str(file)) == "Pulse (version 1): imported, 2 questions\n"
    assert command("import_questionnaire", str(file)) == "Pulse (version 1): unchanged, 2 questions\n"
    said = command("open_wave", "Pulse", "--days", "2", "--k", "5")

    wave = Wave.objects.get()
    assert said == f"{wave.scope} Pulse 1 opens 2026-11-02T08:00:00Z closes 2026-11-04T08:00:00Z\n"
    assert (wave.campaign.k, wave.campaign.m, wave.state) == (5, 7, "planned")


def test_a_change_makes_a_new_version_that_the_next_wave_takes(
    questionnaire: Questionnaire, roster: dict[str, Group], tmp_path: Path, now: datetime
) -> None:
    file = tmp_path / "pulse.json"
    file.write_text(json.dumps(FILE | {"languages": ["en", "de"], "questions": FILE["questions"][:1]}))

    assert command("import_questionnaire", str(file)) == "Pulse (version 2): imported, 1 questions\n"
    command(
        "open_wave", "Pulse", "--campaign", "Autumn", "--opens", "2026-12-01T09:00:00+01:00", "--closes", "2026-12-08"
    )

    wave = Wave.objects.get()
    assert (wave.questionnaire.version, wave.campaign.name) == (2, "Autumn")
    assert wave.opens == datetime.fromisoformat("2026-12-01T08:00:00Z")
    assert wave.closes == datetime.fromisoformat("2026-12-08T00:00:00Z")


@pytest.mark.parametrize(
    "arguments",
    [
        ("open_wave", "Nothing"),
        ("open_wave", "Pulse", "--opens", "yesterday"),
        ("open_wave", "Pulse", "--days", "nan"),
        ("open_wave", "Pulse", "--days", "1e300"),
        ("open_wave", "Pulse", "--k", "3"),
        ("open_wave", "Pulse", "--closes", "2020-01-01"),
        ("import_questionnaire", "/nowhere.json"),
    ],
)
def test_a_command_that_cannot_says_so_in_a_sentence(
    questionnaire: Questionnaire, roster: dict[str, Group], now: datetime, arguments: tuple[str, ...]
) -> None:
    with pytest.raises(CommandError):
        command(*arguments)

    assert not Wave.objects.exists()
