"""Reads a questionnaire file: JSON in UTF-8, written by people, so each fault is named by question and field.

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

import json
import re
from dataclasses import dataclass
from typing import Any

from crypto.refusal import Refusal

from .favourable import FEWEST, MOST, Groups, groups_of_recommend, groups_of_scale

LARGEST = 512 * 1024  # bytes of a file
LONGEST_NAME, LONGEST_TEXT = 150, 2000  # characters
MOST_QUESTIONS, MOST_OPTIONS, MOST_LANGUAGES = 100, 50, 20
LARGEST_VALUE = 1000
_KEY = re.compile(r"[a-z0-9_]{1,40}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")  # a line break is the one control character a text may hold

Text = dict[str, str]
Bins = list[dict[str, Any]]


class BadQuestionnaire(Refusal):
    """The file is not a questionnaire; the sentence names question and field."""


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
    """The questionnaire in at most 512 KiB of JSON. Raises BadQuestionnaire and nothing else."""
    top = _Fields("the questionnaire", _parse(data))
    top.allow("name", "languages", "questions")
    name = top.string("name", longest=LONGEST_NAME)
    languages = _languages(top)
    listed = top.list_of("questions", fewest=1, most=MOST_QUESTIONS)
    questions = [_question(_Fields(f"question {i}", raw, languages)) for i, raw in enumerate(listed, start=1)]
    keys = [question.key for question in questions]
    for i, key in enumerate(keys):
        if key in keys[:i]:
            raise BadQuestionnaire(f"question {i + 1}, key: {key} names an earlier question already")
    return Draft(name, languages, questions)


class _Fields:
    """The fields of one object in the file, and where it stands, for the sentence that names a fault."""

    def __init__(self, where: str, raw: object, languages: list[str] | None = None) -> None:
        if not isinstance(raw, dict):
            raise BadQuestionnaire(f"{where}: must be an object")
        self.where, self.raw, self.languages = where, raw, languages or []

    def fault(self, field: str, what: str) -> BadQuestionnaire:
        return BadQuestionnaire(f"{self.where}, {field}: {what}")

    def allow(self, *names: str) -> None:
        for name in self.raw:
            if name not in names:
                raise self.fault(name[:40], "there is no such field here")

    def has(self, field: str) -> bool:
        return field in self.raw

    def string(self, field: str, *, longest: int) -> str:
        return _plain(self.raw.get(field), longest, lambda what: self.fault(field, what))

    def one_of(self, field: str, *allowed: str) -> str:
        value = self.raw.get(field)
        if not isinstance(value, str) or value not in allowed:
            raise self.fault(field, f"must be one of {', '.join(allowed)}")
        return value

    def number(self, field: str, default: int | None, *, lowest: int, highest: int) -> int:
        value = self.raw.get(field, default)
        if type(value) is not int or not lowest <= value <= highest:  # a bool is no number here
            raise self.fault(field, f"must be a whole number from {lowest} to {highest}")
        return value

    def list_of(self, field: str, *, fewest: int, most: int) -> list[Any]:
        value = self.raw.get(field)
        if not isinstance(value, list) or not fewest <= len(value) <= most:
            raise self.fault(field, f"must be a list of {fewest} to {most}")
        return value

    def text(self, field: str) -> Text:
        value = self.raw.get(field)
        if not isinstance(value, dict) or sorted(value) != sorted(self.languages):
            raise self.fault(field, f"must have a text for each of {', '.join(self.languages)} and no other")
        return {
            tag: _plain(value[tag], LONGEST_TEXT, lambda what, tag=tag: self.fault(f"{field} in {tag}", what))
            for tag in self.languages
        }


def _parse(data: bytes) -> object:
    if len(data) > LARGEST:
        raise BadQuestionnaire("the file has more than 512 KiB")
    try:
        parsed = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
        json.dumps(parsed, ensure_ascii=False).encode()  # a lone surrogate would fail later, in the database
    except (ValueError, RecursionError) as error:
        raise BadQuestionnaire("the file is not JSON in UTF-8") from error
    return parsed


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a field stands twice in one object")
    return fields


def _plain(value: object, longest: int, fault: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        raise fault(f"must be a text of 1 to {longest} characters")
    if _CONTROL.search(value):
        raise fault("holds a control character")
    return value


def _languages(top: _Fields) -> list[str]:
    languages = top.list_of("languages", fewest=1, most=MOST_LANGUAGES)
    for tag in languages:
        if not isinstance(tag, str) or not _LANGUAGE.fullmatch(tag):
            raise top.fault("languages", 'each must be a language tag like "en" or "pt-BR"')
    if len(set(languages)) != len(languages):
        raise top.fault("languages", "one stands there twice")
    return languages


def _question(fields: _Fields) -> QuestionDraft:
    key = fields.string("key", longest=40)
    if not _KEY.fullmatch(key):
        raise fields.fault("key", "must be 1 to 40 small letters, digits or underscores")
    fields.where += f" ({key})"
    kind = fields.one_of("kind", *_BINS)
    bins, groups = _BINS[kind](fields)
    return QuestionDraft(key, kind, fields.text("text"), bins, groups)


def _scale(fields: _Fields) -> tuple[Bins, Groups]:
    good = fields.one_of("good", "high", "low")
    if fields.has("options"):
        fields.allow("key", "kind", "text", "good", "options")
        bins = _options(fields, most=MOST)
    else:
        fields.allow("key", "kind", "text", "good", "points", "from", "low", "high")
        bins = _points(fields)
    values = [option["value"] for option in bins]
    if values != sorted(values):
        raise fields.fault("options", "the values of a scale must rise")
    return bins, groups_of_scale(values, good=good)


def _points(fields: _Fields) -> Bins:
    """Named ends; between them the numbers speak for themselves."""
    points = fields.number("points", None, lowest=FEWEST, highest=MOST)
    lowest = fields.number("from", 1, lowest=0, highest=LARGEST_VALUE - MOST)
    bins: Bins = [{"value": v, "text": dict.fromkeys(fields.languages, str(v))} for v in range(lowest, lowest + points)]
    bins[0]["text"], bins[-1]["text"] = fields.text("low"), fields.text("high")
    return bins


def _choice(fields: _Fields) -> tuple[Bins, Groups]:
    fields.allow("key", "kind", "text", "options")
    return _options(fields, most=MOST_OPTIONS), []


def _recommend(fields: _Fields) -> tuple[Bins, Groups]:
    fields.allow("key", "kind", "text")
    bins: Bins = [{"value": v, "text": dict.fromkeys(fields.languages, str(v))} for v in range(11)]
    return bins, groups_of_recommend()


def _options(fields: _Fields, *, most: int) -> Bins:
    listed = fields.list_of("options", fewest=2, most=most)
    bins: Bins = []
    for i, raw in enumerate(listed, start=1):
        option = _Fields(f"{fields.where}, option {i}", raw, fields.languages)
        option.allow("value", "text")
        value = option.number("value", i, lowest=0, highest=LARGEST_VALUE)
        if any(value == other["value"] for other in bins):
            raise option.fault("value", "stands there twice")
        bins.append({"value": value, "text": option.text("text")})
    return bins


_BINS = {"scale": _scale, "choice": _choice, "choices": _choice, "recommend": _recommend}
