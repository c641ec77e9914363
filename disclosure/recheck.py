"""The figures of one cell held against the counters a second time (R7, R11), for the last look (R13).

Written apart from the code that makes the figures: people move one by one, and intervals come from their formulas.
"""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from math import ceil, floor, sqrt
from typing import Any

from scipy.special import ndtri, stdtrit

from .items import Item

NOISE = 1e-7  # floating point, far below a tenth of a point
Z = float(ndtri(0.975))


class Unsafe(ValueError):
    """This release may not be published."""


def require(holds: bool, otherwise: str) -> None:
    """Raises Unsafe with the sentence `otherwise`."""
    if not holds:
        raise Unsafe(otherwise)


class Class:
    """One item in one residual class of `n` people, with the counts that may be known of it (R7)."""

    def __init__(self, item: Item, counted: Sequence[int]) -> None:
        self.n = sum(counted)
        self.small = 0 < self.n < 30
        self._members = [[place for place, v in enumerate(item.bins) if v in values] for _, values in item.groups]
        self._counted = counted

    @cached_property
    def bins(self) -> list[int]:
        """By bin, "no answer" last."""
        bins = list(self._counted)
        if self.small:
            for members in self._members:
                while sum(bins[place] for place in members) > self.n - 2:
                    _step(bins, *_way_out(bins, members))
            while (fullest := max(bins)) > self.n - 2:
                source = bins.index(fullest)
                _step(bins, source, _beside(source, len(bins) - 1))
        return bins

    @cached_property
    def groups(self) -> list[int]:
        """By group."""
        return [sum(self.bins[place] for place in members) for members in self._members]

    @cached_property
    def bin_ways(self) -> list[tuple[bool, bool]]:
        """By bin: whether more than are shown, and whether fewer, may have given it."""
        full_groups = [members for members, n in zip(self._members, self.groups, strict=True) if n == self.n - 2]
        low = [n == self.n - 2 or any(at in members for members in full_groups) for at, n in enumerate(self.bins)]
        return self._ways(self.bins, low, any(low))

    @cached_property
    def group_ways(self) -> list[tuple[bool, bool]]:
        """By group, likewise."""
        low = [n == self.n - 2 for n in self.groups]
        return self._ways(self.groups, low, self.n - 2 in (*self.bins, *self.groups))

    def _ways(self, counts: Sequence[int], low: Sequence[bool], full: bool) -> list[tuple[bool, bool]]:
        if not (self.small and full):
            return [(False, False)] * len(counts)
        return [(more, not more and n > 0) for n, more in zip(counts, low, strict=True)]


def check_figures(item: Item, classes: Sequence[Class], shown: Any, *, n: int, k: int) -> None:
    """Raises Unsafe unless `shown` is exactly what a cell made of these classes may show of the item (R11)."""
    bins = [sum(column) for column in zip(*(one.bins for one in classes), strict=True)]
    answered = sum(bins[:-1])
    numeric = item.kind in ("scale", "recommend") and answered >= k
    allowed = {
        "groups": bool(item.groups),
        "mean": numeric and n >= 10,
        "distribution": n >= 30,
        "enps": numeric and item.kind == "recommend" and n >= 30,
    }
    parts = {part for part, may in allowed.items() if may}
    require(isinstance(shown, dict) and set(shown) == parts, f"a cell of {n} shows the wrong parts of {item.key}")
    if "groups" in shown:
        _check_groups(item, classes, shown["groups"], n)
    if "mean" in shown:
        _check_mean(list(zip(item.bins, bins, strict=False)), shown["mean"])
    if "distribution" in shown:
        reads = [_reading([one.bin_ways[at] for one in classes]) for at in range(len(bins))]
        rows = [
            {"value": value, "count": count, "reads": read}
            for value, count, read in zip((*item.bins, None), bins, reads, strict=True)
        ]
        require(shown["distribution"] == rows, f"the distribution of {item.key} is not the coded one")
    if "enps" in shown:
        _check_enps(list(zip(item.bins, bins, strict=False)), shown["enps"])


def _step(bins: list[int], source: int, to: int) -> None:
    bins[source] -= 1
    bins[to] += 1


def _beside(place: int, options: int) -> int:
    if place == options:  # "no answer" goes to the middle
        return options // 2
    return place + 1 if 2 * place + 1 < options else place - 1


