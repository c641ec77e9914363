"""What the figures of a Report say about hidden people: bounds by linear programming over all shares shown.

Part of the attacker: shares no code with `disclosure/`. Variables are how many people of each cohort belong to a group
of an item; every share shown in any cell bounds a sum of them, and the attacker knows what R7 does to a figure.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

import numpy as np
from scipy.optimize import linprog

from .oracle import Attacker, Found

CODED_BELOW, MOVED = 30, 2  # people in a class that R7 codes, and how many it moves at most
NOISE = 1e-6


@dataclass(frozen=True, slots=True)
class Known:
    """One cell's share as a range of people: at least `low` and at most `high` of the cohorts in `among`."""

    among: frozenset[str]
    low: float
    high: float


class Shares:
    """All that a Report shows of one group of one item."""

    def __init__(
        self,
        report: Mapping[str, Any],
        notice: Mapping[str, Any],
        respondents: Mapping[str, str],
        *,
        item: str,
        group: str,
    ) -> None:
        parents = {cohort["id"]: cohort["parent"] for cohort in notice["cohorts"]}
        shown = {cell["cohort"] for cell in report["cells"]}
        self.attacker = Attacker(parents, respondents, shown, k=notice["k"])
        self.item, self.group = item, group
        self.own = {cohort: len(people) for cohort, people in self.attacker.own.items() if people}
        self.places = {cohort: place for place, cohort in enumerate(self.own)}
        self.known = [self._known(cell) for cell in report["cells"]]

    def bounds(self, cohorts: Collection[str]) -> tuple[int, int]:
        """The fewest and the most people directly in these cohorts who can be in the group."""
        wanted = self._row(frozenset(cohorts))
        rows = np.array([self._row(known.among) for known in self.known])
        upper = np.concatenate([rows, -rows])
        limits = np.array([known.high for known in self.known] + [-known.low for known in self.known])
        ranges = [(0, n) for n in self.own.values()]
        ends = [linprog(sign * wanted, A_ub=upper, b_ub=limits, bounds=ranges) for sign in (1, -1)]
        if not all(end.success for end in ends):
            raise AssertionError(f"what is shown of {self.item} contradicts itself")
        return ceil(ends[0].fun - NOISE), floor(-ends[1].fun + NOISE)

    def certain(self) -> list[Found]:
        """Each cohort's own people, in a class that R7 covers, who are now known to be in the group one and all."""
        small = [cohort for cohort in self.own if self._block_size(cohort) < CODED_BELOW]
        what = f"all are known to be {self.group} in {self.item}"
        return [Found(what, (c,), self.own[c]) for c in small if self.bounds([c])[0] == self.own[c]]

    def _block_size(self, cohort: str) -> int:
        """People whom no figure tells from those directly in this cohort; many where no cell counts them."""
        space = self.attacker.space
        block = space.block_of.get(next(iter(self.attacker.own[cohort])))
        return CODED_BELOW if block is None else space.sizes[block]

    def _row(self, cohorts: Collection[str]) -> np.ndarray:
        row = np.zeros(len(self.places))
        row[[self.places[cohort] for cohort in cohorts]] = 1
        return row

    def _known(self, cell: Mapping[str, Any]) -> Known:
        people = self.attacker.members[cell["cohort"]]
        among = frozenset(cohort for cohort in self.own if self.attacker.own[cohort] <= people)
        share, n = cell["items"][self.item]["groups"][self.group], cell["n"]
        if "percent" in share:
            low, high = (2 * share["percent"] - 1) * n / 200, (2 * share["percent"] + 1) * n / 200
        else:
            low, high = n * share["from"] / 100, n * share["to"] / 100
        low, high = float(ceil(low - NOISE)), float(floor(high + NOISE))
        space = self.attacker.space
        small = sum(space.sizes[block] < CODED_BELOW for block in {space.block_of[person] for person in people})
        up = {"or more": small, "about": small - 1}.get(share["reads"], 0)  # classes that may have been lowered
        down = {"or less": small, "about": small - 1}.get(share["reads"], 0)
        return Known(among, low - MOVED * down, high + MOVED * up)


def certain(report: Mapping[str, Any], notice: Mapping[str, Any], respondents: Mapping[str, str]) -> list[Found]:
    """`Shares.certain` of every group of every item that the Report shows."""
    groups = {
        (key, name) for cell in report["cells"] for key, row in cell["items"].items() for name in row.get("groups", {})
    }
    return [
        found
        for item, group in sorted(groups)
        for found in Shares(report, notice, respondents, item=item, group=group).certain()
    ]
