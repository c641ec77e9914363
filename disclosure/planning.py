"""The plan of a release: which cohorts are shown and where every ballot counts (R4, R5)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from .tree import BadTree, Node, best_published, nearest


@dataclass(frozen=True, slots=True)
class Plan:
    """The published cohorts, and for each cohort the published one whose residual class its ballots count in."""

    published: frozenset[str]
    classes: dict[str, str]


def plan(notice: Mapping[str, Any], counts: Mapping[str, int], previously: Collection[str]) -> Plan:
    """The plan for `counts` ballots by cohort id: a cohort left out has none; `previously` only breaks ties (R5).

    With fewer than k ballots nothing is published and the plan is empty. Raises BadTree for an unknown cohort.
    """
    nodes = [Node(cohort["id"], cohort["parent"], counts.get(cohort["id"], 0)) for cohort in notice["cohorts"]]
    if not counts.keys() <= {node.id for node in nodes}:
        raise BadTree("ballots were counted under a cohort that the wave does not have")
    published = best_published(nodes, floor=notice["k"], previously=previously)
    at = nearest(nodes, published)
    return Plan(published, {cohort: shown for cohort, shown in at.items() if shown is not None})
