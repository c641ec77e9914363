"""Plans the next wave of a campaign; the clock announces it when it is due."""

from datetime import datetime

from django.db import transaction

from ..models import Campaign, Questionnaire, Wave
from ..planning import CannotPlan, Plan, Thresholds, foresee, next_number

__all__ = ["CannotPlan", "Thresholds", "plan_wave"]


def plan_wave(
    *,
    questionnaire: Questionnaire,
    campaign: str,
    opens: datetime,
    closes: datetime,
    thresholds: Thresholds,
    grace_hours: int,
    now: datetime,
) -> Wave:
    """The planned wave, with the questionnaire given; a campaign that is not there yet is made.

    Fractions of a second are dropped, as Notices write none. Raises CannotPlan, TooFew, AskedTooSoon.
    """
    opens, closes = opens.replace(microsecond=0), closes.replace(microsecond=0)
    foresee(Plan(questionnaire, campaign, opens, closes, thresholds, grace_hours), now=now)
    with transaction.atomic():
        series = _series(campaign, questionnaire, thresholds)
        return Wave.objects.create(
            campaign=series,
            number=next_number(series, opens),
            questionnaire=questionnaire,
            opens=opens,
            closes=closes,
            grace_hours=grace_hours,
        )


def _series(name: str, questionnaire: Questionnaire, thresholds: Thresholds) -> Campaign:
    """The campaign of this name, locked, from now on with this version and these thresholds."""
    series, made = Campaign.objects.select_for_update().get_or_create(
        name=name, defaults={"questionnaire": questionnaire, "k": thresholds.k, "m": thresholds.m}
    )
    if not made:
        series.questionnaire, series.k, series.m = questionnaire, thresholds.k, thresholds.m
        series.save()
    return series
