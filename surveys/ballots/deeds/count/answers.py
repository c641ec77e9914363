"""Answers second: counters by residual class of the published set, and of nothing smaller (R4)."""

from collections import defaultdict
from collections.abc import Iterable

from .shapes import Counters, Decided, Opened
from .wave import Wave


def count_chunk(opened: Opened, decided: Decided, wave: Wave) -> Counters:
    """The second map: for each class the answers of each item by bin, "no answer" last. Empty without classes."""
    if not decided.classes:
        return {}
    classes = [decided.classes[cohort] for cohort in wave.cohorts]
    marks: dict[str, list[bytes]] = defaultdict(list)
    for cohort, serial, marked in opened.rows:
        at_root = cohort in decided.overfull or (cohort, serial) in decided.repeated
        marks[classes[wave.root if at_root else cohort]].append(marked)
    return {name: _by_bin(b"".join(rows), wave) for name, rows in marks.items()}


def add_up(parts: Iterable[Counters]) -> Counters:
    """The second reduction: sums, class by class."""
    total: Counters = {}
    for part in parts:
        for name, items in part.items():
            total[name] = _sum(total[name], items) if name in total else items
    return total


def _by_bin(marks: bytes, wave: Wave) -> list[list[int]]:
    """Rows of one byte an item, laid end to end, so that an item's marks are every so-many-th byte."""
    width = len(wave.items)
    columns = (marks[place::width] for place in range(width))
    return [
        [column.count(mark) for mark in range(len(item.bins) + 1)]
        for item, column in zip(wave.items, columns, strict=True)
    ]


def _sum(one: list[list[int]], other: list[list[int]]) -> list[list[int]]:
    return [[a + b for a, b in zip(mine, theirs, strict=True)] for mine, theirs in zip(one, other, strict=True)]
