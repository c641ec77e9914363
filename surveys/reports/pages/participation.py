"""How many took part, of the cohorts that a reader sees."""

from dataclasses import dataclass

from .. import words
from .charts import Chart, taking_part
from .wave import Row, Wave


@dataclass(frozen=True, slots=True)
class Part:
    """A cohort's participation in words and as a bar."""

    row: Row
    name: str
    text: str
    chart: Chart


def participation(wave: Wave) -> list[Part]:
    """Only what the Report holds: cohorts with enough people under their own label, shown or hidden."""
    percents = {row["cohort"]: row["percent"] for row in wave.report["participation"]}
    return [_part(row, percents[row.id]) for row in wave.rows if row.id in percents]


def _part(row: Row, percent: int | None) -> Part:
    name = words.people_of_its_own(row.name) if row.rest else row.name
    return Part(row, name, words.participation(percent), taking_part(percent))
