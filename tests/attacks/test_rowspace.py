import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.attacks.rowspace import RowSpace, TooLarge

CELLS = st.lists(st.sets(st.integers(0, 9)), min_size=1, max_size=8)
FOUR = {"a": (0, 0, 0), "b": (0, 1, 1), "c": (1, 0, 1), "d": (1, 1, 0)}


def margins(*dimensions):
    """Cells of one dimension each, over four groups of four people."""
    people = [(group, number) for group in FOUR for number in range(4)]
    return [[p for p in people if FOUR[p[0]][d] == side] for d in dimensions for side in (0, 1)]


def test_holds_when_a_group_is_what_is_left_of_two_cells():
    space = RowSpace([{1, 2, 3, 4, 5}, {1, 2, 3}])

    assert space.holds({4, 5})
    assert not space.holds({4})
    assert not space.holds({3, 4, 5})
    assert space.smallest_support() == 2


def test_holds_when_nobody_counts_them():
    assert not RowSpace([{1, 2, 3}]).holds({4})


def test_smallest_support_when_nothing_is_published():
    assert RowSpace([]).smallest_support() is None


def test_smallest_support_when_two_margins_cross():
    space = RowSpace(margins(0, 1))

    assert space.rank == 3
    assert space.smallest_support() == 8


def test_smallest_support_when_three_margins_cross_is_under_every_pair_of_them():
    assert RowSpace(margins(0, 1, 2)).smallest_support() == 4


def test_smallest_support_when_too_large_to_search():
    ring = [{place, (place + 1) % 60} for place in range(60)]  # an even ring: one cell follows from the others

    with pytest.raises(TooLarge):
        RowSpace(ring).smallest_support()


@given(CELLS, st.sets(st.integers(0, 9), min_size=1))
def test_holds_exactly_when_the_rank_stays(cells, people):
    rows = np.array([[person in cell for person in range(10)] for cell in cells], dtype=float)
    wanted = np.array([person in people for person in range(10)], dtype=float)

    space = RowSpace(cells)

    assert space.rank == np.linalg.matrix_rank(rows)
    assert space.holds(people) == (np.linalg.matrix_rank(np.vstack([rows, wanted])) == space.rank)


@settings(max_examples=10)
@given(st.integers(0, 10_000))
def test_smallest_support_when_searched_is_what_reduction_finds(seed):
    rng = random.Random(seed)
    tree = [set(range(24))]
    for _ in range(6):  # every cell a part of one before
        above = sorted(rng.choice(tree))
        tree.append(set(rng.sample(above, rng.randint(1, len(above)))))

    space = RowSpace(tree)

    if space.rank == len(space.sizes):
        assert space.smallest_support_by_search() == min(space.sizes)
    assert space.smallest_support() == space.smallest_support_by_search()
