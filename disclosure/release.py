"""A wave's release: which cohorts are shown (R5), and what their cells say (R7, R10, R11).

Ballots are opened once, labels first: `plan` fixes the published set and the residual classes from counts alone, then
answers are counted by class and nowhere else (R4), and `release` turns those counters into the parts of the Report.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from .coding import Coded, added, code
from .display import figures, percent_of
from .items import Item, items_of
from .planning import Plan, plan
from .recheck import Unsafe
from .safety import assert_safe

__all__ = ["Plan", "Unsafe", "assert_safe", "plan", "release"]

Counters = Mapping[str, Sequence[Sequence[int]]]  # class id -> for each item the ballots in each bin, uncoded
LEAST_PERCENT, MOST_PERCENT = 10, 90  # of participation, R10


def release(
    notice: Mapping[str, Any],
    counts: Mapping[str, int],
    plan: Plan,
    counters: Counters,
    *,
    overfull: Collection[str] = frozenset(),
) -> dict[str, Any]:
    """The parts `participation`, `cells` and `hidden` of the Report, each in the order of the Notice's cohorts.

    A class nobody is in may be left out of `counters`. `overfull` are the cohorts whose labels all went to the root
    because they were more than the eligible people.
    """
    items = items_of(notice["questions"])
    cohorts = [cohort["id"] for cohort in notice["cohorts"]]
    sizes, coded = _summed(notice, plan, counters, items)
    shown = [cohort for cohort in cohorts if cohort in plan.published]
    return {
        "participation": _participation(notice, counts, overfull),
        "cells": [_cell(cohort, sizes[cohort], items, coded[cohort], k=notice["k"]) for cohort in shown],
        "hidden": [cohort for cohort in cohorts if cohort not in plan.published],
    }


def _summed(
    notice: Mapping[str, Any], plan: Plan, counters: Counters, items: list[Item]
) -> tuple[dict[str, int], dict[str, list[Coded]]]:
    """The ballots and the coded items of each cell: its own residual class and all classes below it."""
    nobody = [[0] * (len(item.bins) + 1) for item in items]
    sizes = dict.fromkeys(plan.published, 0)
    parts: dict[str, list[list[Coded]]] = {cohort: [] for cohort in plan.published}
    coded: dict[str, list[Coded]] = {}
    for cohort, above in _leaves_first(notice, plan):
        own = counters.get(cohort, nobody)
        parts[cohort].append([code(item, row) for item, row in zip(items, own, strict=True)])
        sizes[cohort] += sum(own[0])
        coded[cohort] = [added(rows) for rows in zip(*parts.pop(cohort), strict=True)]
        if above is not None:
            parts[above].append(coded[cohort])
            sizes[above] += sizes[cohort]
    return sizes, coded


def _leaves_first(notice: Mapping[str, Any], plan: Plan) -> list[tuple[str, str | None]]:
    """Each published cohort with the published one above it, after all that are below it."""
    above = {c["id"]: plan.classes.get(c["parent"]) for c in notice["cohorts"] if c["id"] in plan.published}
    order = [cohort for cohort, parent in above.items() if parent is None]
    below: dict[str, list[str]] = {cohort: [] for cohort in above}
    for cohort, parent in above.items():
        if parent is not None:
            below[parent].append(cohort)
    for cohort in order:  # grows while it is walked
        order.extend(below[cohort])
    return [(cohort, above[cohort]) for cohort in reversed(order)]


def _cell(cohort: str, n: int, items: list[Item], coded: list[Coded], *, k: int) -> dict[str, Any]:
    shown = {item.key: figures(item, row, n=n, k=k) for item, row in zip(items, coded, strict=True)}
    return {"cohort": cohort, "n": n, "items": {key: found for key, found in shown.items() if found}}


def _participation(
    notice: Mapping[str, Any], counts: Mapping[str, int], overfull: Collection[str]
) -> list[dict[str, Any]]:
    """Of every cohort with at least m eligible people; null where ballots outnumber them (R10)."""
    found = []
    for cohort in notice["cohorts"]:
        name, eligible, n = cohort["id"], cohort["eligible"], counts.get(cohort["id"], 0)
        if eligible < notice["m"]:
            continue
        percent = max(LEAST_PERCENT, min(MOST_PERCENT, percent_of(n, eligible)))
        found.append({"cohort": name, "percent": None if n > eligible or name in overfull else percent})
    return found
