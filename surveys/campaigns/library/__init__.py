"""Questionnaires to start from: JSON files in our own words, one a theme, in the format of questionnaires.py."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..questionnaires import Draft, read_questionnaire

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Starter:
    """One questionnaire of the library: the name of its file, what it is for, and well-known ones on its theme."""

    slug: str
    about: Promise
    related: Promise
    draft: Draft


_ABOUT = {
    "pulse": (
        _("Five questions to ask again every few weeks: energy, workload, support, belonging, recommendation."),
        _("On the same theme: the eNPS question; the WHO-5 index asks about wellbeing itself."),
    ),
    "rest": (
        _("Sleep, breaks, switching off after work, and what would help."),
        _("On the same theme: the Recovery Experience Questionnaire, the Copenhagen Burnout Inventory."),
    ),
    "together": (
        _("How people treat one another, share work, speak up and are led."),
        _("On the same theme: COPSOQ, and the questions of Amy Edmondson on psychological safety."),
    ),
    "hard_time": (
        _("For the days after an accident, a loss or bad news: short, careful, and about what is needed now."),
        _("It is no screening; where many are unwell, bring in occupational health."),
    ),
}


@lru_cache(maxsize=1)
def starters() -> dict[str, Starter]:
    """Every starter by its slug, the most used first."""
    return {slug: Starter(slug, *about, draft=_read(slug)) for slug, about in _ABOUT.items()}


def _read(slug: str) -> Draft:
    return read_questionnaire((_FOLDER / f"{slug}.json").read_bytes())
