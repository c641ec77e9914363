"""Marking: the bins that a ballot's answers fall into, one byte an item."""

from collections.abc import Mapping, Sequence
from typing import Any

from disclosure.items import marks

_SINGLE = frozenset([int, type(None)])


class Marker:
    """Remembers the marks of every answer that a question can have, so that most ballots are only looked up."""

    def __init__(self, questions: Sequence[Mapping[str, Any]]) -> None:
        self._questions = questions
        self._by_answer = [(question["key"], _marks_by_answer(question)) for question in questions]
        self._keys = frozenset(question["key"] for question in questions)

    def marks(self, answers: Mapping[str, Any]) -> bytes:
        """As disclosure.items.marks, which decides whatever is not in the table. Raises BadAnswer."""
        # By type before value: True is not the answer 1, nor is 1.0, and a list has no place in a table.
        if _SINGLE.issuperset(map(type, answers.values())) and self._keys.issuperset(answers):
            found = [by_answer.get(answers.get(key), b"") for key, by_answer in self._by_answer]
            if b"" not in found:
                return b"".join(found)
        return bytes(marks(self._questions, answers))


def _marks_by_answer(question: Mapping[str, Any]) -> dict[int | None, bytes]:
    key = question["key"]
    values = [] if question["kind"] == "choices" else [option["value"] for option in question["bins"]]
    return {value: bytes(marks([question], {key: value})) for value in [None, *values]}
