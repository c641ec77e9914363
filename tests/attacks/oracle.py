"""The attacker: holds every published cell, knows who answered and where they belong, and works out what follows.

Shares no code with `disclosure/`, of which `trees` alone uses one function, as the subject on trial.
`python -m tests.attacks.oracle [TREES] [SEED]` puts that many random trees on trial.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from disclosure.tree import best_published

from .rowspace import RowSpace, TooLarge
from .worlds import random_tree

LARGEST_UNION = 3  # siblings
NOWHERE = -1  # the block of people whom no cell counts

Parents = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Found:
    """Something that follows from what was published and should not: about so many people of these cohorts."""

    what: str
    cohorts: tuple[str, ...]
    people: int

    def __str__(self) -> str:
        return f"{self.what}: {self.people} people of {', '.join(self.cohorts) or 'no cohort in particular'}"


@dataclass(slots=True)
class Trial:
    """What became of random trees: how many, their cells with at least k people, those shown, and all faults."""

    trees: int = 0
    cells: int = 0
    eligible: int = 0
    shown: int = 0
    margin: int = 1_000_000  # the smallest kappa - k seen
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


def recovered(report: Mapping[str, Any], notice: Mapping[str, Any], respondents: Mapping[str, str]) -> list[Found]:
    """All that the cells of a Report give away against the rules; empty of a safe one.

    `respondents` maps everybody whose ballot counted to the cohort it counts under. Found are: each hidden cohort whose
    people follow from the cells; each union of up to three siblings, a cohort's own people among them, that follows and
    is fewer than k; and the smallest support of all when it is under k. Raises ValueError where a cell does not count
    the people that `respondents` puts there.
    """
    parents = {cohort["id"]: cohort["parent"] for cohort in notice["cohorts"]}
    if not set(respondents.values()) <= parents.keys():
        raise ValueError("`respondents` maps each person to a cohort of the Notice")
    attacker = Attacker(parents, respondents, {cell["cohort"] for cell in report["cells"]}, k=notice["k"])
    for cell in report["cells"]:
        n = len(attacker.members[cell["cohort"]])
        if cell["n"] != n:
            raise ValueError(f"cell {cell['cohort']} counts {cell['n']} people, and {n} belong there")
    return attacker.found()


class Attacker:
    """Knows a tree of cohorts, everybody's cohort and the cells shown."""

    def __init__(self, parents: Parents, respondents: Mapping[str, str], shown: set[str], *, k: int) -> None:
        self.parents, self.k = parents, k
        self.members = people_below(parents, respondents)
        self.own: dict[str, set[str]] = {cohort: set() for cohort in parents}
        for person, cohort in respondents.items():
            self.own[cohort].add(person)
        self.hidden = sorted(parents.keys() - shown)
        self.space = RowSpace(self.members[cohort] for cohort in sorted(shown))

    def found(self) -> list[Found]:
        """See `recovered`. Raises TooLarge."""
        found = [
            Found("a hidden cohort follows", (cohort,), len(self.members[cohort]))
            for cohort in self.hidden
            if self.members[cohort] and self.space.holds(self.members[cohort])
        ]
        found += self._small_unions()
        smallest = self.space.smallest_support()
        if smallest is not None and smallest < self.k:
            found.append(Found("a vector has too small a support", (), smallest))
        return found

    def _small_unions(self) -> Iterator[Found]:
        """Every union of up to three siblings, or their parent's own people, of fewer than k that follows."""
        families: dict[str, list[tuple[str, set[str]]]] = {cohort: [] for cohort in self.parents}
        for cohort, parent in self.parents.items():
            if self.own[cohort] < self.members[cohort]:
                families[cohort].append((cohort, self.own[cohort]))
            if parent is not None:
                families[parent].append((cohort, self.members[cohort]))
        for above, family in families.items():
            small = [(cohort, self._parts(people)) for cohort, people in family if 0 < len(people) < self.k]
            for size in range(1, LARGEST_UNION + 1):
                for union in combinations(small, size):
                    inside = sum((parts for _, parts in union), Counter())
                    alone = size == 1 and union[0][0] != above  # a hidden cohort, of which the caller speaks
                    if inside.total() < self.k and not alone and self._follows(inside):
                        yield Found("a small union follows", tuple(cohort for cohort, _ in union), inside.total())

    def _follows(self, inside: Counter[int]) -> bool:
        return NOWHERE not in inside and self.space.holds_parts(inside)

    def _parts(self, people: set[str]) -> Counter[int]:
        """How many of them are in each block."""
        return Counter(self.space.block_of.get(person, NOWHERE) for person in people)


def people_below(parents: Parents, respondents: Mapping[str, str]) -> dict[str, set[str]]:
    """The people at or below each cohort."""
    own: dict[str, list[str]] = {}
    for person, cohort in respondents.items():
        own.setdefault(cohort, []).append(person)
    members: dict[str, set[str]] = {cohort: set() for cohort in parents}
    for cohort, people in own.items():
        at: str | None = cohort
        while at is not None:
            members[at].update(people)
            at = parents[at]
    return members


def trees(count: int, seed: int) -> Trial:
    """Puts the published sets of `count` random trees of 10 to 2,000 cells on trial; the same seed, the same trees."""
    trial, started = Trial(), time.monotonic()
    for number in range(count):
        rng = random.Random(f"{seed}/{number}")
        k, nodes = rng.randint(5, 20), random_tree(rng)
        shown = set(best_published(nodes, floor=k))
        respondents = {f"{node.id}/{place}": node.id for node in nodes for place in range(node.own)}
        attacker = Attacker({node.id: node.parent for node in nodes}, respondents, shown, k=k)
        _record(trial, attacker, f"tree {number} of seed {seed}")
        trial.shown += len(shown)
    trial.seconds = time.monotonic() - started
    return trial


def _record(trial: Trial, attacker: Attacker, name: str) -> None:
    trial.trees += 1
    trial.cells += len(attacker.parents)
    trial.eligible += sum(len(people) >= attacker.k for people in attacker.members.values())
    try:
        trial.faults += [f"{name}: {found}" for found in attacker.found()]
        smallest = attacker.space.smallest_support()
    except TooLarge as error:
        trial.faults.append(f"{name}: {error}")
        return
    if smallest is not None:
        trial.margin = min(trial.margin, smallest - attacker.k)


if __name__ == "__main__":
    print(trees(*map(int, (sys.argv[1:] + ["1000", "1"][len(sys.argv) - 1 :])[:2])))
