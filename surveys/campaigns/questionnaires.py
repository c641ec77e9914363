"""Reads a questionnaire file: JSON in UTF-8, written by people, so every fault is named by question and field.

    {"name": "Pulse", "languages": ["en"], "questions": [
      {"key": "load", "kind": "scale", "good": "high", "text": {"en": "My workload is right."},
       "points": 5, "from": 1, "low": {"en": "never"}, "high": {"en": "always"}},
      {"key": "mood", "kind": "scale", "good": "low", "text": {"en": "..."},
       "options": [{"value": 0, "text": {"en": "no strain"}}, {"value": 1, "text": {"en": "some strain"}}]},
      {"key": "site", "kind": "choice", "text": {"en": "..."}, "options": [{"text": {"en": "North"}}, "..."]},
      {"key": "tools", "kind": "choices", "text": {"en": "..."}, "options": ["..."]},
      {"key": "enps", "kind": "recommend", "text": {"en": "..."}}]}

`from` is a scale's lowest value (1 when left out); options without `value` are numbered from 1.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .favourable import FEWEST, MOST, Groups, groups_of_recommend, groups_of_scale
from .fields import BadQuestionnaire, Fields, Text, parse

LONGEST_NAME, LONGEST_KEY = 150, 40  # characters
MOST_QUESTIONS, MOST_OPTIONS, MOST_LANGUAGES = 100, 50, 20
LARGEST_VALUE = 1000
_KEY = re.compile(r"[a-z0-9_]{1,40}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")

Bins = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """One question with its bins and groups as the Notice will hold them."""

    key: str
    kind: str
    text: Text
    bins: Bins
    groups: Groups


@dataclass(frozen=True, slots=True)
class Draft:
    """A questionnaire as a file says it, not stored yet."""

    name: str
    languages: list[str]
    questions: list[QuestionDraft]


def read_questionnaire(data: bytes) -> Draft:
    """The questionnaire in at most 512 KiB of JSON. Raises BadQuestionnaire, with every fault, and nothing else."""
    top = Fields(_("the questionnaire"), (), parse(data))
    top.allow("name", "languages", "questions")
    name = top.string("name", longest=LONGEST_NAME) if top.is_object else ""
    top.languages = _languages(top)
    questions = [_question(top.inside("questions", i, raw)) for i, raw in enumerate(_listed(top))]
    _refuse_twins(top, [question.key for question in questions])
    if top.faults:
        raise BadQuestionnaire(top.faults)
    return Draft(name, top.languages or [], questions)


def _languages(top: Fields) -> list[str] | None:
    if not top.is_object:
        return None
    languages = top.list_of("languages", fewest=1, most=MOST_LANGUAGES)
    if not all(isinstance(tag, str) and _LANGUAGE.fullmatch(tag) for tag in languages):
        top.fault("languages", _('each must be a language tag like "en" or "pt-BR"'))
        return None
    if len(set(languages)) != len(languages):
        top.fault("languages", _("one stands there twice"))
        return None
    return languages or None


def _listed(top: Fields) -> list[Any]:
    return top.list_of("questions", fewest=1, most=MOST_QUESTIONS) if top.is_object else []


def _refuse_twins(top: Fields, keys: list[str]) -> None:
    for i, key in enumerate(keys):
        if key and key in keys[:i]:
            question = top.inside("questions", i, {})
            question.fault("key", _("%(key)s names an earlier question already") % {"key": key})


def _question(fields: Fields) -> QuestionDraft:
    if not fields.is_object:
        return QuestionDraft("", "", {}, [], [])
    key = fields.string("key", longest=LONGEST_KEY)
    if key and not _KEY.fullmatch(key):
        fields.fault("key", _("must be 1 to 40 small letters, digits or underscores"))
    elif key:
        fields.where += f" ({key})"
    kind = fields.one_of("kind", *_BINS)
    bins, groups = _BINS[kind](fields) if kind else ([], [])
    return QuestionDraft(key, kind, fields.text("text"), bins, groups)


def _scale(fields: Fields) -> tuple[Bins, Groups]:
    good = fields.one_of("good", "high", "low")
    if "options" in fields.raw:
        fields.allow("key", "kind", "text", "good", "options")
        bins = _options(fields, most=MOST)
    else:
        fields.allow("key", "kind", "text", "good", "points", "from", "low", "high")
        bins = _points(fields)
    values = [option["value"] for option in bins]
    if values != sorted(values):
        fields.fault("options", _("the values of a scale must rise"))
    return bins, groups_of_scale(values, good=good) if bins and good else []


def _points(fields: Fields) -> Bins:
    """Named ends; between them the numbers speak for themselves."""
    points = fields.number("points", None, lowest=FEWEST, highest=MOST)
    lowest = fields.number("from", 1, lowest=0, highest=LARGEST_VALUE - MOST)
    low, high = fields.text("low"), fields.text("high")
    if points is None or lowest is None:
        return []
    numbers = range(lowest, lowest + points)
    bins: Bins = [{"value": v, "text": dict.fromkeys(fields.languages or [], str(v))} for v in numbers]
    bins[0]["text"], bins[-1]["text"] = low, high
    return bins


def _choice(fields: Fields) -> tuple[Bins, Groups]:
    fields.allow("key", "kind", "text", "options")
    return _options(fields, most=MOST_OPTIONS), []


def _recommend(fields: Fields) -> tuple[Bins, Groups]:
    fields.allow("key", "kind", "text")
    bins: Bins = [{"value": v, "text": dict.fromkeys(fields.languages or [], str(v))} for v in range(11)]
    return bins, groups_of_recommend()


def _options(fields: Fields, *, most: int) -> Bins:
    bins: Bins = []
    for i, raw in enumerate(fields.list_of("options", fewest=2, most=most)):
        option = fields.inside("options", i, raw)
        if not option.is_object:
            continue
        option.allow("value", "text")
        value = option.number("value", i + 1, lowest=0, highest=LARGEST_VALUE)
        if any(value == other["value"] for other in bins):
            option.fault("value", _("stands there twice"))
        elif value is not None:
            bins.append({"value": value, "text": option.text("text")})
    return bins if len(bins) >= FEWEST else []


_BINS: dict[str, Callable[[Fields], tuple[Bins, Groups]]] = {
    "scale": _scale,
    "choice": _choice,
    "choices": _choice,
    "recommend": _recommend,
}
