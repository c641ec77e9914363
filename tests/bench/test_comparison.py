"""A Report that is wrong in one place must be told from one that is right."""

import copy

import pytest

from bench import expected
from bench.comparison import compare, differences, leaves
from tests.bench.test_expected import notice, sheets

WAVE = notice(("root", None, 10), ("a", "root", 12), ("b", "root", 12), ("c", "root", 9))
PEOPLE = sheets("root", 1, 2, 3, 4, 5) + sheets("a", *[5] * 9, 4) + sheets("b", 3, None, 1) + sheets("c", *[2] * 5)


def report(*, published=("root", "a", "c")):
    found = expected.cells(WAVE, PEOPLE, set(published))
    return {
        "k": 5, "m": 7, "ballots": len(PEOPLE), "spoiled": {"envelope": 0, "label": 0},
        "participation": expected.participation(WAVE, PEOPLE),
        "cells": [found[cohort] for cohort in published],
        "hidden": [cohort["id"] for cohort in WAVE["cohorts"] if cohort["id"] not in published],
    }  # fmt: skip


def test_compare_when_the_report_is_right():
    found = compare(WAVE, report(), PEOPLE)

    assert found.faults == []
    assert (found.published, found.equal_cells, found.unequal_cells) == (3, 3, 0)
    assert (found.under_floor, found.held_back) == (1, 0)
    assert found.figures > 40


def test_compare_when_more_is_hidden_than_the_floor_asks():
    found = compare(WAVE, report(published=("root", "a")), PEOPLE)

    assert found.faults == []
    assert (found.under_floor, found.held_back, found.hidden) == (1, 1, 2)


def test_compare_when_nobody_may_be_shown():
    people = PEOPLE[:4]
    nothing = report() | {"ballots": 4, "cells": [], "hidden": [cohort["id"] for cohort in WAVE["cohorts"]]}

    found = compare(WAVE, nothing | {"participation": expected.participation(WAVE, people)}, people)

    assert (found.faults, found.published, found.hidden) == ([], 0, 4)


def test_compare_when_a_residual_class_is_small():
    people = [sheet for sheet in PEOPLE if sheet.cohort != "root"]
    wrong = report() | {"ballots": len(people)}

    found = compare(WAVE, wrong, people)

    assert found.faults == ["a residual class has 3 people, fewer than k"]
    assert found.equal_cells == 0


def paths(value, path=()):
    """Where each single figure of a Report stands."""
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from paths(value[key], (*path, key))
    else:
        yield path


@pytest.mark.parametrize("part", ["cells", "participation", "spoiled", "ballots", "k"])
def test_compare_when_any_one_figure_is_off(part):
    for path in paths(report()[part]):
        wrong = copy.deepcopy(report())
        at, last = wrong, part
        for step in path:
            at, last = at[last], step
        at[last] = "x" if isinstance(at[last], str) else (at[last] or 0) + 1

        if "cohort" in path:
            continue  # an unknown cohort is told apart below
        assert compare(WAVE, wrong, PEOPLE).faults, path


def test_compare_when_a_cohort_is_left_out():
    wrong = report()
    wrong["hidden"] = []

    assert compare(WAVE, wrong, PEOPLE).faults == ["cells and hidden do not hold every cohort once"]


def test_differences_when_a_field_is_missing_or_of_another_type():
    assert list(differences({"a": 1}, {})) == ["/a: should be 1, is 'nothing'"]
    assert list(differences([1], [True])) == ["/0: should be 1, is True"]
    assert list(differences([1], [1.0])) == []
    assert list(differences([1], [1, 2])) == [": should be [1], is [1, 2]"]


def test_leaves_when_nested():
    assert leaves({"a": [1, 2], "b": {"c": None}}) == 3
