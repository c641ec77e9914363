"""How much of a cell is shown at which size (R11)."""

from math import ceil, floor
from typing import Any

from .coding import Coded
from .intervals import mean_and_reach, wilson
from .items import Item

WHOLE_PERCENT_FROM = 10  # people in a cell; below, bands of 20 points
DISTRIBUTION_FROM = 30
BAND = 20  # points
NUMERIC = ("scale", "recommend")
PROMOTES, DETRACTS = 9, 6  # of 0 to 10: from the first on, up to the second
NO_ANSWER = None


def percent_of(count: int, whole: int) -> int:
    """100 count / whole, the half rounded up."""
    return (200 * count + whole) // (2 * whole)


def share(count: int, n: int, reads: str) -> dict[str, Any]:
    """A whole percent, or below ten people a band whose interval says no more than the band does."""
    if n >= WHOLE_PERCENT_FROM:
        return {"percent": percent_of(count, n), "reads": reads, "interval": list(wilson(count, n))}
    low = BAND * min(4, 5 * count // n)
    interval = [wilson(n * low / 100, n)[0], wilson(n * (low + BAND) / 100, n)[1]]
    return {"from": low, "to": low + BAND, "reads": reads, "interval": interval}


def figures(item: Item, coded: Coded, *, n: int, k: int) -> dict[str, Any]:
    """What a cell of `n` people shows of one item; empty where it shows nothing."""
    found: dict[str, Any] = {}
    if item.groups:
        rows = zip(item.groups, coded.groups, coded.group_reads, strict=True)
        found["groups"] = {name: share(count, n, reads) for (name, _), count, reads in rows}
    answered = list(zip(item.bins, coded.bins[:-1], strict=True))
    enough = sum(coded.bins[:-1]) >= k
    if item.kind in NUMERIC and n >= WHOLE_PERCENT_FROM and enough:
        found["mean"] = _mean(answered)
    if n >= DISTRIBUTION_FROM:
        bins = zip((*item.bins, NO_ANSWER), coded.bins, coded.bin_reads, strict=True)
        found["distribution"] = [{"value": value, "count": count, "reads": reads} for value, count, reads in bins]
        if item.kind == "recommend" and enough:
            found["enps"] = _enps(answered)
    return found


def _mean(answered: list[tuple[int, int]]) -> dict[str, Any]:
    mean, reach = mean_and_reach(answered)
    values = [value for value, _ in answered]
    ends = max(float(min(values)), mean - reach), min(float(max(values)), mean + reach)
    return {"value": round(mean, 1), "interval": [round(end, 1) for end in ends]}


def _enps(answered: list[tuple[int, int]]) -> dict[str, Any]:
    scores = [(100 * (value >= PROMOTES) - 100 * (value <= DETRACTS), people) for value, people in answered]
    mean, reach = mean_and_reach(scores)
    value = percent_of(sum(s * people for s, people in scores), 100 * sum(people for _, people in scores))
    return {"value": value, "interval": [floor(max(-100.0, mean - reach)), ceil(min(100.0, mean + reach))]}
