"""Each rule taken out once: the attacker must then find something, or the attacker is no good."""

import random

import pytest

from disclosure import planning
from disclosure import release as releasing
from disclosure.coding import Coded, members_of
from disclosure.recheck import Unsafe
from disclosure.release import assert_safe
from disclosure.tree import totals
from tests.attacks import bounds, oracle, worlds
from tests.attacks.leaders import least_left
from tests.attacks.test_attempts import COHORTS, Count, run

SEEDS = range(12)


def waves(largest):
    return [worlds.random_wave(random.Random(seed), largest=largest) for seed in SEEDS]


def hide_small_cells_alone(nodes, *, floor, previously):
    return frozenset(node for node, n in totals(nodes).items() if n >= floor)


def hide_small_cells_and_the_next(nodes, *, floor, previously):
    """As market leaders do: beside a single small cell its smallest sibling is hidden as well."""
    sums = totals(nodes)
    shown = hide_small_cells_alone(nodes, floor=floor, previously=previously)
    families = {}
    for node in nodes:
        families.setdefault(node.parent, []).append(node.id)
    also = set()
    for family in families.values():
        seen = sorted((sums[node], node) for node in family if node in shown)
        if sum(0 < sums[node] < floor for node in family) == 1 and seen:
            also.add(seen[0][1])
    return shown - also


def uncoded(item, counts):
    groups = tuple(sum(counts[place] for place in members) for members in members_of(item))
    return Coded(tuple(counts), ("exact",) * len(counts), groups, ("exact",) * len(groups))


@pytest.mark.parametrize("rule", [hide_small_cells_alone, hide_small_cells_and_the_next])
def test_residual_rule_when_taken_out(monkeypatch, rule):
    monkeypatch.setattr(planning, "best_published", rule)

    broken = [wave for wave in waves(40) if oracle.recovered(wave.release(), wave.notice, wave.respondents)]

    assert len(broken) >= len(SEEDS) / 2
    for wave in broken:
        fixed = wave.plan()
        with pytest.raises(Unsafe, match="fewer than k people could be singled out"):
            assert_safe(wave.notice, wave.counts, fixed, wave.counters(fixed), wave.release())


def test_coding_when_taken_out(monkeypatch):
    monkeypatch.setattr(releasing, "code", uncoded)

    broken = [wave for wave in waves(12) if bounds.certain(wave.release(), wave.notice, wave.respondents)]

    assert len(broken) >= 2
    for wave in broken:
        fixed = wave.plan()
        with pytest.raises(Unsafe):
            assert_safe(wave.notice, wave.counts, fixed, wave.counters(fixed), wave.release())


def test_increment_rule_when_taken_out():
    count = run(Count(worlds.notice(COHORTS, k=5), frozen=False), [["a"] * 9, "published", ["a"], "published"])

    assert count.smallest_support() == 1


def test_leader_rule_when_taken_out():
    found = [least_left(random.Random(seed), rule=False) for seed in SEEDS]

    assert sum(left < k for k, left in found) >= len(SEEDS) / 2
