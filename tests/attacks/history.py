"""Years of one organisation, and everything that was ever published of them, pooled.

People join, leave and move, and once the whole is cut anew. Each wave's cohorts and published set are the engine's;
what follows from all of them together is worked out by the oracle's row space, over answers: one person's in one wave.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from disclosure.cohorts import make_cohorts
from disclosure.tree import Node, best_published

from .oracle import people_below
from .rowspace import RowSpace

WHOLE, K, M = "whole", 5, 7
TURN = {"join": 0.03, "leave": 0.03, "move": 0.02}  # chances between two waves, a month apart: a lively place
TAKES_PART = 0.7

Tree = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Held:
    """One wave: everybody's group at its opening, who answered, the groups' tree, and the published set before it."""

    number: int
    tree: Tree
    groups: dict[str, str]
    answered: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cells:
    """What one wave published: the people counted in each cell shown, and which cells those are."""

    wave: int
    people: dict[str, set[str]]


def years(rng: random.Random, *, waves: int = 20, people: int = 300) -> list[Held]:
    """So many waves; before the middle one every team gets another place and some teams are divided."""
    tree = _tree(rng, divisions=4, teams=24)
    groups = {f"p{number}": rng.choice(_teams(tree)) for number in range(people)}
    held, born = [], people
    for number in range(waves):
        if number == waves // 2:
            tree, groups = _cut_anew(rng, groups)
        elif number:
            groups, born = _turned(rng, groups, _teams(tree), born)
        answered = frozenset(person for person in sorted(groups) if rng.random() < TAKES_PART)
        held.append(Held(number, tree, dict(groups), answered))
    return held


def published(held: list[Held]) -> list[Cells]:
    """Every wave as the product publishes it; what the wave before showed breaks ties."""
    shown: frozenset[str] = frozenset()
    found = []
    for wave in held:
        cells = publish(wave, previously=shown)
        shown = frozenset(cells.people)
        found.append(cells)
    return found


def publish(wave: Held, *, previously: frozenset[str] = frozenset()) -> Cells:
    """Cohorts from everybody on the roster, the published set from those who answered."""
    counts = dict.fromkeys(wave.tree, 0)
    for group in wave.groups.values():
        counts[group] += 1
    cohorts, cohort_of = make_cohorts([Node(name, above, counts[name]) for name, above in wave.tree.items()], m=M)
    parents = {cohort.id: cohort.parent for cohort in cohorts}
    respondents = {person: cohort_of[wave.groups[person]] for person in wave.answered}
    own = dict.fromkeys(parents, 0)
    for cohort in respondents.values():
        own[cohort] += 1
    nodes = [Node(cohort, above, own[cohort]) for cohort, above in parents.items()]
    shown = best_published(nodes, floor=K, previously=previously & parents.keys())
    members = people_below(parents, respondents)
    return Cells(wave.number, {cohort: members[cohort] for cohort in shown})


def cut_again(held: list[Held]) -> list[Cells]:
    """What R8 forbids: every wave before the reorganisation published a second time, under the last wave's groups."""
    last = held[-1]
    again = [
        replace(wave, tree=last.tree, groups={p: last.groups.get(p, group) for p, group in wave.groups.items()})
        for wave in held
        if wave.tree != last.tree
    ]
    return [publish(replace(wave, groups=_known(wave))) for wave in again]


def fewest(pooled: list[Cells]) -> int | None:
    """kappa over all of them: the fewest answers, each of one person in one wave, about which something follows."""
    return RowSpace({(cells.wave, person) for person in people} for cells, people in _each(pooled)).smallest_support()


def closest(pooled: list[Cells]) -> int:
    """The fewest people by whom two cells of one wave differ: so many answers' difference follows by subtraction."""
    by_wave: dict[int, set[frozenset[str]]] = {}
    for cells, people in _each(pooled):
        by_wave.setdefault(cells.wave, set()).add(frozenset(people))
    return min(len(one ^ other) for shown in by_wave.values() for one, other in combinations(shown, 2))


def singled_out_if_nobody_ever_changed(pooled: list[Cells], *, k: int = K) -> int:
    """How many people are in groups of fewer than k that follow, were everybody's answer the same in every wave.

    What R14 does not promise: changes between waves hint at whoever came or went.
    """
    space = RowSpace(people for _, people in _each(pooled))
    small = {block: size for block, size in enumerate(space.sizes) if size < k}
    return sum(size for block, size in small.items() if space.holds_parts({block: size}))


def _each(pooled: list[Cells]) -> Iterator[tuple[Cells, set[str]]]:
    return ((cells, people) for cells in pooled for people in cells.people.values())


def _tree(rng: random.Random, *, divisions: int, teams: int) -> Tree:
    """Divisions and teams of one whole; names are new each time, as ids of groups are."""
    cut = rng.randrange(10**6)
    above = [f"{cut}/division {number}" for number in range(divisions)]
    tree: dict[str, str | None] = {WHOLE: None} | dict.fromkeys(above, WHOLE)
    return tree | {f"{cut}/team {number}": rng.choice(above) for number in range(teams)}


def _teams(tree: Tree) -> list[str]:
    return [group for group in tree if "team" in group]


def _turned(rng: random.Random, groups: dict[str, str], teams: list[str], born: int) -> tuple[dict[str, str], int]:
    stay = {person: group for person, group in groups.items() if rng.random() > TURN["leave"]}
    moved = {person: rng.choice(teams) if rng.random() < TURN["move"] else group for person, group in stay.items()}
    joiners = sum(rng.random() < TURN["join"] for _ in groups)
    return moved | {f"p{born + number}": rng.choice(teams) for number in range(joiners)}, born + joiners


def _cut_anew(rng: random.Random, groups: dict[str, str]) -> tuple[Tree, dict[str, str]]:
    """Most of a team stays together under its new name; the others are spread."""
    tree = _tree(rng, divisions=5, teams=27)
    heir = {team: rng.choice(_teams(tree)) for team in sorted(set(groups.values()))}
    return tree, {
        person: heir[team] if rng.random() < 0.8 else rng.choice(_teams(tree)) for person, team in groups.items()
    }


def _known(wave: Held) -> dict[str, str]:
    """Whoever had left before the reorganisation counts at the whole."""
    return {person: group if group in wave.tree else WHOLE for person, group in wave.groups.items()}
