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


def plan(
    notice: Mapping[str, Any], counts: Mapping[str, int], previously: Collection[str], *, unlabelled: int = 0
) -> Plan:
    """The plan for `counts` ballots by cohort id: a cohort left out has none; `previously` only breaks ties (R5).

    So many of the root's ballots are `unlabelled`: they count there for want of a good label, whoever sent them, and
    beside other cells all of them are one person towards k. With fewer than k ballots nothing is published and the plan
    is empty. Raises BadTree for an unknown cohort, or fewer ballots at the root than have no label.
    """
    root = next((cohort["id"] for cohort in notice["cohorts"] if cohort["parent"] is None), "")
    own = {**counts, root: counts.get(root, 0) - max(0, unlabelled - 1)}
    if unlabelled and own[root] < 1:
        raise BadTree("more ballots have no label than are counted at the root")
    nodes = [Node(cohort["id"], cohort["parent"], own.get(cohort["id"], 0)) for cohort in notice["cohorts"]]
    if not counts.keys() <= {node.id for node in nodes}:
        raise BadTree("ballots were counted under a cohort that the wave does not have")
    published = best_published(nodes, floor=notice["k"], previously=previously)
    if not published and sum(counts.values()) >= notice["k"]:
        published = frozenset({root})  # of the whole alone nothing can be subtracted
    at = nearest(nodes, published)
    return Plan(published, {cohort: shown for cohort, shown in at.items() if shown is not None})
