"""The last look before a release is published (R13): everything in it, worked out a second time.

Of the code that made the release only the definition of an item and of a plan is used here.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from .items import items_of
from .planning import Plan
from .recheck import Class, Unsafe, check_figures, require

LEAST_FLOOR, MOST_FLOOR = 5, 20  # R1
Counters = Mapping[str, Sequence[Sequence[int]]]


def assert_safe(
    notice: Mapping[str, Any],
    counts: Mapping[str, int],
    plan: Plan,
    counters: Counters,
    release: Mapping[str, Any],
    *,
    overfull: Collection[str] = frozenset(),
    unlabelled: int = 0,
) -> None:
    """Refuses, with Unsafe, a release that may not be published or does not follow from these counts and counters."""
    try:
        paths = _paths(notice)
        sizes = _check_plan(notice, paths, counts, plan, unlabelled)
        classes = _check_counters(notice, sizes, counters)
        _check_outline(paths, plan, release)
        _check_participation(notice, counts, overfull, release["participation"])
        _check_cells(notice, paths, classes, release["cells"])
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise Unsafe("the release, or what it was made from, does not have the shape it should") from error


def _paths(notice: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Each cohort, in the order of the Notice, with itself and all above it, nearest first."""
    parents = {cohort["id"]: cohort["parent"] for cohort in notice["cohorts"]}
    found = {}
    for start in parents:
        path = [start]
        while (above := parents[path[-1]]) is not None:
            require(above in parents and len(path) <= len(parents), "the cohorts are not a tree")
            path.append(above)
        found[start] = tuple(path)
    return found


def _check_plan(
    notice: Mapping[str, Any],
    paths: Mapping[str, tuple[str, ...]],
    counts: Mapping[str, int],
    plan: Plan,
    unlabelled: int,
) -> dict[str, int]:
    """The ballots of each residual class, every one of them nobody or at least k (R1, R5).

    Beside other cells all ballots at the root without a label are no more than one of these k.
    """
    k, root = notice["k"], next(path[-1] for path in paths.values())
    require(
        LEAST_FLOOR <= k <= MOST_FLOOR and 10 * notice["m"] >= 14 * k, "the thresholds are looser than the rules allow"
    )
    require(counts.keys() <= paths.keys(), "ballots were counted under an unknown cohort")
    require(all(type(n) is int and n >= 0 for n in counts.values()), "a count of ballots is not a count")
    require(type(unlabelled) is int and 0 <= unlabelled <= counts.get(root, 0), "not so many ballots lack a label")
    spare = max(0, unlabelled - 1) if plan.published != {root} else 0
    if sum(counts.values()) < k:
        require(not plan.published and not plan.classes, "something is published from fewer than k ballots")
        return {}
    require(plan.published <= paths.keys() and root in plan.published, "the plan publishes the wrong cohorts")
    require(plan.classes.keys() == paths.keys(), "the plan does not place every cohort")
    sizes = dict.fromkeys(plan.published, 0)
    cells = dict.fromkeys(plan.published, 0)
    for cohort, path in paths.items():
        shown = [above for above in path if above in plan.published]
        require(plan.classes[cohort] == shown[0], "a cohort is counted in another class than its own")
        sizes[shown[0]] += counts.get(cohort, 0)
        for above in shown:
            cells[above] += counts.get(cohort, 0)
    people = sizes | {root: sizes[root] - spare}
    cells[root] -= spare
    require(min(cells.values()) >= k, "a cell of fewer than k people is published")
    require(all(n == 0 or n >= k for n in people.values()), "fewer than k people could be singled out by subtraction")
    return sizes


def _check_counters(notice: Mapping[str, Any], sizes: Mapping[str, int], counters: Counters) -> dict[str, list[Class]]:
    """The counters by class; each histogram holds exactly the ballots of its class (R3, R4)."""
    items = items_of(notice["questions"])
    require(counters.keys() <= sizes.keys(), "answers were counted outside the residual classes")
    found = {}
    for name, n in sizes.items():
        rows = counters.get(name, [[0] * (len(item.bins) + 1) for item in items])
        require([len(row) for row in rows] == [len(item.bins) + 1 for item in items], "a histogram lacks a bin")
        for row in rows:
            require(all(type(c) is int and c >= 0 for c in row), "a counter is not a count")
            require(sum(row) == n, "a histogram does not hold the ballots of its class")
        found[name] = [Class(item, row) for item, row in zip(items, rows, strict=True)]
    return found


def _check_outline(paths: Mapping[str, tuple[str, ...]], plan: Plan, release: Mapping[str, Any]) -> None:
    """Every cohort is either a cell or named as hidden, in the order of the Notice."""
    require(set(release) == {"participation", "cells", "hidden"}, "the release has other parts than it should")
    require(release["hidden"] == [c for c in paths if c not in plan.published], "the hidden cohorts are not all named")
    shown = [cohort for cohort in paths if cohort in plan.published]
    require([cell["cohort"] for cell in release["cells"]] == shown, "the cells are not those of the plan")


def _check_participation(
    notice: Mapping[str, Any], counts: Mapping[str, int], overfull: Collection[str], shown: Sequence[Any]
) -> None:
    """Only cohorts of m or more, between 10 and 90 percent, and no percent where ballots outnumber people (R10)."""
    large = {c["id"]: c["eligible"] for c in notice["cohorts"] if c["eligible"] >= notice["m"]}
    require([row["cohort"] for row in shown] == list(large), "participation is not that of the larger cohorts")
    for row in shown:
        n, eligible, percent = counts.get(row["cohort"], 0), large[row["cohort"]], row["percent"]
        unknown = n > eligible or row["cohort"] in overfull
        require(set(row) == {"cohort", "percent"} and (percent is None) == unknown, "participation says too much")
        if not unknown:
            near = -eligible <= 2 * (100 * n - percent * eligible) < eligible  # a half is rounded up
            capped = (percent == 10 and n * 10 < eligible) or (percent == 90 and n * 10 > 9 * eligible)
            require(type(percent) is int and 10 <= percent <= 90 and (near or capped), "participation is wrong")


def _check_cells(
    notice: Mapping[str, Any],
    paths: Mapping[str, tuple[str, ...]],
    classes: Mapping[str, list[Class]],
    cells: Sequence[Mapping[str, Any]],
) -> None:
    """Each cell is the sum of the coded classes at and below it, shown as its size allows (R7, R11)."""
    items = items_of(notice["questions"])
    below: dict[str, list[list[Class]]] = {name: [] for name in classes}
    for name, rows in classes.items():
        for above in below.keys() & set(paths[name]):
            below[above].append(rows)
    for cell in cells:
        parts = below[cell["cohort"]]
        n = sum(rows[0].n for rows in parts)
        require(set(cell) == {"cohort", "n", "items"}, "a cell has other parts than it should")
        require(type(cell["n"]) is int and cell["n"] == n, "a cell counts other people than its classes hold")
        for item, column in zip(items, zip(*parts, strict=True), strict=True):
            check_figures(item, column, cell["items"].get(item.key, {}), n=n, k=notice["k"])
        shown = {key for key, figures in cell["items"].items() if figures}
        require(shown == set(cell["items"]) <= {item.key for item in items}, "a cell shows an item that it should not")
