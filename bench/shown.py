"""How shares, means and eNPS are shown (R11), with intervals written from their definitions.

Whole numbers and fractions wherever a figure is rounded, so that it has its own rounding errors, if any.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor, sqrt
from typing import Any

from scipy import stats

WHOLE_PERCENT_FROM = 10  # people in a cell
BAND = 20  # points
Z = float(stats.norm.ppf(0.975))


def share(count: int, n: int) -> dict[str, Any]:
    """A share as it is shown: a band of 20 points or a whole percent, with its Wilson interval (95 %)."""
    if n < WHOLE_PERCENT_FROM:
        low = BAND * min(4, 5 * count // n)
        ends = Fraction(n * low, 100), Fraction(n * (low + BAND), 100)
        return {"from": low, "to": low + BAND, "interval": [wilson(ends[0], n)[0], wilson(ends[1], n)[1]]}
    return {"percent": half_up(Fraction(100 * count, n)), "interval": list(wilson(Fraction(count), n))}


def wilson(count: Fraction, n: int) -> tuple[int, int]:
    """Whole percents around the score interval: the shares p with |count/n - p| <= z sqrt(p (1 - p) / n)."""
    p, spread = float(count) / n, Z * Z / n
    middle = (p + spread / 2) / (1 + spread)
    reach = sqrt(p * (1 - p) * spread + spread * spread / 4) / (1 + spread)
    low = 0 if count == 0 else floor(100 * (middle - reach))
    high = 100 if count == n else ceil(100 * (middle + reach))
    return low, high


def mean(weighted: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """The mean with one decimal and its t interval (95 %), which stays on the scale."""
    centre, reach = _t(weighted)
    low, high = min(value for value, _ in weighted), max(value for value, _ in weighted)
    ends = [max(low, float(centre) - reach), min(high, float(centre) + reach)]
    return {"value": round(float(centre), 1), "interval": [round(float(end), 1) for end in ends]}


def enps(weighted: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """Promoters (9, 10) less detractors (0 to 6), in points of all who answered, with t interval."""
    scores = [(100 if value >= 9 else -100 if value <= 6 else 0, count) for value, count in weighted]
    centre, reach = _t(scores)
    ends = [max(-100.0, float(centre) - reach), min(100.0, float(centre) + reach)]
    return {"value": half_up(centre), "interval": [floor(ends[0]), ceil(ends[1])]}


def _t(weighted: Sequence[tuple[int, int]]) -> tuple[Fraction, float]:
    n = sum(count for _, count in weighted)
    centre = Fraction(sum(value * count for value, count in weighted), n)
    squares = sum((count * (value - centre) ** 2 for value, count in weighted), Fraction())
    return centre, float(stats.t.ppf(0.975, n - 1)) * sqrt(squares / (n - 1) / n)


def half_up(number: Fraction) -> int:
    """The nearest whole number, halves upwards."""
    return floor(number + Fraction(1, 2))
