"""Intervals of 95 % around shares and means.

statsmodels is loaded by whoever first asks for a share: it brings pandas, and no other process needs its 100 MB.
"""

from functools import lru_cache
from math import ceil, floor, sqrt

from scipy.special import stdtrit

ALPHA = 0.05


@lru_cache(maxsize=65536)
def wilson(count: float, n: int) -> tuple[int, int]:
    """Whole percents from `floor(low)` to `ceil(high)` of Wilson's score interval; `count` may be a fraction."""
    from statsmodels.stats.proportion import proportion_confint

    low, high = proportion_confint(count, n, alpha=ALPHA, method="wilson")
    return max(0, floor(100 * low)), min(100, ceil(100 * high))


def mean_and_reach(weighted: list[tuple[int, int]]) -> tuple[float, float]:
    """The mean of (value, people) pairs and half the width of its t interval. At least two people."""
    n = sum(people for _, people in weighted)
    total = sum(value * people for value, people in weighted)
    squares = n * sum(value * value * people for value, people in weighted) - total * total  # whole, so never negative
    return total / n, _quantile(n - 1) * sqrt(squares / n / (n - 1) / n)


@lru_cache(maxsize=65536)
def _quantile(freedom: int) -> float:
    return float(stdtrit(freedom, 1 - ALPHA / 2))
