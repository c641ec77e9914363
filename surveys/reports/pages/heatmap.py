"""Groups by questions: the share of the first group of answers, its interval, and what changed clearly."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from disclosure.items import Item

from .. import words
from ..figures import Share
from .changes import before, rises
from .question import Question
from .wave import Row, Wave

STEPS = 7  # of colour, low to high


@dataclass(frozen=True, slots=True)
class Head:
    """A column: an item."""

    key: str
    asks: str
    of: str  # the group of answers whose share is shown
    picked: bool  # the one that small screens show


@dataclass(frozen=True, slots=True)
class Tile:
    """One cell: words, the interval, its step of colour (0 without a figure), and "rose", "fell" or ""."""

    picked: bool
    text: str
    reach: str = ""
    step: int = 0
    change: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A cohort with its tiles; none where it is hidden."""

    row: Row
    tiles: list[Tile]


@dataclass(frozen=True, slots=True)
class Heatmap:
    """A table of its own: the questions with good and bad answers, or the options of one question."""

    name: str  # for its place on the page
    title: str  # of several options, the question
    heads: list[Head]
    lines: list[Line]
    is_graded: bool  # whether high is good; the colours say so, or only how many chose


def heatmaps(wave: Wave, *, picked: str) -> list[Heatmap]:
    """One of all questions with favourable answers, then one for each question with several options to choose.

    `picked` is the key of the column that small screens show; of a table that does not have it they show the first.
    """
    found = rises(wave, before(wave))
    graded = [item for item in wave.items.values() if item.kind in ("scale", "recommend")]
    maps = [_heatmap(wave, None, graded, found, picked)] if graded else []
    for question in wave.notice["questions"]:
        if question["kind"] == "choices":
            options = [item for item in wave.items.values() if item.question == question["key"]]
            maps.append(_heatmap(wave, question, options, found, picked))
    return maps


def elsewhere(wave: Wave) -> list[Question]:
    """The questions that no heatmap holds: one option of several, none of them better."""
    return [Question(wave, item) for item in wave.items.values() if item.kind == "choice"]


def step(share: Share) -> int:
    """1 to 7 for 0 to 100 %; a band stands where its middle does."""
    middle = share.percent if share.percent is not None else ((share.low or 0) + (share.high or 0)) / 2
    return min(STEPS, 1 + int(middle * STEPS / 100))


def _heatmap(
    wave: Wave,
    question: Mapping[str, Any] | None,
    items: list[Item],
    found: dict[tuple[str, str], bool],
    picked: str,
) -> Heatmap:
    name, title = (f"of-{question['key']}", words.text_of(question["text"])) if question else ("answers", "")
    at = next((item.key for item in items if item.key == picked), items[0].key)
    heads = [
        Head(
            item.key,
            wave.option(item) if question else wave.asks(item),
            words.group(item.groups[0][0]),
            picked=item.key == at,
        )
        for item in items
    ]
    lines = [
        Line(row, [_tile(wave, row, item, found, item.key == at) for item in items if row.n is not None])
        for row in wave.rows
    ]
    return Heatmap(name, title, heads, lines, is_graded=question is None)


def _tile(wave: Wave, row: Row, item: Item, found: dict[tuple[str, str], bool], picked: bool) -> Tile:
    figures = wave.figures(row.id, item.key)
    if figures is None:
        return Tile(picked, gettext("too few for this question"))
    shown = figures.groups[item.groups[0][0]]
    rose = found.get((row.id, item.key))
    change = "" if rose is None else "rose" if rose else "fell"
    return Tile(picked, words.share(shown), words.reach(shown), step(shown), change)
