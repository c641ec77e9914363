"""Writes a questionnaire as a file could have said it: what questionnaires.py reads, the other way round."""

from typing import Any

from .models import Questionnaire
from .questionnaires import Draft, QuestionDraft


def draft_of(stored: Questionnaire) -> Draft:
    """A stored version as reading its file gave it."""
    questions = [
        QuestionDraft(row.key, row.kind, row.text, row.bins, [(name, values) for name, values in row.groups])
        for row in stored.questions.order_by("position")
    ]
    return Draft(stored.name, stored.languages, questions)


def file_of(draft: Draft) -> dict[str, Any]:
    """The JSON object that reads as `draft` again."""
    questions = [_question(question) for question in draft.questions]
    return {"name": draft.name, "languages": draft.languages, "questions": questions}


def _question(question: QuestionDraft) -> dict[str, Any]:
    said: dict[str, Any] = {"key": question.key, "kind": question.kind, "text": question.text}
    if question.kind == "scale":
        said["good"] = "high" if question.bins[-1]["value"] in dict(question.groups)["favourable"] else "low"
    if question.kind == "recommend":
        return said
    if question.kind == "scale" and _has_named_ends_alone(question):
        first, last = question.bins[0], question.bins[-1]
        ends = {"low": first["text"], "high": last["text"]}
        return said | {"points": len(question.bins), "from": first["value"]} | ends
    return said | {"options": [{"value": option["value"], "text": option["text"]} for option in question.bins]}


def _has_named_ends_alone(question: QuestionDraft) -> bool:
    """Whether the values follow one another and those between the ends are called by their numbers."""
    values = [option["value"] for option in question.bins]
    follow = values == list(range(values[0], values[0] + len(values)))
    return follow and all(
        name == str(option["value"]) for option in question.bins[1:-1] for name in option["text"].values()
    )
