"""Invented organisations to attack: trees of cohorts, and whole waves with answers, by a seed."""

import random
from collections import Counter
from dataclasses import dataclass
from typing import Any

from disclosure.items import items_of, marks
from disclosure.release import Plan, plan, release
from disclosure.tree import Node

SMALLEST_TREE, LARGEST_TREE = 10, 2000  # cells
SCALE = [1, 2, 3, 4, 5]
QUESTIONS: list[dict[str, Any]] = [
    {"key": "scale", "kind": "scale", "bins": [{"value": value} for value in SCALE],
     "groups": [["favourable", [4, 5]], ["neutral", [3]], ["unfavourable", [1, 2]]]},
    {"key": "choice", "kind": "choice", "bins": [{"value": value} for value in (7, 8, 9)], "groups": []},
    {"key": "choices", "kind": "choices", "bins": [{"value": value} for value in (0, 3)], "groups": []},
    {"key": "recommend", "kind": "recommend", "bins": [{"value": value} for value in range(11)],
     "groups": [["favourable", [9, 10]], ["neutral", [7, 8]], ["unfavourable", list(range(7))]]},
]  # fmt: skip


def random_tree(rng: random.Random, *, largest: int = LARGEST_TREE) -> list[Node]:
    """Deep or broad, its people even or clustered, in the leaves or everywhere."""
    size = round(SMALLEST_TREE * (largest / SMALLEST_TREE) ** rng.random())
    reach, heap, leafy = rng.choice([3, 8, 30, size]), rng.choice([1, 4, 12, 25]), rng.random() < 0.5
    parents = [None, *(rng.randrange(max(0, place - reach), place) for place in range(1, size))]
    inner = set(parents)
    return [
        Node(f"c{place}", None if parent is None else f"c{parent}", _people(rng, heap, leafy and place in inner))
        for place, parent in enumerate(parents)
    ]


def _people(rng: random.Random, heap: int, empty: bool) -> int:
    return 0 if empty or rng.random() < 0.1 else rng.randint(0, rng.choice([1, heap, 2 * heap]))


@dataclass(frozen=True, slots=True)
class Ballot:
    """Who, the cohort it counts under, and what they said."""

    person: str
    cohort: str
    answers: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wave:
    """A Notice, as far as disclosure reads it, and everybody's ballots; so many at the root have no label."""

    notice: dict[str, Any]
    ballots: list[Ballot]
    unlabelled: int = 0

    @property
    def respondents(self) -> dict[str, str]:
        """Each person's cohort."""
        return {ballot.person: ballot.cohort for ballot in self.ballots}

    @property
    def counts(self) -> dict[str, int]:
        """Ballots by cohort."""
        return dict(Counter(ballot.cohort for ballot in self.ballots))

    def plan(self) -> Plan:
        """By the engine, from counts alone."""
        return plan(self.notice, self.counts, frozenset(), unlabelled=self.unlabelled)

    def counters(self, fixed: Plan) -> dict[str, list[list[int]]]:
        """Answers by residual class and bin, as the count makes them."""
        items = items_of(self.notice["questions"])
        found = {name: [[0] * (len(item.bins) + 1) for item in items] for name in set(fixed.classes.values())}
        for ballot in self.ballots if fixed.published else []:
            rows = found[fixed.classes[ballot.cohort]]
            for row, mark in zip(rows, marks(self.notice["questions"], ballot.answers), strict=True):
                row[mark] += 1
        return found

    def release(self) -> dict[str, Any]:
        """By the engine, from plan to figures."""
        fixed = self.plan()
        return release(self.notice, self.counts, fixed, self.counters(fixed))


def notice(nodes: list[Node], *, k: int, questions: list[dict[str, Any]] = QUESTIONS) -> dict[str, Any]:
    """A wave's Notice whose cohorts are `nodes`, with their own people as the eligible."""
    cohorts = [{"id": node.id, "name": node.id, "parent": node.parent, "eligible": node.own} for node in nodes]
    return {"k": k, "m": -(-14 * k // 10), "questions": questions, "cohorts": cohorts}


def random_wave(rng: random.Random, *, largest: int = 40) -> Wave:
    """A tree where some take part and some do not; in some groups nearly all say the same."""
    nodes = random_tree(rng, largest=largest)
    agreed = {node.id: random_answers(rng) for node in nodes}
    ballots = []
    for node in nodes:
        like_the_others = rng.choice([0.0, 0.7, 1.0])
        for place in range(sum(rng.random() < 0.8 for _ in range(node.own))):
            answers = agreed[node.id] if rng.random() < like_the_others else random_answers(rng)
            ballots.append(Ballot(f"{node.id}/{place}", node.id, answers))
    return Wave(notice(nodes, k=rng.randint(5, 8)), ballots)


def random_answers(rng: random.Random) -> dict[str, Any]:
    """One sheet; about one question in twelve is left out."""
    full = {
        "scale": rng.choice(SCALE),
        "choice": rng.choice([7, 8, 9]),
        "choices": rng.choice([[], [0], [3], [0, 3]]),
        "recommend": rng.randint(0, 10),
    }
    return {key: answer for key, answer in full.items() if rng.random() > 1 / 12}
