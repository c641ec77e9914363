"""An observer with a clock who guesses who ticked: logistic regression on the times of requests.

The guesses are made in turn: the observer learns from the first submissions and guesses the next few, learns those too,
and so on. Nobody's tick is known before it is guessed, so that for fair coins that times say nothing about every guess
is right with a chance of exactly one half, each independent of the others, and the interval is exact.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from statsmodels.stats.proportion import proportion_confint

from .recorder import Exchange

Matrix = NDArray[np.float64]
RIDGE = 5.0
CLIPPED = 4.0  # standard deviations; a browser that hung for seconds teaches nothing
LEAST = 20  # submissions that are learned before the first guess


@dataclass(frozen=True, slots=True)
class Guesses:
    """How many were guessed, how many rightly."""

    made: int
    right: int

    @property
    def accuracy(self) -> float:
        """0 to 1."""
        return self.right / self.made

    def holds_chance(self, confidence: float = 0.95) -> bool:
        """Whether the interval contains one half: this observer knows no more than a coin."""
        low, high = self.interval(confidence)
        return low <= 0.5 <= high

    def interval(self, confidence: float = 0.95) -> tuple[float, float]:
        """Clopper and Pearson's for the accuracy."""
        low, high = proportion_confint(self.right, self.made, alpha=1 - confidence, method="beta")
        return float(low), float(high)


def times_of(exchanges: Sequence[Exchange]) -> dict[str, float]:
    """What a clock sees of one submission, in milliseconds, by name.

    Of every request from the first POST on: how long after the one before it was sent (`after`), how long after the
    last answer (`idle`), how long its own answer took (`took`); the whole; and the place of each post.
    """
    first = next(at for at, exchange in enumerate(exchanges) if exchange.method == "POST")
    seen: Counter[str] = Counter()
    times: dict[str, float] = {}
    for at, exchange in enumerate(exchanges[first:], start=first):
        seen[exchange.address] += 1
        name = f"{exchange.method} {exchange.address} {seen[exchange.address]}"
        answered = max((one.ended for one in exchanges[:at] if one.ended <= exchange.begun), default=exchange.begun)
        times[f"{name} after"] = exchange.begun - exchanges[at - 1].begun
        times[f"{name} idle"] = exchange.begun - answered
        times[f"{name} took"] = exchange.ended - exchange.begun
    order = [exchange.address for exchange in exchanges if exchange.method == "POST"]
    times |= {f"{address} place": float(order.index(address)) for address in set(order)}
    times["whole"] = max(one.ended for one in exchanges) - exchanges[first].begun
    return times


def guess(seen: Sequence[Mapping[str, float]], ticked: Sequence[bool], *, turns: int = 20) -> Guesses:
    """Guess every tick but the first few from what a clock saw. What one did not see of all it does not use."""
    names = sorted(set[str].intersection(*map(set, seen)))
    times = np.array([[one[name] for name in names] for one in seen])
    truth = np.array(ticked, dtype=float)
    step = max(1, (len(truth) - LEAST) // turns)
    right = 0
    for start in range(LEAST, len(truth), step):
        known, asked = times[:start], times[start : start + step]
        middle, spread = known.mean(axis=0), known.std(axis=0)
        spread[spread == 0] = 1.0
        learned, shown = (np.clip((part - middle) / spread, -CLIPPED, CLIPPED) for part in (known, asked))
        says = _score(shown, _fit(learned, truth[:start])) > 0
        right += int((says == (truth[start : start + step] > 0.5)).sum())
    return Guesses(len(truth) - LEAST, right)


def _score(times: Matrix, weights: Matrix) -> Matrix:
    score: Matrix = times @ weights[1:] + weights[0]
    return score


def _fit(times: Matrix, truth: Matrix) -> Matrix:
    """Weights of a ridge logistic regression, the constant first."""

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        score = _score(times, weights)
        off = 1 / (1 + np.exp(-score)) - truth
        value = float(np.sum(np.logaddexp(0, score) - truth * score) + RIDGE / 2 * np.sum(weights[1:] ** 2))
        slope = np.concatenate([[off.sum()], times.T @ off + RIDGE * weights[1:]])
        return value, slope

    found: Matrix = minimize(loss, np.zeros(times.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return found
