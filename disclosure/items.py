"""Items: the rows of a histogram that a wave's questions make, and the bin an answer falls into (R3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CHOSEN, NOT_CHOSEN = 1, 0


class BadAnswer(ValueError):
    """An answer is not one of its question's bins."""


@dataclass(frozen=True, slots=True)
class Item:
    """Values in their natural order, and the groups that part them; "no answer" is the bin after the last."""

    key: str
    question: str
    kind: str
    bins: tuple[int, ...]
    groups: tuple[tuple[str, frozenset[int]], ...]


def items_of(questions: Iterable[Mapping[str, Any]]) -> list[Item]:
    """The items of a Notice's questions: one a question, or one yes/no item an option of `choices`."""
    return [item for question in questions for item in _items(question)]


def marks(questions: Sequence[Mapping[str, Any]], answers: Mapping[str, Any]) -> list[int]:
    """The bin index that one ballot's answers have in each item, in the order of `items_of`.

    A question that is null or left out is "no answer". Raises BadAnswer when any answer is not one of its bins or
    belongs to no question of the wave.
    """
    found: list[int] = []
    known = 0
    for question in questions:
        answer = answers.get(question["key"])
        known += question["key"] in answers
        values = [option["value"] for option in question["bins"]]
        if question["kind"] == "choices":
            found.extend(_choices(values, answer))
        else:
            found.append(len(values) if answer is None else _index(values, answer))
    if known != len(answers):
        raise BadAnswer("an answer belongs to no question")
    return found


def _items(question: Mapping[str, Any]) -> list[Item]:
    key, kind = question["key"], question["kind"]
    values = tuple(option["value"] for option in question["bins"])
    if kind == "choices":
        groups = (("chosen", frozenset({CHOSEN})), ("not chosen", frozenset({NOT_CHOSEN})))
        return [Item(f"{key}.{value}", key, kind, (CHOSEN, NOT_CHOSEN), groups) for value in values]
    return [Item(key, key, kind, values, tuple((name, frozenset(members)) for name, members in question["groups"]))]


def _index(values: list[int], answer: object) -> int:
    if type(answer) is not int or answer not in values:  # True is not the answer 1
        raise BadAnswer("an answer is not one of its options")
    return values.index(answer)


def _choices(values: list[int], answer: object) -> list[int]:
    if answer is None:
        return [2] * len(values)
    if not isinstance(answer, list):
        raise BadAnswer("an answer is not a list of options")
    chosen = {_index(values, value) for value in answer}
    if len(chosen) != len(answer):
        raise BadAnswer("an answer names an option twice")
    return [0 if place in chosen else 1 for place in range(len(values))]
