"""Shapes of the charts: where each figure that is written beside a chart is drawn.

Everything is drawn from left to right on a field 100 wide, without words; pages that read from right to left mirror it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..figures import Bar, Estimate, Share

LANE = 8  # height of one of the three lanes of a band; bars are 24 high


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle; `look` is the class that colours it."""

    x: float
    y: float
    width: float
    height: float
    look: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line; from a point to itself it is a dot."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn, the blocks first, on a field of 100 by `height`."""

    height: int
    blocks: list[Block] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)


def stack(groups: Sequence[tuple[str, Share]]) -> Chart:
    """The shares of a cell: the first group from the left, the last from the right, others after the first.

    What is left between them is "no answer". Whiskers show how far the two outer shares may be off. Of fewer than ten
    people each group is a lane in which its band lies.
    """
    if any(share.percent is None for _, share in groups):
        return Chart(LANE * len(groups), [_lane(place, *group) for place, group in enumerate(groups)])
    blocks, strokes, reached = [], [], 0.0
    last = len(groups) - 1
    room = 100 - (groups[last][1].percent or 0)
    for place, (name, share) in enumerate(groups):
        percent = share.percent or 0
        if place and place == last:
            blocks.append(Block(100 - percent, 0, percent, 24, _look(name)))
            strokes += _whisker(100 - share.interval[1], 100 - share.interval[0], 18)
        else:
            width = min(percent, room - reached) if place else percent
            blocks.append(Block(reached, 0, max(0, width), 24, _look(name)))
            strokes += [] if place else _whisker(*share.interval, 6)
            reached += width
    return Chart(24, blocks, strokes)


def dot(shown: Estimate, *, ends: tuple[float, float]) -> Chart:
    """A mean or an eNPS between the smallest and the largest value it can take, with its interval."""
    low, high = (_along(end, ends) for end in shown.interval)
    at = _along(shown.value, ends)
    middle = Stroke(0, 12, 100, 12, "axis")
    return Chart(24, [], [middle, Stroke(low, 12, high, 12, "reach"), Stroke(at, 12, at, 12, "dot")])


def bar(shown: Bar, *, full: float) -> Chart:
    """How many chose one option, where `full` would fill the field."""
    look = "unanswered" if shown.value is None else "tally"
    return Chart(24, [Block(0, 0, round(min(100, 100 * shown.count / full), 2), 24, look)])


def taking_part(percent: int | None) -> Chart:
    """A bar of participation; none where it is not shown."""
    return Chart(24, [Block(0, 0, percent, 24, "part")] if percent is not None else [])


def trend(shares: Sequence[Share | None]) -> Chart:
    """One share over waves, 100 % at the top: dots with whiskers, joined where both are whole percents."""
    gap = 100 / len(shares)
    blocks, strokes = [], []
    joined: tuple[float, float] | None = None
    for place, share in enumerate(shares):
        x = gap * (place + 0.5)
        if share is None or share.percent is None:
            joined = None
            if share is not None:
                low, high = _band(share)
                blocks.append(Block(x - 3, 100 - high, 6, max(0, high - low), "band"))
            continue
        y = 100 - share.percent
        strokes += [Stroke(*joined, x, y, "joint")] if joined else []
        strokes += [Stroke(x, 100 - share.interval[0], x, 100 - share.interval[1], "reach"), Stroke(x, y, x, y, "dot")]
        joined = x, y
    return Chart(100, blocks, [Stroke(0, 50, 100, 50, "axis"), *strokes])


def _lane(place: int, name: str, share: Share) -> Block:
    low, high = _band(share)
    return Block(low, LANE * place + 1, max(0, high - low), LANE - 2, _look(name))


def _band(share: Share) -> tuple[int, int]:
    """From where to where a figure of fewer than ten people may lie, as its words say."""
    low = 0 if share.reads == "or less" else share.low or 0
    return low, 100 if share.reads == "or more" else share.high or 0


def _whisker(low: float, high: float, y: float) -> list[Stroke]:
    ends = [Stroke(x, y - 3, x, y + 3, "whisker") for x in (low, high)]
    return [Stroke(low, y, high, y, "whisker"), *ends]


def _along(value: float, ends: tuple[float, float]) -> float:
    low, high = ends
    return round(100 * (value - low) / (high - low), 2) if high > low else 50.0


def _look(name: str) -> str:
    return name.replace(" ", "-")
