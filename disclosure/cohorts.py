"""The cohorts that ballots count under, made from eligible people when a wave opens (R2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from .tree import Node, best_published, nearest, residuals


@dataclass(frozen=True, slots=True)
class Cohort:
    """A group, or with `rest` what is left of it beside the cohorts below it; `eligible` people hold its label.

    Nobody holds the label of a division that is all teams: its cell is the sum of theirs, and its rest is empty.
    """

    id: str
    parent: str | None
    rest: bool
    eligible: int


def make_cohorts(nodes: Sequence[Node], *, m: int) -> tuple[list[Cohort], dict[str, str]]:
    """The cohorts, each after its parent and the root first, and the cohort id of every node.

    `own` is the eligible people directly in a group. Groups too small for the cohort minimum `m` merge upward. A
    cohort has at least `m` people, or nobody and cohorts below it; the root has all when all are fewer than `m`.
    Raises BadTree.
    """
    root = next((node.id for node in nodes if node.parent is None), "")
    kept = best_published(nodes, floor=m) or frozenset({root})
    at = {node: cohort for node, cohort in nearest(nodes, kept).items() if cohort is not None}
    eligible = residuals(nodes, kept)
    above = {node.id: None if node.parent is None else at[node.parent] for node in nodes}
    parents = {above[cohort] for cohort in kept}
    order = [node for node in at if node in kept]  # `nearest` walks from the root down
    return [Cohort(cohort, above[cohort], cohort in parents, eligible[cohort]) for cohort in order], at
