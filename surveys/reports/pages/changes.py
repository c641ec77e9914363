"""What changed clearly since the wave before, and in which direction: kept with the Report when it came."""

from dataclasses import dataclass

from .. import words
from ..figures import Share
from ..models import Report
from .wave import Row, Wave


@dataclass(frozen=True, slots=True)
class Change:
    """One marked change, as the newest results list it."""

    row: Row
    key: str
    asks: str
    of: str  # the group of answers
    now: str
    rose: bool


def before(wave: Wave) -> Wave | None:
    """The wave that this one follows, if its Report came."""
    follows = wave.notice["follows"]
    row = Report.objects.filter(wave=follows).first() if follows else None
    return None if row is None else Wave(row)


def rises(wave: Wave, earlier: Wave | None) -> dict[tuple[str, str], bool]:
    """(cohort, item) of each marked change -> whether the share is higher now.

    Read from both Reports alone and the same for every reader; rows that a reader does not see are not asked for.
    """
    found: dict[tuple[str, str], bool] = {}
    whole = Wave(wave.row)
    for cohort, key in wave.row.changed if earlier else []:
        was, now = (_first(one, cohort, key) for one in (earlier, whole) if one)
        if was and now and was.percent is not None and now.percent is not None:
            found[cohort, key] = now.percent > was.percent
    return found


def changes(wave: Wave) -> list[Change]:
    """The marked changes of the rows that the reader sees, in the order of the tree."""
    found = rises(wave, before(wave))
    return [
        Change(row, key, wave.asks(item), words.group(item.groups[0][0]), words.share(now), found[row.id, key])
        for row in wave.rows
        for key, item in wave.items.items()
        if (row.id, key) in found and (now := _first(wave, row.id, key))
    ]


def _first(wave: Wave, cohort: str, key: str) -> Share | None:
    figures = wave.figures(cohort, key)
    return figures.groups[wave.items[key].groups[0][0]] if figures and key in wave.items else None
