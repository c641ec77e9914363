"""Coding against unanimity (R7): what a small class may say, and how each of its figures reads.

In a residual class of n < 30 people no bin and no group shows more than n - 2. A class coded twice is coded once, so
every coded figure may also have come about honestly, and nobody can tell that all, or all but one, agreed. What a
figure reads is true of it: people only ever leave a bin or group that then stands at n - 2, or a bin of such a group.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .items import Item

CODED_BELOW = 30  # people in a residual class
SPARED = 2  # people whom no bin and no group of such a class ever includes
EXACT, OR_LESS, OR_MORE, ABOUT = "exact", "or less", "or more", "about"


@dataclass(frozen=True, slots=True)
class Coded:
    """The counts of one item by bin ("no answer" last) and by group, and how each reads."""

    bins: tuple[int, ...]
    bin_reads: tuple[str, ...]
    groups: tuple[int, ...]
    group_reads: tuple[str, ...]


def code(item: Item, counts: Sequence[int]) -> Coded:
    """One residual class of `sum(counts)` people, coded; from 30 people on, and for nobody, as it is."""
    n = sum(counts)
    places = members_of(item)
    if n == 0 or n >= CODED_BELOW:
        return _read(tuple(counts), places, cap=None)
    bins = list(counts)
    for members in places:  # before the bins: a bin next door may be in the same group, and would only gain
        _lower_group(bins, members, n - SPARED)
    _lower_bins(bins, n - SPARED)
    return _read(tuple(bins), places, cap=n - SPARED)


def added(parts: Iterable[Coded]) -> Coded:
    """The sum of coded classes: "about" where some parts are "or more" and others "or less". At least one part."""
    first, *rest = parts
    return Coded(
        tuple(map(sum, zip(first.bins, *(part.bins for part in rest), strict=True))),
        _together(first.bin_reads, *(part.bin_reads for part in rest)),
        tuple(map(sum, zip(first.groups, *(part.groups for part in rest), strict=True))),
        _together(first.group_reads, *(part.group_reads for part in rest)),
    )


@lru_cache(maxsize=4096)
def members_of(item: Item) -> tuple[tuple[int, ...], ...]:
    """The bin indices of each group of an item."""
    return tuple(tuple(i for i, v in enumerate(item.bins) if v in members) for _, members in item.groups)


def _lower_bins(bins: list[int], cap: int) -> None:
    """At most one bin exceeds the cap, as two would be more people than there are; its surplus moves next door."""
    full = max(range(len(bins)), key=bins.__getitem__)
    surplus = bins[full] - cap
    if surplus > 0:
        bins[full] -= surplus
        bins[_next_door(full, len(bins) - 1)] += surplus


def _next_door(place: int, options: int) -> int:
    """The bin beside an option, on the side of the middle; "no answer" has the middle itself."""
    if place == options:
        return options // 2
    return place + 1 if place < (options - 1) / 2 else place - 1


def _lower_group(bins: list[int], members: tuple[int, ...], cap: int) -> None:
    """A group's surplus moves to the nearest option outside it, taken from its bins nearest there first.

    Where a group holds every option there is only "no answer" to move to.
    """
    surplus = sum(bins[i] for i in members) - cap
    if surplus <= 0:
        return
    outside = [i for i in range(len(bins) - 1) if i not in members] or [len(bins) - 1]
    to = min(outside, key=lambda i: (min(abs(i - member) for member in members), i))
    for source in sorted(members, key=lambda i: (abs(i - to), i)):
        moved = min(surplus, bins[source])
        bins[source] -= moved
        bins[to] += moved
        surplus -= moved


def _read(bins: tuple[int, ...], places: tuple[tuple[int, ...], ...], *, cap: int | None) -> Coded:
    """What stands at the cap reads "or more", honest or not, and so do all bins of such a group, empty ones too.

    People may have moved into anything else that is not empty.
    """
    groups = tuple(sum(bins[i] for i in members) for members in places)
    lowered = {i for i, count in enumerate(bins) if count == cap}
    lowered.update(i for members, count in zip(places, groups, strict=True) if count == cap for i in members)
    full = bool(lowered)
    bin_reads = tuple(_reading(count, i in lowered, full) for i, count in enumerate(bins))
    return Coded(bins, bin_reads, groups, tuple(_reading(count, count == cap, full) for count in groups))


def _reading(count: int, lowered: bool, full: bool) -> str:
    """`full`: something of the class stands at the cap."""
    if lowered:
        return OR_MORE
    return OR_LESS if full and count else EXACT


def _together(*reads: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_sum_reads(set(column) - {EXACT}) for column in zip(*reads, strict=True))


def _sum_reads(inexact: set[str]) -> str:
    return ABOUT if len(inexact) > 1 else next(iter(inexact), EXACT)
