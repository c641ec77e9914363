"""Publishing attempts: ballots trickle in, the count starts, crashes and starts again, and whatever gets out is seen.

The rule on trial is R4 with R8: what the labels decided stays decided, only those ballots' answers are counted, and the
first release is the only one. `frozen=False` takes the rule out: each attempt counts whatever has come in by then.
"""

from collections.abc import Sequence
from typing import Any

from disclosure.planning import Plan
from disclosure.release import assert_safe, release

from .oracle import people_below
from .rowspace import RowSpace
from .worlds import Ballot, Wave


class Count:
    """The count of one wave as it is kept between attempts."""

    def __init__(self, notice: dict[str, Any], *, frozen: bool = True) -> None:
        self.notice, self.frozen = notice, frozen
        self.box: list[Ballot] = []
        self.decided: tuple[Wave, Plan] | None = None
        self.published: list[tuple[Wave, dict[str, Any]]] = []

    def arrive(self, ballots: Sequence[Ballot]) -> None:
        """More ballots come in, whatever state the count is in."""
        self.box.extend(ballots)

    def attempt(self, *, until: str = "published") -> None:
        """Runs the count and crashes after `labels` or `answers`, or gets through."""
        if self.published and self.frozen:
            return
        if self.decided is None or not self.frozen:
            wave = Wave(self.notice, list(self.box))
            self.decided = wave, wave.plan()
        if until == "labels":
            return
        wave, fixed = self.decided
        counters = wave.counters(fixed)
        made = release(wave.notice, wave.counts, fixed, counters)
        assert_safe(wave.notice, wave.counts, fixed, counters, made)
        if until == "published":
            self.published.append((wave, made))

    def smallest_support(self) -> int | None:
        """kappa of everything that got out. Two releases may differ in whom they count."""
        cells = []
        for wave, made in self.published:
            parents = {cohort["id"]: cohort["parent"] for cohort in wave.notice["cohorts"]}
            members = people_below(parents, wave.respondents)
            cells += [members[cell["cohort"]] for cell in made["cells"]]
        return RowSpace(cells).smallest_support()
