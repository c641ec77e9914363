"""Plans the next wave of a campaign; the clock announces it when it is due."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from crypto.refusal import Refusal

from ..history import refuse_repeats
from ..models import Campaign, Questionnaire, Wave
from ..snapshot import take_snapshot

ENDED = [Wave.State.CLOSED, Wave.State.REFUSED]


class CannotPlan(Refusal):
    """These times, thresholds or this campaign do not make a wave."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """R1: the floor and the cohort minimum of a campaign."""

    k: int
    m: int


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

    The roster of today is tried at once, so that R2 and R8 refuse while somebody is there to read it. Fractions of
    a second are dropped, as Notices write none. Raises CannotPlan, TooFew, AskedTooSoon.
    """
    opens, closes = opens.replace(microsecond=0), closes.replace(microsecond=0)
    if closes <= max(opens, now):
        raise CannotPlan("a wave must close after it opens, and not in the past")
    if not 5 <= thresholds.k <= 20 or not 14 * thresholds.k <= 10 * thresholds.m <= 10_000:
        raise CannotPlan("k must be 5 to 20, and m at least 1.4 times k and at most 1000 (R1)")
    if not 0 <= grace_hours <= 168:
        raise CannotPlan("the hours of grace must be 0 to 168")
    refuse_repeats(questionnaire=questionnaire, opens=opens, snapshot=take_snapshot(when=now, m=thresholds.m))
    with transaction.atomic():
        series = _series(campaign, questionnaire, thresholds)
        return Wave.objects.create(
            campaign=series,
            number=_next_number(series, opens),
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


def _next_number(series: Campaign, opens: datetime) -> int:
    if series.waves.exclude(state__in=ENDED).filter(closes__gt=opens).exists():
        raise CannotPlan(f"a wave of {series} is not closed by then")
    last = series.waves.order_by("-number").first()
    return last.number + 1 if last else 1
