"""Stores a questionnaire; what was there under the name stays, and a change makes the next version."""

from django.db import transaction

from ..models import Question, Questionnaire
from ..questionnaires import Draft
from ..written import draft_of


def import_questionnaire(*, draft: Draft) -> tuple[Questionnaire, bool]:
    """The stored questionnaire, and whether a version was made: the same content again makes none."""
    with transaction.atomic():
        latest = Questionnaire.objects.filter(name=draft.name).order_by("-version").first()
        if latest and draft_of(latest) == draft:
            return latest, False
        version = latest.version + 1 if latest else 1
        made = Questionnaire.objects.create(name=draft.name, version=version, languages=draft.languages)
        Question.objects.bulk_create(_rows(made, draft))
    return made, True


def _rows(questionnaire: Questionnaire, draft: Draft) -> list[Question]:
    return [
        Question(
            questionnaire=questionnaire,
            position=position,
            key=question.key,
            kind=question.kind,
            text=question.text,
            bins=question.bins,
            groups=question.groups,
        )
        for position, question in enumerate(draft.questions)
    ]
