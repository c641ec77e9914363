"""Leaders who read the cells of their own team, and know their own answer (R3).

The rule itself lives where the audience is frozen, on the named side; here it is one line, on trial against the engine.
"""

import random
from collections.abc import Mapping

from disclosure.tree import Node, best_published

from .oracle import people_below
from .rowspace import RowSpace
from .worlds import random_tree

LARGEST = 60  # groups


def least_left(rng: random.Random, *, rule: bool) -> tuple[int, int]:
    """k, and the fewest people whose answers any leader works out from their team's cells and their own answer."""
    k, groups = rng.randint(5, 8), random_tree(rng, largest=LARGEST)
    parents = {group.id: group.parent for group in groups}
    places = {f"{group.id}/{number}": group.id for group in groups for number in range(group.own)}
    leaders = {f"{group.id}/leader": group.id for group in groups if group.parent is not None}
    places |= {leader: parents[led] if rule else led for leader, led in leaders.items()}
    shown = best_published([Node(group.id, group.parent, _counted(places, group.id)) for group in groups], floor=k)
    members = people_below(parents, places)
    left = [_left(leader, led, parents, members, shown) for leader, led in leaders.items()]
    return k, min([n for n in left if n is not None], default=k)


def _counted(places: Mapping[str, str], group: str) -> int:
    return sum(place == group for place in places.values())


def _left(
    leader: str, led: str, parents: Mapping[str, str | None], members: Mapping[str, set[str]], shown: frozenset[str]
) -> int | None:
    """The smallest support over the others, in the cells at and below the group they lead."""
    cells = [members[cell] - {leader} for cell in shown if _is_at_or_below(cell, led, parents)]
    return RowSpace(cells).smallest_support()


def _is_at_or_below(cell: str, led: str, parents: Mapping[str, str | None]) -> bool:
    at: str | None = cell
    while at is not None and at != led:
        at = parents[at]
    return at == led
