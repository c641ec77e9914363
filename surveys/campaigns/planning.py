"""What a wave would be if it were planned now: the same guards for the page that shows it and the deed."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from crypto.refusal import Refusal

from .history import refuse_repeats
from .models import Campaign, Questionnaire, Wave
from .snapshot import Snapshot, take_snapshot

ENDED = [Wave.State.CLOSED, Wave.State.REFUSED, Wave.State.CANCELLED]


class CannotPlan(Refusal):
    """These times, thresholds or this campaign do not make a wave."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """R1: the floor and the cohort minimum of a campaign."""

    k: int
    m: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a person decides about a wave; `campaign` is a name, of a series that is there or of a new one."""

    questionnaire: Questionnaire
    campaign: str
    opens: datetime
    closes: datetime
    thresholds: Thresholds
    grace_hours: int


def foresee(plan: Plan, *, now: datetime, instead_of: Wave | None = None) -> tuple[int, Snapshot]:
    """The number the wave would have and the roster of today as its audience; nothing is changed.

    `instead_of`: the planned wave that this one would replace, and whose number it keeps. The roster is tried at
    once, so that R2 and R8 refuse while somebody is there to read it. Raises CannotPlan, TooFew, AskedTooSoon.
    """
    if plan.closes <= max(plan.opens, now):
        raise CannotPlan(_("a wave must close after it opens, and not in the past"))
    if not 5 <= plan.thresholds.k <= 20 or not 14 * plan.thresholds.k <= 10 * plan.thresholds.m <= 10_000:
        raise CannotPlan(_("k must be 5 to 20, and m at least 1.4 times k and at most 1000 (R1)"))
    if not 0 <= plan.grace_hours <= 168:
        raise CannotPlan(_("the hours of grace must be 0 to 168"))
    snapshot = take_snapshot(when=now, m=plan.thresholds.m)
    refuse_repeats(questionnaire=plan.questionnaire, opens=plan.opens, snapshot=snapshot)
    series = Campaign.objects.filter(name=plan.campaign).first()
    return (next_number(series, plan.opens, instead_of=instead_of) if series else 1), snapshot


def next_number(series: Campaign, opens: datetime, *, instead_of: Wave | None = None) -> int:
    """The number of the wave of `series` that opens then. Raises CannotPlan while an earlier one is not closed."""
    others = series.waves.exclude(pk=instead_of.pk) if instead_of else series.waves.all()
    if others.exclude(state__in=ENDED).filter(closes__gt=opens).exists():
        raise CannotPlan(_("a wave of %(campaign)s is not closed by then") % {"campaign": series})
    if instead_of and instead_of.campaign == series:
        return instead_of.number
    last = series.waves.order_by("-number").first()
    return last.number + 1 if last else 1
