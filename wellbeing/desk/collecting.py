"""Whether somebody has collected their own passes: another room knows, and the roof brings its answer here."""

from collections.abc import Callable
from datetime import datetime

from surveys.people.models import Employee

Answer = Callable[[Employee, datetime], bool]
_answers: list[Answer] = []


def register(answer: Answer) -> None:
    """`answer(employee, now)` is False as long as there is something of this person's to collect."""
    if answer not in _answers:
        _answers.append(answer)


def has_collected(employee: Employee, now: datetime) -> bool:
    """Whether nobody's answer is no."""
    return all(answer(employee, now) for answer in _answers)
