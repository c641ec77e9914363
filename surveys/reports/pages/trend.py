"""The same question in the waves of one campaign, as far as it was asked alike and its cells were published."""

from dataclasses import dataclass
from datetime import datetime

from disclosure.items import Item

from .. import words
from ..figures import Share
from ..models import Report
from .charts import Chart
from .charts import trend as drawn
from .wave import Row, Wave


@dataclass(frozen=True, slots=True)
class Point:
    """One wave of one cohort: words and interval, both empty where nothing is shown."""

    wave: str
    text: str = ""
    reach: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """A cohort over the waves."""

    row: Row
    points: list[Point]
    chart: Chart


@dataclass(frozen=True, slots=True)
class Trend:
    """All that is shown of a question over time."""

    of: str  # the group of answers
    waves: list[tuple[str, datetime]]  # title and close, oldest first
    courses: list[Course]


def trend(wave: Wave, item: Item) -> Trend | None:
    """None where there is nothing to compare: no groups of answers, or no earlier wave that asked this alike."""
    waves = [*_earlier(wave, item), wave]
    if not item.groups or len(waves) < 2:
        return None
    courses = []
    for row in wave.rows:
        shares = [_share(one, row, item) for one in waves]
        if any(shares):
            courses.append(
                Course(row, [_point(one.title, share) for one, share in zip(waves, shares, strict=True)], drawn(shares))
            )
    return Trend(words.group(item.groups[0][0]), [(one.title, one.closed) for one in waves], courses)


def _earlier(wave: Wave, item: Item) -> list[Wave]:
    """The waves of this campaign that opened before, oldest first, and asked the question word for word."""
    waves = [Wave(row, wave.scope) for row in Report.objects.exclude(notice=wave.row.notice)]
    return sorted(
        (
            one
            for one in waves
            if one.notice["campaign"] == wave.notice["campaign"]
            and one.opened < wave.opened
            and wave.question(item) in one.notice["questions"]
        ),
        key=lambda one: one.opened,
    )


def _share(wave: Wave, row: Row, item: Item) -> Share | None:
    figures = wave.figures(row.id, item.key)
    return figures.groups[item.groups[0][0]] if figures else None


def _point(title: str, share: Share | None) -> Point:
    return Point(title) if share is None else Point(title, words.share(share), words.reach(share))
