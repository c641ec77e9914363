"""One tree of groups and the best set of cells that may be shown of it (R5).

The residual of a shown node is the people at or below it who are in no shown node further down. A set of cells
is safe when every residual is nobody or at least the floor.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass


class BadTree(ValueError):
    """These nodes are not one tree of people."""


@dataclass(frozen=True, slots=True)
class Node:
    """A group: `own` people are counted directly here, not below. The root's `parent` is None."""

    id: str
    parent: str | None
    own: int


@dataclass(frozen=True, slots=True)
class _Table:
    """What the programme found for one node. A state is a number of uncovered people, capped at the floor."""

    handed: dict[int, int]  # state handed up -> the best value below and at this node
    steps: list[dict[int, tuple[int, int]]]  # one a child, by id: state after it -> (state before it, the child's own)
    shown_from: int | None  # the state in which this node is shown; None when handing up nobody does not show it


def best_published(nodes: Sequence[Node], *, floor: int, previously: Collection[str] = frozenset()) -> frozenset[str]:
    """The safe set with the most cells, or nothing when fewer than `floor` people are counted (R5).

    The root is always in it. Ties: more of `previously`, then larger cells, then ids, so that it depends neither on
    the order of `nodes` nor on anything but counts. O(V floor^2). Raises BadTree.
    """
    order = _root_first(nodes)
    sums = _totals(order)
    root = order[0].id
    if floor < 1:
        raise BadTree("the floor is at least one person")
    if sums[root] < floor:
        return frozenset()
    below = _below(order)
    gains = _gains(sums, previously)
    tables: dict[str, _Table] = {}
    for node in reversed(order):
        held, steps = _folded(node.own, [tables[child].handed for child in below[node.id]], floor)
        allowed = {0, floor} if sums[node.id] >= floor else set()
        tables[node.id] = _with_showing(held, steps, gains[node.id], allowed)
    return _chosen(root, tables, below)


def nearest(nodes: Sequence[Node], published: Collection[str]) -> dict[str, str | None]:
    """For each node the shown one whose residual its own people are in: itself, or the nearest above, or None."""
    found: dict[str, str | None] = {}
    for node in _root_first(nodes):
        above = None if node.parent is None else found[node.parent]
        found[node.id] = node.id if node.id in published else above
    return found


def residuals(nodes: Sequence[Node], published: Collection[str]) -> dict[str, int]:
    """The people of each shown node who are in no shown node below it."""
    found = dict.fromkeys(sorted(published), 0)
    at = nearest(nodes, published)
    for node in nodes:
        own_class = at[node.id]
        if own_class is not None:
            found[own_class] += node.own
    return found


def totals(nodes: Sequence[Node]) -> dict[str, int]:
    """The people at or below each node."""
    return _totals(_root_first(nodes))


def _root_first(nodes: Sequence[Node]) -> list[Node]:
    """All nodes, each after its parent, siblings by id. Raises BadTree."""
    by_id = {node.id: node for node in nodes}
    if len(by_id) != len(nodes):
        raise BadTree("two nodes have the same id")
    if any(node.own < 0 for node in nodes):
        raise BadTree("a node counts fewer than no people")
    if any(node.parent is not None and node.parent not in by_id for node in nodes):
        raise BadTree("a node has a parent that is not there")
    order = [node for node in nodes if node.parent is None]
    if len(order) != 1:
        raise BadTree("a tree has exactly one root")
    below = _below(sorted(nodes, key=lambda node: node.id))
    for node in order:  # grows while it is walked
        order.extend(by_id[child] for child in below[node.id])
    if len(order) != len(nodes):
        raise BadTree("some nodes are their own ancestors")
    return order


def _below(order: Sequence[Node]) -> dict[str, list[str]]:
    below: dict[str, list[str]] = {node.id: [] for node in order}
    for node in order:
        if node.parent is not None:
            below[node.parent].append(node.id)
    return below


def _totals(order: Sequence[Node]) -> dict[str, int]:
    sums = {node.id: node.own for node in order}
    for node in reversed(order):
        if node.parent is not None:
            sums[node.parent] += sums[node.id]
    return sums


def _gains(sums: dict[str, int], previously: Collection[str]) -> dict[str, int]:
    """The value of showing each node: one cell, then one seen before, then its people, packed into one integer."""
    people = sum(sums.values()).bit_length()
    cells = len(sums).bit_length()
    return {node: (1 << people + cells) + ((node in previously) << people) + n for node, n in sums.items()}


def _folded(
    own: int, children: list[dict[int, int]], floor: int
) -> tuple[dict[int, int], list[dict[int, tuple[int, int]]]]:
    """The best value for each state once all children have handed theirs up; among equals the first found stays."""
    held = {min(own, floor): 0}
    steps: list[dict[int, tuple[int, int]]] = []
    for child in children:
        after: dict[int, int] = {}
        step: dict[int, tuple[int, int]] = {}
        for state, value in held.items():
            for handed, more in child.items():
                both = state + handed if state + handed < floor else floor
                if value + more > after.get(both, -1):
                    after[both] = value + more
                    step[both] = (state, handed)
        held = dict(sorted(after.items()))
        steps.append(step)
    return held, steps


def _with_showing(
    held: dict[int, int], steps: list[dict[int, tuple[int, int]]], gain: int, allowed: set[int]
) -> _Table:
    """Showing a node hands up nobody, and its residual must be nobody or the floor."""
    shown_from = max((s for s in held if s in allowed), key=lambda s: held[s], default=None)
    if shown_from is None or held[shown_from] + gain <= held.get(0, -1):
        return _Table(held, steps, None)
    return _Table({0: held[shown_from] + gain} | {s: v for s, v in held.items() if s}, steps, shown_from)


def _chosen(root: str, tables: dict[str, _Table], below: dict[str, list[str]]) -> frozenset[str]:
    published = set()
    waiting = [(root, 0)]
    while waiting:
        node, state = waiting.pop()
        table = tables[node]
        if state == 0 and table.shown_from is not None:
            published.add(node)
            state = table.shown_from
        for child, step in zip(reversed(below[node]), reversed(table.steps), strict=True):
            state, handed = step[state]
            waiting.append((child, handed))
    return frozenset(published)
