import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.cohorts import Cohort, make_cohorts
from disclosure.tree import BadTree, Node


def test_make_cohorts_when_a_team_is_too_small_makes_the_rest():
    nodes = [Node("all", None, 0), Node("ops", "all", 10), Node("desk", "ops", 4), Node("yard", "ops", 20)]

    cohorts, at = make_cohorts([*nodes, Node("lab", "all", 15)], m=12)

    assert cohorts == [
        Cohort("all", None, True, 0),
        Cohort("lab", "all", False, 15),
        Cohort("ops", "all", True, 14),
        Cohort("yard", "ops", False, 20),
    ]
    assert at == {"all": "all", "ops": "ops", "desk": "ops", "yard": "yard", "lab": "lab"}


def test_make_cohorts_when_all_are_too_few():
    cohorts, at = make_cohorts([Node("all", None, 2), Node("a", "all", 9)], m=12)

    assert cohorts == [Cohort("all", None, False, 11)]
    assert at == {"all": "all", "a": "all"}


def test_make_cohorts_when_nobody_is_there():
    assert make_cohorts([Node("all", None, 0)], m=12)[0] == [Cohort("all", None, False, 0)]


def test_make_cohorts_when_a_division_has_nobody_of_its_own_keeps_all_its_teams():
    teams = [Node(f"team{number}", "ops", 20) for number in range(3)]

    cohorts, _ = make_cohorts([Node("all", None, 0), Node("ops", "all", 0), *teams], m=12)

    assert cohorts == [
        Cohort("all", None, True, 0),
        Cohort("ops", "all", True, 0),
        *(Cohort(f"team{number}", "ops", False, 20) for number in range(3)),
    ]


def test_make_cohorts_when_a_division_has_too_few_of_its_own_takes_a_team_into_it():
    teams = [Node(f"team{number}", "ops", 20) for number in range(3)]

    cohorts, _ = make_cohorts([Node("all", None, 0), Node("ops", "all", 3), *teams], m=12)

    assert sorted((cohort.parent or "", cohort.eligible) for cohort in cohorts) == [
        ("", 0),
        ("all", 23),
        ("ops", 20),
        ("ops", 20),
    ]


@given(st.integers(0, 100_000))
def test_make_cohorts_puts_everybody_into_one_cohort_of_the_minimum(seed):
    rng = random.Random(seed)
    m, size = rng.randint(7, 28), rng.randint(1, 60)
    nodes = [Node(f"n{p}", f"n{rng.randrange(p)}" if p else None, rng.choice([0, 3, 11, 30])) for p in range(size)]

    cohorts, at = make_cohorts(nodes, m=m)

    people = dict.fromkeys([cohort.id for cohort in cohorts], 0)
    for node in nodes:
        people[at[node.id]] += node.own
    assert {cohort.id: cohort.eligible for cohort in cohorts} == people
    assert all(cohort.eligible >= m or (cohort.eligible == 0 and cohort.rest) for cohort in cohorts[1:])
    assert cohorts[0].eligible in (0, sum(people.values())) or cohorts[0].eligible >= m
    assert {cohort.id for cohort in cohorts if cohort.rest} == {cohort.parent for cohort in cohorts[1:]}
    seen = set()
    for cohort in cohorts:  # parents come first
        assert cohort.parent is None or cohort.parent in seen
        seen.add(cohort.id)


def test_make_cohorts_when_it_is_no_tree():
    with pytest.raises(BadTree):
        make_cohorts([], m=12)
