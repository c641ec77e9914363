"""How often an attacker was right, what chance would be, and an interval that knows which guesses hang together."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from math import sqrt

TRUSTED = 1.96  # standard errors to either side: 95 %


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing that was guessed: the share of it that was right (ties are shared), and what chance would be."""

    cluster: Hashable  # guesses of one cluster hang together
    found: float
    chance: float


@dataclass(slots=True)
class Tally:
    """All guesses of one attacker."""

    trials: list[Trial] = field(default_factory=list)

    @property
    def success(self) -> float:
        """0 to 1."""
        return sum(trial.found for trial in self.trials) / len(self.trials)

    @property
    def chance(self) -> float:
        """0 to 1."""
        return sum(trial.chance for trial in self.trials) / len(self.trials)

    def interval(self) -> tuple[float, float]:
        """95 % of the success."""
        reach = self._reach([trial.found - self.success for trial in self.trials])
        return max(0.0, self.success - reach), min(1.0, self.success + reach)

    @property
    def is_above(self) -> bool:
        """Whether this attacker surely knows more than chance, trial by trial."""
        return self._gain() > self._reach_of_gain() + 1e-9

    @property
    def is_below(self) -> bool:
        """Whether it surely knows less."""
        return -self._gain() > self._reach_of_gain() + 1e-9

    def _gain(self) -> float:
        return self.success - self.chance

    def _reach_of_gain(self) -> float:
        return self._reach([trial.found - trial.chance - self._gain() for trial in self.trials])

    def _reach(self, residuals: list[float]) -> float:
        """The residuals of a cluster are added up before they are squared."""
        sums: dict[Hashable, float] = defaultdict(float)
        for trial, residual in zip(self.trials, residuals, strict=True):
            sums[trial.cluster] += residual
        count = len(sums)
        spread = sum(one * one for one in sums.values()) * count / max(count - 1, 1)
        return TRUSTED * sqrt(spread) / len(self.trials)
