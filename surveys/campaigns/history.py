"""R8: a question goes to a wave only if every cohort with fewer than 30 eligible has not had it for 28 days.

Two questions are the same when they stand under one key in versions of one questionnaire, or when they have the
same words in some language: a new key or a new campaign does not make a new question.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crypto.refusal import Refusal

from .models import Invitation, Question, Questionnaire, Wave
from .snapshot import Snapshot

REST = timedelta(days=28)
SMALL = 30  # eligible people


class AskedTooSoon(Refusal):
    """A small cohort had one of the questions less than 28 days before."""

    status = 409


def refuse_repeats(*, questionnaire: Questionnaire, opens: datetime, snapshot: Snapshot) -> None:
    """Hold the questions against every wave opened in the 28 days before `opens`. Raises AskedTooSoon."""
    small = {cohort.id for cohort in snapshot.cohorts if cohort.eligible < SMALL}
    asked = _marks(questionnaire.questions.select_related("questionnaire"))
    recent = Wave.objects.filter(notice__isnull=False, opens__gt=opens - REST).select_related("questionnaire")
    for wave in recent.order_by("opens"):
        again = asked.keys() & _marks(wave.questionnaire.questions.select_related("questionnaire")).keys()
        if again:
            members = {snapshot.places.get(employee) for employee in _asked_in(wave)}
            _refuse(small & members, wave, snapshot, key=min(asked[mark] for mark in again))


def _marks(questions: Iterable[Question]) -> dict[tuple[str, str], str]:
    """What two of the same question share, each with the question's key."""
    marks: dict[tuple[str, str], str] = {}
    for question in questions:
        marks["key", f"{question.questionnaire.name}\n{question.key}"] = question.key
        texts: dict[str, Any] = question.text
        marks.update({("text", " ".join(words.casefold().split())): question.key for words in texts.values()})
    return marks


def _asked_in(wave: Wave) -> Iterable[Any]:
    return Invitation.objects.filter(wave=wave, employee__isnull=False).values_list("employee_id", flat=True)


def _refuse(hit: set[str], wave: Wave, snapshot: Snapshot, *, key: str) -> None:
    if hit:
        more = len(hit) - 1
        said = {
            "key": key,
            "wave": wave,
            "group": min(snapshot.names[cohort] for cohort in hit),
            "small": SMALL,
            "free": (wave.opens + REST).strftime("%Y-%m-%d %H:%M UTC"),
            "more": more,
        }
        alone = _(
            "question %(key)s was asked in %(wave)s; %(group)s has fewer than %(small)d people and may have it again "
            "from %(free)s"
        )
        others = ngettext(
            "question %(key)s was asked in %(wave)s; %(group)s (and %(more)d more) has fewer than %(small)d people and "
            "may have it again from %(free)s",
            "question %(key)s was asked in %(wave)s; %(group)s (and %(more)d more) has fewer than %(small)d people and "
            "may have it again from %(free)s",
            more,
        )
        raise AskedTooSoon((others if more else alone) % said)
