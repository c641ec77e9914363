"""Everything that was published about one question: shares, mean, eNPS and distribution of each cohort."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext

from disclosure.items import Item

from .. import words
from ..figures import ENPS_ENDS, NUMERIC, Bar, Estimate, Figures
from .charts import Chart, bar, dot, stack
from .trend import Trend, trend
from .wave import Row, Wave


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in words under its head, with its interval, and for means and eNPS its drawing."""

    of: str
    text: str
    reach: str = ""
    chart: Chart | None = None
    is_estimate: bool = False  # a mean or an eNPS


@dataclass(frozen=True, slots=True)
class Shares:
    """A cohort's row: no figures where it is hidden or shows nothing of this question."""

    row: Row
    chart: Chart | None
    figures: list[Figure]


@dataclass(frozen=True, slots=True)
class Options:
    """How many of a cohort chose each option: (option, words, drawing)."""

    row: Row
    bars: list[tuple[str, str, Chart]]


class Question:
    """One item of one wave, as its page shows it."""

    def __init__(self, wave: Wave, item: Item) -> None:
        self.wave, self.item = wave, item

    @property
    def asks(self) -> str:
        """The question in words."""
        return self.wave.asks(self.item)

    @property
    def groups(self) -> list[tuple[str, str]]:
        """(class, words) of each group of answers, for heads and legend."""
        return [(name.replace(" ", "-"), words.group(name)) for name, _ in self.item.groups]

    @property
    def estimates(self) -> list[str]:
        """Heads of the figures that are no shares."""
        heads = [gettext("mean")] * (self.item.kind in NUMERIC)
        return heads + [gettext("eNPS")] * (self.item.kind == "recommend")

    @property
    def columns(self) -> int:
        """How many figures a row has."""
        return len(self.item.groups) + len(self.estimates)

    @property
    def ends(self) -> tuple[float, float]:
        """Between what a mean can lie."""
        return float(min(self.item.bins)), float(max(self.item.bins))

    @property
    def shares(self) -> list[Shares]:
        """Every row that the reader sees; empty for a question whose options are not grouped."""
        return [self._shares(row) for row in self.wave.rows] if self.item.groups else []

    @cached_property
    def options(self) -> list[Options]:
        """The cohorts with people enough for a distribution; the largest part of any of them fills its field."""
        found = [
            (row, row.n, figures.distribution)
            for row in self.wave.rows
            if (figures := self.wave.figures(row.id, self.item.key)) and figures.distribution and row.n
        ]
        largest = max((bar.count / n for _, n, bars in found for bar in bars), default=0.0) or 1.0
        return [Options(row, self._bars(bars, n * largest)) for row, n, bars in found]

    @cached_property
    def labels(self) -> list[str]:
        """The options in words, "no answer" last."""
        return self.wave.labels(self.item)

    @cached_property
    def trend(self) -> Trend | None:
        """The same question in earlier waves."""
        return trend(self.wave, self.item)

    @property
    def others(self) -> tuple[str, str]:
        """Keys of the questions before and after this one; "" at the ends."""
        keys = list(self.wave.items)
        at = keys.index(self.item.key)
        return (keys[at - 1] if at else "", keys[at + 1] if at + 1 < len(keys) else "")

    def _bars(self, bars: list[Bar], full: float) -> list[tuple[str, str, Chart]]:
        named = zip(self.labels, bars, strict=True)
        return [(label, words.bar(shown), bar(shown, full=full)) for label, shown in named]

    def _shares(self, row: Row) -> Shares:
        figures = self.wave.figures(row.id, self.item.key)
        if figures is None:
            return Shares(row, None, [])
        groups = [(name, figures.groups[name]) for name, _ in self.item.groups]
        shown = [Figure(words.group(name), words.share(share), words.reach(share)) for name, share in groups]
        return Shares(row, stack(groups), shown + self._estimates(figures))

    def _estimates(self, figures: Figures) -> list[Figure]:
        asked = ((figures.mean, 1, self.ends), (figures.enps, 0, ENPS_ENDS))
        return [_estimate(head, *one) for head, one in zip(self.estimates, asked, strict=False)]


def _estimate(of: str, shown: Estimate | None, decimals: int, ends: tuple[float, float]) -> Figure:
    if shown is None:
        return Figure(of, gettext("too few"), is_estimate=True)
    text, reach = words.number(shown.value, decimals), words.reach(shown, decimals=decimals)
    return Figure(of, text, reach, dot(shown, ends=ends), is_estimate=True)
