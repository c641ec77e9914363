import random
import time
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.tree import BadTree, Node, best_published, nearest, residuals, totals


@st.composite
def trees(draw, *, largest=8):
    size = draw(st.integers(1, largest))
    above = [None, *(f"n{draw(st.integers(0, place - 1))}" for place in range(1, size))]
    return [Node(f"n{place}", parent, draw(st.integers(0, 9))) for place, parent in enumerate(above)]


def exhaustive(nodes, *, floor, previously=frozenset()):
    """The value of the best safe set with the root in it, by trying all sets."""
    sums, (root, *others) = totals(nodes), [node.id for node in nodes]
    best = None
    for size in range(len(others) + 1):
        for chosen in combinations(others, size):
            published = {root, *chosen}
            safe = all(n == 0 or n >= floor for n in residuals(nodes, published).values())
            if safe and all(sums[node] >= floor for node in published):
                best = max(best or (), value(published, sums, previously))
    return best


def value(published, sums, previously):
    return len(published), len(published & previously), sum(sums[node] for node in published)


@given(trees(), st.integers(1, 9), st.sets(st.sampled_from([f"n{place}" for place in range(8)])))
def test_best_published_is_the_best_of_all_safe_sets(nodes, floor, previously):
    found = best_published(nodes, floor=floor, previously=previously)

    sums = totals(nodes)
    if sums["n0"] < floor:
        assert found == frozenset()
    else:
        assert value(found, sums, previously) == exhaustive(nodes, floor=floor, previously=previously)
        assert "n0" in found
        assert all(n >= floor or n == 0 for n in residuals(nodes, found).values())


@given(trees(largest=20), st.integers(1, 9), st.randoms(use_true_random=False))
def test_best_published_when_the_nodes_come_in_another_order(nodes, floor, rng):
    shuffled = rng.sample(nodes, len(nodes))

    assert best_published(shuffled, floor=floor) == best_published(nodes, floor=floor)


def test_best_published_when_two_sets_are_as_large_shows_what_was_shown():
    nodes = [Node("root", None, 3), Node("a", "root", 8), Node("b", "root", 9)]

    assert best_published(nodes, floor=8) == {"root", "b"}  # the larger
    assert best_published(nodes, floor=8, previously=frozenset({"a"})) == {"root", "a"}


def test_best_published_when_nothing_but_the_id_differs():
    nodes = [Node("root", None, 3), Node("b", "root", 8), Node("a", "root", 8)]

    assert best_published(nodes, floor=8) == {"root", "a"}


def test_best_published_when_a_small_sibling_would_be_singled_out():
    nodes = [Node("root", None, 0), Node("a", "root", 20), Node("b", "root", 20), Node("c", "root", 3)]

    assert best_published(nodes, floor=5) == {"root", "a"}  # not b as well: c would be left
    assert residuals(nodes, {"root", "a"}) == {"root": 23, "a": 20}


def test_best_published_when_everybody_of_a_division_is_in_its_teams_shows_it_as_well():
    teams = [Node("a", "ops", 8), Node("b", "ops", 9)]

    assert best_published([Node("root", None, 0), Node("ops", "root", 0), *teams], floor=8) == {"root", "ops", "a", "b"}


def test_best_published_when_fewer_than_the_floor_are_there():
    assert best_published([Node("root", None, 4)], floor=5) == frozenset()
    assert best_published([Node("root", None, 5)], floor=5) == {"root"}


def test_best_published_when_the_tree_is_one_long_chain():
    chain = [Node("n0", None, 1), *(Node(f"n{place}", f"n{place - 1}", 1) for place in range(1, 5000))]

    assert len(best_published(chain, floor=8)) == 625


def test_best_published_when_20_000_people_are_in_3_233_cells_takes_well_under_a_second():
    rng = random.Random(1)
    own = [0] * 3233
    for _ in range(20_000):
        own[rng.randrange(3233)] += 1
    nodes = [Node(f"n{place}", f"n{(place - 1) // 6}" if place else None, n) for place, n in enumerate(own)]

    started = time.process_time()
    best_published(nodes, floor=8)

    assert time.process_time() - started < 1


@given(trees())
def test_nearest_and_residuals_count_everybody_once(nodes):
    published = {node.id for node in nodes[::2]}

    at = nearest(nodes, published)

    assert all(at[node] == node for node in published)
    assert sum(residuals(nodes, published).values()) == totals(nodes)["n0"]


def test_nearest_when_nothing_above_is_published():
    nodes = [Node("root", None, 1), Node("a", "root", 1), Node("b", "a", 1)]

    assert nearest(nodes, {"a"}) == {"root": None, "a": "a", "b": "a"}
    assert residuals(nodes, {"a"}) == {"a": 2}


@pytest.mark.parametrize(
    "nodes, sentence",
    [
        ([], "exactly one root"),
        ([Node("a", None, 1), Node("b", None, 1)], "exactly one root"),
        ([Node("a", "b", 1), Node("b", "a", 1)], "exactly one root"),
        ([Node("r", None, 1), Node("a", "b", 1), Node("b", "a", 1)], "their own ancestors"),
        ([Node("r", None, 1), Node("a", "x", 1)], "a parent that is not there"),
        ([Node("r", None, 1), Node("a", "r", -1)], "fewer than no people"),
        ([Node("r", None, 1), Node("a", "r", 1), Node("a", "r", 2)], "the same id"),
    ],
)
def test_best_published_when_it_is_no_tree(nodes, sentence):
    with pytest.raises(BadTree, match=sentence):
        best_published(nodes, floor=5)


def test_best_published_when_the_floor_is_nobody():
    with pytest.raises(BadTree):
        best_published([Node("r", None, 1)], floor=0)


def test_nearest_residuals_and_totals_when_nobody_is_published():
    nodes = [Node("root", None, 1), Node("a", "root", 2), Node("b", "a", 3)]

    assert nearest(nodes, set()) == {"root": None, "a": None, "b": None}
    assert residuals(nodes, set()) == {}
    assert totals(nodes) == {"root": 6, "a": 5, "b": 3}


def test_best_published_when_one_cell_more_counts_more_than_any_that_was_shown_or_is_larger():
    nodes = [Node("root", None, 5), Node("a", "root", 500), Node("b", "a", 5), Node("c", "a", 5)]

    assert best_published(nodes, floor=5, previously={"root", "a"}) == {"root", "a", "b", "c"}


def test_best_published_when_one_shown_before_counts_more_than_any_that_is_larger():
    nodes = [Node("root", None, 3), Node("a", "root", 5), Node("b", "root", 900)]

    assert best_published(nodes, floor=5, previously={"a"}) == {"root", "a"}
    assert best_published(nodes, floor=5) == {"root", "b"}


def test_best_published_when_the_floor_is_one_person_shows_every_cell_with_somebody():
    nodes = [Node("root", None, 0), Node("a", "root", 1), Node("b", "root", 0), Node("c", "b", 1)]

    assert best_published(nodes, floor=1) == {"root", "a", "b", "c"}
