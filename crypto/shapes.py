"""The shape of every field of every document (docs/protocol.md section 2), as msgspec reads it."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from .fields import Base64, Count, Fingerprint, Hex32, Instant, Name, QuestionKey, Shape, Text
from .house import Breaks, House, HouseBox, fault_of_house

__all__ = ["BY_KIND", "House", "Shape", "Wave", "fault_of_cohorts", "fault_of_house", "fault_of_questions"]

GROUPED = ("scale", "recommend")


class Bin(Shape):
    value: Annotated[int, Meta(ge=0, le=1000)]
    text: Text


class Question(Shape):
    key: QuestionKey
    kind: Literal["scale", "choice", "choices", "recommend"]
    text: Text
    bins: Annotated[list[Bin], Meta(min_length=2, max_length=50)]
    groups: Annotated[list[tuple[Literal["favourable", "neutral", "unfavourable"], list[int]]], Meta(max_length=3)]


class Cohort(Shape):
    id: Hex32
    name: Name
    parent: Hex32 | None
    rest: bool
    eligible: Count
    change: int | None
    label_key: Fingerprint


class Comments(Shape):
    slots: Literal[0]


class Wave(Shape):
    version: Literal[1]
    kind: Literal["wave"]
    previous: Fingerprint
    house: Fingerprint
    wave: Hex32
    campaign: Hex32
    follows: Hex32 | None
    title: Text
    opens: Instant
    closes: Instant
    grace_hours: Annotated[int, Meta(ge=0, le=168)]
    k: Annotated[int, Meta(ge=5, le=20)]  # R1
    m: Annotated[int, Meta(ge=7, le=1000)]
    questions: Annotated[list[Question], Meta(min_length=1, max_length=100)]
    cohorts: Annotated[list[Cohort], Meta(min_length=1, max_length=10_000)]
    ballot_key: Base64
    comments: Comments


class WaveBox(Shape):
    version: Literal[1]
    kind: Literal["wave-box"]
    notice: Fingerprint
    key: Base64


class Counted(Shape):
    version: Literal[1]
    kind: Literal["counted"]
    notice: Fingerprint
    serials: list[Fingerprint]


class Spoiled(Shape):
    envelope: Count
    label: Count
    repeated: Count
    overfull: Count
    answers: Count


class Participation(Shape):
    cohort: Hex32
    percent: Annotated[int, Meta(ge=10, le=90)] | None  # R10


class Cell(Shape):
    cohort: Hex32
    n: Count
    items: dict[str, dict[str, Any]]


class Report(Shape):
    version: Literal[1]
    kind: Literal["report"]
    notice: Fingerprint
    previous: Fingerprint | None
    counted: Fingerprint
    k: Annotated[int, Meta(ge=5, le=20)]
    m: Annotated[int, Meta(ge=7, le=1000)]
    ballots: Count
    spoiled: Spoiled
    participation: list[Participation]
    cells: list[Cell]
    hidden: list[Hex32]


BY_KIND: dict[str, type[Shape]] = {
    "house": House,
    "house-box": HouseBox,
    "wave": Wave,
    "wave-box": WaveBox,
    "counted": Counted,
    "report": Report,
    "breaks": Breaks,
}


def fault_of_questions(questions: list[Question]) -> str | None:
    """One sentence on what is wrong with a wave's questions, or None."""
    if len({question.key for question in questions}) != len(questions):
        return "two questions have the same key"
    for question in questions:
        values = [option.value for option in question.bins]
        grouped = [value for _, members in question.groups for value in members]
        if len(set(values)) != len(values):
            return f"question {question.key} has two options of the same value"
        if sorted(grouped) != (sorted(values) if question.kind in GROUPED else []):
            return f"the groups of question {question.key} do not part its options"
    return None


def fault_of_cohorts(cohorts: list[Cohort], *, m: int) -> str | None:
    """One sentence on what is wrong with a wave's cohorts, or None (R2)."""
    parents = {cohort.id: cohort.parent for cohort in cohorts}
    if len(parents) != len(cohorts) or len({cohort.label_key for cohort in cohorts}) != len(cohorts):
        return "two cohorts have the same id or label key"
    if list(parents.values()).count(None) != 1:
        return "the cohorts do not have one root"
    above = set(parents.values())
    if any(cohort.eligible == 0 and cohort.id not in above for cohort in cohorts):
        return "a cohort has nobody in it and no cohort below it"
    if any(0 < cohort.eligible < m for cohort in cohorts):
        return "a cohort has fewer people than the cohort minimum"
    return _fault_of_tree(parents)


def _fault_of_tree(parents: dict[str, str | None]) -> str | None:
    grounded: set[str | None] = {None}
    for start in parents:
        path: list[str | None] = []
        at: str | None = start
        while at not in grounded:
            if at in path or at not in parents:
                return "the cohorts do not form one tree"
            path.append(at)
            at = parents[at]
        grounded.update(path)
    return None
