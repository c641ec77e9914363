"""Marking: the bins that a ballot's answers fall into, one byte an item."""

from collections.abc import Mapping, Sequence
from typing import Any

from disclosure.items import BadAnswer, marks


class Marker:
    """Remembers the marks of every answer that a question can have, so that most ballots are only looked up."""

    def __init__(self, questions: Sequence[Mapping[str, Any]]) -> None:
        self._questions = questions
        self._single = [(question["key"], _marks_by_answer(question)) for question in questions]
        self._keys = frozenset(question["key"] for question in questions)

    def marks(self, answers: Mapping[str, Any]) -> bytes:
        """As disclosure.items.marks, which decides whatever is not a single option. Raises BadAnswer."""
        found = []
        for key, by_answer in self._single:
            answer = answers.get(key)
            # By type and value: True is not the answer 1, nor is 1.0, and a list has no place in a table.
            mark = by_answer.get(answer) if answer is None or type(answer) is int else None
            if mark is None:
                return bytes(marks(self._questions, answers))
            found.append(mark)
        if not answers.keys() <= self._keys:
            raise BadAnswer("an answer belongs to no question")
        return b"".join(found)


def _marks_by_answer(question: Mapping[str, Any]) -> dict[int | None, bytes]:
    key = question["key"]
    values = [] if question["kind"] == "choices" else [option["value"] for option in question["bins"]]
    return {value: bytes(marks([question], {key: value})) for value in [None, *values]}
