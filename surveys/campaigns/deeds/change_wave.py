"""Changes a planned wave, as long as nobody was told of it; number and campaign stay."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from crypto.refusal import Refusal

from ..models import Wave
from ..planning import Plan, foresee


class TooLate(Refusal):
    """The wave was announced, refused or cancelled meanwhile."""

    status = 409


def change_wave(*, wave: Wave, plan: Plan, now: datetime) -> Wave:
    """The wave as `plan` has it; the thresholds are the campaign's from now on.

    Raises TooLate, CannotPlan, TooFew, AskedTooSoon.
    """
    if plan.campaign != wave.campaign.name:
        raise ValueError("a wave stays in its campaign")
    foresee(plan, now=now, instead_of=wave)
    with transaction.atomic():
        changed = Wave.objects.filter(pk=wave.pk, state=Wave.State.PLANNED).update(
            questionnaire=plan.questionnaire,
            opens=plan.opens.replace(microsecond=0),
            closes=plan.closes.replace(microsecond=0),
            grace_hours=plan.grace_hours,
        )
        if not changed:
            raise TooLate(_("this wave is not planned any more, so it can no longer be changed"))
        series = wave.campaign
        series.questionnaire, series.k, series.m = plan.questionnaire, plan.thresholds.k, plan.thresholds.m
        series.save()
    wave.refresh_from_db()
    return wave
