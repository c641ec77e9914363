"""What a person has typed into the questionnaire editor: rows that can be moved about, and the file they make.

Nothing here decides what is right: the file goes to read_questionnaire, as an uploaded one does.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from ..questionnaires import MOST_QUESTIONS

KINDS = ("scale", "named", "choice", "choices", "recommend")  # "named": a scale whose every step has words
PER_LANGUAGE = ("text", "low", "high", "options")
FRESH = {"kind": "scale", "good": "high", "points": "5", "from": "1"}
_ALONE = ("key", "kind", "good", "points", "from", "values")
_SUFFIX = re.compile(rf"{'|'.join(_ALONE)}|({'|'.join(PER_LANGUAGE)})-[A-Za-z0-9-]{{1,40}}")

Typed = dict[str, str]  # "kind" -> "scale", "text-de" -> "...", "options-de" -> one option a line


@dataclass
class Sheet:
    """A questionnaire being written; `gone` is the question taken out last, and `gone_at` where it stood."""

    name: str
    languages: list[str]
    rows: list[Typed]
    known: list[str] = field(default_factory=list)  # languages on offer, chosen or not
    gone: Typed = field(default_factory=dict)
    gone_at: int = 0

    def act(self, what: str) -> str:
        """Do what a button says ("add", "up:1", "remove:2", "back", "show:0"); the id of what to look at then."""
        verb, _, number = what.partition(":")
        at = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else -1
        if verb == "add" and len(self.rows) < MOST_QUESTIONS:
            self.rows.append(dict(FRESH))
            return f"q{len(self.rows) - 1}-kind"
        if verb == "back" and self.gone and len(self.rows) < MOST_QUESTIONS:
            at = min(self.gone_at, len(self.rows))
            self.rows.insert(at, self.gone)
            self.gone = {}
            return f"q{at}-kind"
        if 0 <= at < len(self.rows):
            return self._move(verb, at)
        return ""

    def _move(self, verb: str, at: int) -> str:
        if verb == "remove":
            self.gone, self.gone_at = self.rows.pop(at), at
            return "back"
        to = {"up": at - 1, "down": at + 1}.get(verb, -1)
        if 0 <= to < len(self.rows):
            self.rows[at], self.rows[to] = self.rows[to], self.rows[at]
            return f"q{to}-{verb}"
        return f"q{at}-kind"

    def file(self) -> bytes:
        """The questionnaire file that this makes, right or wrong."""
        keys = {row.get("key", "").strip() for row in self.rows}
        questions = [_question(row, self.languages, _key(row, i, keys)) for i, row in enumerate(self.rows, start=1)]
        made = {"name": self.name.strip(), "languages": self.languages, "questions": questions}
        return json.dumps(made, ensure_ascii=False).encode(errors="surrogatepass")


def sheet_of_post(post: QueryDict) -> Sheet:
    """Everything as it was typed, with line ends as one character."""
    typed = {name: str(value).replace("\r\n", "\n").replace("\r", "\n") for name, value in post.items()}
    count = min(_number(typed.get("rows", "")), MOST_QUESTIONS)
    added = re.split(r"[,;\s]+", typed.get("more", "").strip())
    languages = _once([*post.getlist("languages"), *filter(None, added)])
    return Sheet(
        name=typed.get("name", ""),
        languages=languages,
        rows=[_under(f"q{i}-", typed) for i in range(count)],
        known=_once([*post.getlist("known"), *languages]),
        gone=_under("gone-", typed),
        gone_at=_number(typed.get("gone_at", "")),
    )


def sheet_of_file(said: Mapping[str, Any], *, name: str = "") -> Sheet:
    """The sheet of a questionnaire file that reads without fault. A line break within an option becomes a space."""
    rows = [_row(question) for question in said["questions"]]
    return Sheet(name or said["name"], list(said["languages"]), rows)


def blank_sheet(language: str) -> Sheet:
    """One question in one language."""
    return Sheet("", [language], [dict(FRESH)])


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _under(prefix: str, typed: Typed) -> Typed:
    cut = len(prefix)
    named = {name[cut:]: value for name, value in typed.items() if name.startswith(prefix)}
    return {name: value for name, value in named.items() if _SUFFIX.fullmatch(name)}


def _key(row: Typed, number: int, taken: set[str]) -> str:
    """The short name typed, or else a new one that no other question has."""
    typed = row.get("key", "").strip()
    while not typed:
        typed = "" if f"q{number}" in taken else f"q{number}"
        number += 1
    taken.add(typed)
    return typed


def _question(row: Typed, languages: list[str], key: str) -> dict[str, Any]:
    kind = row.get("kind", "")
    made: dict[str, Any] = {"key": key, "kind": "scale" if kind == "named" else kind}
    made["text"] = _texts(row, "text", languages)
    if kind in ("scale", "named"):
        made["good"] = row.get("good", "")
    if kind == "scale":
        made |= {"points": _whole(row.get("points", "")), "from": _whole(row.get("from", ""))}
        made |= {"low": _texts(row, "low", languages), "high": _texts(row, "high", languages)}
    elif kind != "recommend":
        made["options"] = _options(row, languages)
    return made


def _texts(row: Typed, name: str, languages: list[str]) -> dict[str, str]:
    return {tag: row.get(f"{name}-{tag}", "").strip() for tag in languages}


def _options(row: Typed, languages: list[str]) -> list[dict[str, Any]]:
    """One option a line; line n of each language is the same option, so a missing line is an empty text."""
    lines = {tag: [line.strip() for line in row.get(f"options-{tag}", "").split("\n")] for tag in languages}
    lines = {tag: [line for line in listed if line] for tag, listed in lines.items()}
    values = re.findall(r"[^,;\s]+", row.get("values", ""))
    count = max([len(values), *map(len, lines.values())])
    made = [{"text": {tag: (*listed, *[""] * count)[i] for tag, listed in lines.items()}} for i in range(count)]
    if not values:
        return made
    return [option | {"value": _whole((*values, *[""] * count)[i])} for i, option in enumerate(made)]


def _whole(text: str) -> int | str:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else text


def _row(question: Mapping[str, Any]) -> Typed:
    options = question.get("options", [])
    kind = "named" if question["kind"] == "scale" and options else question["kind"]
    row = FRESH | {"key": question["key"], "kind": kind, "good": question.get("good", "high")}
    row |= {name: str(question[name]) for name in ("points", "from") if name in question}
    for name in ("text", "low", "high"):
        row |= {f"{name}-{tag}": words for tag, words in question.get(name, {}).items()}
    for tag in question["text"] if options else ():
        row[f"options-{tag}"] = "\n".join(" ".join(option["text"][tag].split()) for option in options)
    values = [option.get("value", i) for i, option in enumerate(options, start=1)]
    if values != list(range(1, len(values) + 1)):
        row["values"] = ", ".join(map(str, values))
    return row
