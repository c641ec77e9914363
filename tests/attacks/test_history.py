"""Count: everything published in twenty waves with joiners, leavers and a reorganisation, pooled."""

import random
from itertools import pairwise

import pytest

from .history import K, closest, cut_again, fewest, published, singled_out_if_nobody_ever_changed, years

SEEDS = range(6)


@pytest.fixture(scope="module", params=SEEDS)
def held(request):
    return years(random.Random(request.param))


def test_history_pooled_gives_nothing_away_of_fewer_than_k_answers(held):
    pooled = published(held)

    assert len(pooled) == 20
    assert min(len(cells.people) for cells in pooled) > 10  # it is not safe because it is empty
    assert fewest(pooled) >= K
    assert closest(pooled) >= K


def test_history_when_it_is_cut_again_by_a_new_chart_falls():
    fallen = [seed for seed in SEEDS if closest(published(years(random.Random(seed))) + again(seed)) < K]

    assert len(fallen) >= len(SEEDS) - 1


def again(seed):
    return cut_again(years(random.Random(seed)))


def test_history_hints_at_who_came_or_went_as_the_promises_say(held):
    """Not promised (R14); were it gone, docs/promises.md should say so."""
    assert singled_out_if_nobody_ever_changed(published(held)) > 0


def test_history_has_joiners_leavers_movers_and_one_reorganisation(held):
    pairs = list(pairwise(held))

    assert sum(one.tree != other.tree for one, other in pairs) == 1
    for happened in (
        lambda one, other: other.groups.keys() - one.groups.keys(),
        lambda one, other: one.groups.keys() - other.groups.keys(),
        lambda one, other: {p for p in one.groups.keys() & other.groups.keys() if one.groups[p] != other.groups[p]},
    ):
        assert sum(bool(happened(one, other)) for one, other in pairs) > 15