def _way_out(bins: list[int], members: list[int]) -> tuple[int, int]:
    """The member someone leaves and the bin they go to: the nearest option that is no member."""
    outside = [at for at in range(len(bins) - 1) if at not in members]
    if not outside:
        outside = [len(bins) - 1]
    to = min((abs(at - member), at) for at in outside for member in members)[1]
    source = min((abs(member - to), member) for member in members if bins[member])[1]
    return source, to


def _reading(parts: list[tuple[bool, bool]]) -> str:
    """Of (may be more, may be fewer) by class."""
    more, fewer = any(up for up, _ in parts), any(down for _, down in parts)
    return {(True, True): "about", (True, False): "or more", (False, True): "or less"}.get((more, fewer), "exact")


def _check_groups(item: Item, classes: Sequence[Class], shown: Any, n: int) -> None:
    require(list(shown) == [name for name, _ in item.groups], f"the groups of {item.key} are not all there")
    for place, (name, _) in enumerate(item.groups):
        share, count = shown[name], sum(one.groups[place] for one in classes)
        reads = _reading([one.group_ways[place] for one in classes])
        require(share.get("reads") == reads, f"{name} of {item.key} reads as it should not")
        if n < 10:
            require(set(share) == {"from", "to", "reads", "interval"}, f"a small cell shows too much of {item.key}")
            low, high = share["from"], share["to"]
            inside = low * n <= 100 * count < high * n or (high == 100 and count == n)
            require(low in (0, 20, 40, 60, 80) and high == low + 20 and inside, f"a band of {item.key} is wrong")
            _check_ends(share["interval"], _wilson(low * n / 100, n)[0], _wilson(high * n / 100, n)[1])
        else:
            require(set(share) == {"percent", "reads", "interval"}, f"a share of {item.key} has the wrong parts")
            percent = share["percent"]
            near = (2 * percent - 1) * n <= 200 * count < (2 * percent + 1) * n
            require(type(percent) is int and near, f"a percent of {item.key} is wrong")
            _check_ends(share["interval"], *_wilson(count, n))


def _check_mean(weighted: list[tuple[int, int]], shown: Any) -> None:
    require(set(shown) == {"value", "interval"} and len(shown["interval"]) == 2, "a mean has the wrong parts")
    mean, reach = _spread(weighted)
    ends = max(mean - reach, min(v for v, _ in weighted)), min(mean + reach, max(v for v, _ in weighted))
    for figure, exact in zip((shown["value"], *shown["interval"]), (mean, *ends), strict=True):
        tenths = 10 * figure
        require(abs(tenths - round(tenths)) < NOISE and abs(figure - exact) <= 0.05 + NOISE, "a mean is wrong")


def _check_enps(weighted: list[tuple[int, int]], shown: Any) -> None:
    require(set(shown) == {"value", "interval"}, "an eNPS has the wrong parts")
    score, reach = _spread([(100 if value > 8 else 0 if value > 6 else -100, people) for value, people in weighted])
    value = shown["value"]
    require(type(value) is int and score - 0.5 - NOISE < value <= score + 0.5 + NOISE, "an eNPS is wrong")
    low, high = max(-1.0, (score - reach) / 100), min(1.0, (score + reach) / 100)
    _check_ends(shown["interval"], low, high, least=-100)


def _check_ends(shown: Any, low: float, high: float, *, least: int = 0) -> None:
    """`shown` is whole percents just outside `low` and `high`, which are shares, and within `least` and 100."""
    require(len(shown) == 2 and all(type(end) is int for end in shown), "an interval is not of whole percents")
    lows = [max(least, floor(100 * low + e)) for e in (-NOISE, NOISE)]
    highs = [min(100, ceil(100 * high + e)) for e in (-NOISE, NOISE)]
    require(shown[0] in lows and shown[1] in highs, "an interval is wrong")


@lru_cache(maxsize=65536)
def _wilson(count: float, n: int) -> tuple[float, float]:
    share, weight = count / n, Z * Z / n
    middle, reach = share + weight / 2, sqrt(weight * (share * (1 - share) + weight / 4))
    return max(0.0, (middle - reach) / (1 + weight)), min(1.0, (middle + reach) / (1 + weight))


def _spread(weighted: list[tuple[int, int]]) -> tuple[float, float]:
    """The mean and the reach of its t interval."""
    n = sum(people for _, people in weighted)
    mean = sum(value * people for value, people in weighted) / n
    variance = sum(people * (value - mean) ** 2 for value, people in weighted) / (n - 1)
    return mean, float(stdtrit(n - 1, 0.975)) * sqrt(variance / n)
