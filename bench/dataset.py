"""Read who works where and what they answered from two CSV files, and decide who takes part.

The roster has the columns employee_id, email and unit; the answers employee_id and one column of whole
numbers an item, empty for "no answer".
"""

import csv
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

QUESTIONNAIRE = "Replay"


@dataclass(frozen=True, slots=True)
class Member:
    """One row of the roster with what this person would answer, by question key; None is "no answer"."""

    email: str
    unit: str
    answers: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Dataset:
    """An organisation, the questions that its answers fit, and its answers."""

    members: list[Member]
    questions: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Turnout:
    """Who answers, by e-mail address, and who of them ticks the box at the end."""

    responding: list[Member]
    ticking: frozenset[str]


def read(roster: Path, answers: Path) -> Dataset:
    """Both files joined by employee_id. Raises ValueError when somebody on the roster has no answers."""
    rows = {row.pop("employee_id"): row for row in _rows(answers)}
    columns = list(next(iter(rows.values())))
    keys = {column: column.lower() for column in columns}
    members = []
    for row in _rows(roster):
        if row["employee_id"] not in rows:
            raise ValueError(f"{row['employee_id']} of the roster has no row of answers")
        given = rows[row["employee_id"]]
        values = {keys[column]: int(given[column]) if given[column] else None for column in columns}
        members.append(Member(row["email"], row["unit"], values))
    return Dataset(members, [_question(key, members) for key in keys.values()])


def turnout(members: Sequence[Member], *, share: float, tick: float, seed: int) -> Turnout:
    """The same people for the same seed: `share` of all respond, `tick` of those tick the box."""
    chance = random.Random(seed)
    responding = chance.sample(list(members), round(share * len(members)))
    ticking = chance.sample(responding, round(tick * len(responding)))
    return Turnout(responding, frozenset(member.email for member in ticking))


def write_questionnaire(path: Path, dataset: Dataset) -> None:
    """The questionnaire in the form that the named side imports."""
    document = {"name": QUESTIONNAIRE, "languages": ["en"], "questions": dataset.questions}
    path.write_text(json.dumps(document), "utf-8")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _question(key: str, members: Sequence[Member]) -> dict[str, Any]:
    """A scale over all whole numbers between the least and the greatest answer, neutrally labelled."""
    given = [member.answers[key] for member in members]
    numbers = [value for value in given if value is not None] or [1]
    lowest, highest = min(numbers), max(max(numbers), min(numbers) + 1)
    return {
        "key": key,
        "kind": "scale",
        "good": "high",
        "text": {"en": f"Item {key}"},
        "points": highest - lowest + 1,
        "from": lowest,
        "low": {"en": "lowest"},
        "high": {"en": "highest"},
    }
