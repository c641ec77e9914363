import os
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.attacks import oracle, worlds
from tests.attacks.oracle import Found

TREES = int(os.environ.get("TREES", "150"))  # 1000 takes about a minute


def notice(*cohorts, k=5):
    return {"k": k, "cohorts": [{"id": name, "parent": parent} for name, parent in cohorts]}


def people(**counts):
    return {f"{cohort}/{number}": cohort for cohort, n in counts.items() for number in range(n)}


def report(**cells):
    return {"cells": [{"cohort": cohort, "n": n} for cohort, n in cells.items()]}


def test_trees_when_published_by_the_engine_give_nothing_away():
    trial = oracle.trees(TREES, 1)

    assert trial.faults == []
    assert (trial.trees, trial.margin >= 0) == (TREES, True)
    assert trial.cells > 100 * TREES
    assert trial.shown > trial.eligible / 2  # it is the published set that is safe, not an empty page


def test_trees_when_the_seed_is_the_same_are_the_same():
    first, again, other = oracle.trees(3, 7), oracle.trees(3, 7), oracle.trees(3, 8)

    assert (first.cells, first.shown) == (again.cells, again.shown)
    assert (first.cells, first.shown) != (other.cells, other.shown)


def test_recovered_when_a_hidden_cohort_is_what_its_siblings_leave():
    wave = notice(("root", None), ("a", "root"), ("b", "root"))

    found = oracle.recovered(report(root=12, a=9), wave, people(a=9, b=3))

    assert found == [
        Found("a hidden cohort follows", ("b",), 3),
        Found("a vector has too small a support", (), 3),
    ]


def test_recovered_when_two_hidden_siblings_together_are_under_the_floor():
    wave = notice(("root", None), ("a", "root"), ("b", "root"), ("c", "root"))

    found = oracle.recovered(report(root=13, a=9), wave, people(a=9, b=2, c=2))

    assert found == [
        Found("a small union follows", ("b", "c"), 4),
        Found("a vector has too small a support", (), 4),
    ]


def test_recovered_when_a_hidden_sibling_and_the_own_people_of_the_parent_are_under_the_floor():
    wave = notice(("root", None), ("a", "root"), ("b", "root"))

    found = oracle.recovered(report(root=13, a=9), wave, people(root=1, a=9, b=3))

    assert found[0] == Found("a small union follows", ("root", "b"), 4)


def test_recovered_when_the_hidden_together_are_enough():
    wave = notice(("root", None), ("a", "root"), ("b", "root"), ("c", "root"))

    assert oracle.recovered(report(root=14, a=9), wave, people(a=9, b=2, c=3)) == []


def test_recovered_when_nothing_is_published():
    assert oracle.recovered(report(), notice(("root", None)), people(root=3)) == []


def test_recovered_when_a_cell_counts_other_people():
    with pytest.raises(ValueError, match="cell root counts 9 people, and 8 belong there"):
        oracle.recovered(report(root=9), notice(("root", None)), people(root=8))


def test_recovered_when_given_numbers_instead_of_people():
    with pytest.raises(ValueError, match="maps each person to a cohort"):
        oracle.recovered(report(root=9), notice(("root", None)), {"root": 9})


@given(st.integers(0, 100_000))
def test_recovered_when_a_whole_wave_is_released_by_the_engine(seed):
    wave = worlds.random_wave(random.Random(seed))

    assert oracle.recovered(wave.release(), wave.notice, wave.respondents) == []
