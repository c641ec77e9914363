"""A planned wave is changed as long as nobody was told of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from surveys.campaigns.deeds.change_wave import TooLate, change_wave
from surveys.campaigns.models import Campaign, Questionnaire, Wave
from surveys.campaigns.planning import CannotPlan, Plan, Thresholds


def as_it_is(wave: Wave) -> Plan:
    series = wave.campaign
    return Plan(
        wave.questionnaire, series.name, wave.opens, wave.closes, Thresholds(series.k, series.m), wave.grace_hours
    )


def test_times_and_thresholds_are_the_new_ones(plan: Callable[..., Wave], now: datetime) -> None:
    wave = plan(opens=now + timedelta(days=2))
    later = now + timedelta(days=5)
    wanted = replace(as_it_is(wave), opens=later, closes=later + timedelta(days=1), thresholds=Thresholds(5, 7))

    changed = change_wave(wave=wave, plan=wanted, now=now)

    assert (changed.pk, changed.number, changed.opens) == (wave.pk, 1, later)
    assert Campaign.objects.get().m == 7


def test_a_wave_is_not_in_its_own_way(plan: Callable[..., Wave], now: datetime) -> None:
    wave = plan(opens=now + timedelta(days=2))

    assert change_wave(wave=wave, plan=as_it_is(wave), now=now).number == wave.number


def test_another_wave_still_is(plan: Callable[..., Wave], now: datetime) -> None:
    plan(opens=now + timedelta(days=2))
    second = plan(opens=now + timedelta(days=20))
    wanted = replace(as_it_is(second), opens=now + timedelta(days=3))

    with pytest.raises(CannotPlan):
        change_wave(wave=second, plan=wanted, now=now)


@pytest.mark.parametrize("state", [Wave.State.REFUSED, Wave.State.CANCELLED])
def test_a_wave_that_is_not_planned_any_more_stays(plan: Callable[..., Wave], now: datetime, state: Wave.State) -> None:
    wave = plan(opens=now + timedelta(days=2))
    wanted = replace(as_it_is(wave), grace_hours=9, thresholds=Thresholds(5, 7))
    wave.move(state)

    with pytest.raises(TooLate):
        change_wave(wave=wave, plan=wanted, now=now)

    wave.refresh_from_db()
    assert (wave.grace_hours, Campaign.objects.get().m) == (6, 12)


def test_a_wave_stays_in_its_campaign(plan: Callable[..., Wave], now: datetime, questionnaire: Questionnaire) -> None:
    wave = plan(opens=now + timedelta(days=2))

    with pytest.raises(ValueError):
        change_wave(wave=wave, plan=replace(as_it_is(wave), campaign="Another"), now=now)
