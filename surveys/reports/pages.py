"""A stored Report as its pages show it: rows and words, no decisions left for the templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crypto import notice as documents
from disclosure.items import Item, items_of

from . import words
from .figures import NUMERIC, Estimate, Figures, read_figures
from .models import Report


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell of a table: words, the interval, and whether the change since the wave before is marked."""

    text: str
    reach: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: a cohort, how many answered, and its entries; none where the cohort is hidden."""

    cohort: str
    n: int | None
    entries: list[Entry]


class Page:
    """A Report beside its Notice."""

    def __init__(self, row: Report) -> None:
        self.row = row

    @cached_property
    def notice(self) -> dict[str, Any]:
        """The wave's Notice."""
        return documents.read(bytes(self.row.notice_document), kind="wave")

    @cached_property
    def report(self) -> dict[str, Any]:
        """The Report itself."""
        return documents.read(bytes(self.row.document), kind="report")

    @cached_property
    def items(self) -> dict[str, Item]:
        """What was asked, by key."""
        return {item.key: item for item in items_of(self.notice["questions"])}

    @property
    def title(self) -> str:
        """The wave's title."""
        return words.in_english(self.notice["title"])

    @property
    def eligible(self) -> int:
        """All people who were asked."""
        return sum(cohort["eligible"] for cohort in self.notice["cohorts"])

    @cached_property
    def names(self) -> dict[str, str]:
        """Each cohort by its path below the root, parents before children."""
        cohorts = {cohort["id"]: cohort for cohort in self.notice["cohorts"]}
        names: dict[str, str] = {}
        for start in cohorts:
            chain, at = [], start
            while at not in names and at is not None:
                chain.append(at)
                at = cohorts[at]["parent"]
            for name in reversed(chain):
                above = cohorts[name]["parent"]
                inside = above is not None and cohorts[above]["parent"] is not None
                names[name] = f"{names[above]} / {cohorts[name]['name']}" if inside else cohorts[name]["name"]
        return names

    def asks(self, item: Item) -> str:
        """The question, and for one of several options which."""
        question = next(one for one in self.notice["questions"] if one["key"] == item.question)
        text = words.in_english(question["text"])
        if item.kind != "choices":
            return text
        return f"{text}: {self._option(question, int(item.key.rsplit('.', 1)[1]))}"

    @property
    def questions(self) -> list[tuple[str, str, str]]:
        """Of each item: key, question, and what the overview shows of it."""
        return [(item.key, self.asks(item), item.groups[0][0] if item.groups else "") for item in self.items.values()]

    @property
    def participation(self) -> list[tuple[str, int, str]]:
        """Cohort, eligible people under its own label, percent in words."""
        people = {cohort["id"]: cohort for cohort in self.notice["cohorts"]}
        return [
            (
                self.names[row["cohort"]] + (", people of no smaller group" if people[row["cohort"]]["rest"] else ""),
                people[row["cohort"]]["eligible"],
                words.participation(row["percent"]),
            )
            for row in self.report["participation"]
        ]

    @property
    def spoiled(self) -> list[tuple[int, str]]:
        """How many ballots were spoiled in which way."""
        counts = self.report["spoiled"]
        return [(counts[why], text) for why, text in words.SPOILED.items() if counts[why]]

    @property
    def overview(self) -> list[Line]:
        """Every cohort by every item: the share of its first group, "favourable" or "chosen"."""
        marked = {(cohort, item) for cohort, item in self.row.changed}
        return [
            self._line(cohort, [self._first(cohort, item, marked) for item in self.items.values()])
            for cohort in self.names
        ]

    def of(self, item: Item) -> dict[str, Any]:
        """All that was published about one item, as the page of its question shows it."""
        return {
            "question": self.asks(item),
            "heads": self._heads(item),
            "shares": [self._line(cohort, self._shares(cohort, item)) for cohort in self.names],
            "options": self._options(item),
            "distributions": self._distributions(item),
        }

    def _heads(self, item: Item) -> list[str]:
        groups = [name for name, _ in item.groups]
        return groups + ["mean"] * (item.kind in NUMERIC) + ["eNPS"] * (item.kind == "recommend")

    def _options(self, item: Item) -> list[str]:
        if item.kind == "choices":
            return ["chosen", "not chosen", "no answer"]
        question = next(one for one in self.notice["questions"] if one["key"] == item.question)
        return [*(self._option(question, value) for value in item.bins), "no answer"]

    def _distributions(self, item: Item) -> list[Line]:
        found = ((cohort, self._figures(cohort, item)) for cohort in self.names)
        return [
            self._line(cohort, [Entry(words.bar(bar)) for bar in figures.distribution])
            for cohort, figures in found
            if figures and figures.distribution
        ]

    @cached_property
    def _cells(self) -> dict[str, dict[str, Any]]:
        return {cell["cohort"]: cell for cell in self.report["cells"]}

    def _option(self, question: Mapping[str, Any], value: int) -> str:
        return words.in_english(next(one["text"] for one in question["bins"] if one["value"] == value))

    def _line(self, cohort: str, entries: list[Entry]) -> Line:
        if cohort not in self._cells:
            return Line(self.names[cohort], None, [])
        return Line(self.names[cohort], self._cells[cohort]["n"], entries)

    def _figures(self, cohort: str, item: Item) -> Figures | None:
        shown = self._cells.get(cohort, {"items": {}})["items"].get(item.key)
        return None if shown is None else read_figures(shown)

    def _first(self, cohort: str, item: Item, marked: set[tuple[str, str]]) -> Entry:
        figures = self._figures(cohort, item)
        if figures is None:
            return Entry("too few for this question")
        if not item.groups:
            return Entry("see the question")
        shown = figures.groups[item.groups[0][0]]
        return Entry(words.share(shown), words.reach(shown), (cohort, item.key) in marked)

    def _shares(self, cohort: str, item: Item) -> list[Entry]:
        figures = self._figures(cohort, item)
        if figures is None:
            return []
        shares = [figures.groups[name] for name, _ in item.groups]
        entries = [Entry(words.share(shown), words.reach(shown)) for shown in shares]
        if item.kind in NUMERIC:
            entries.append(_estimate(figures.mean, decimals=1))
        if item.kind == "recommend":
            entries.append(_estimate(figures.enps, decimals=0))
        return entries


def _estimate(shown: Estimate | None, *, decimals: int) -> Entry:
    if shown is None:
        return Entry("too few")
    return Entry(f"{shown.value:.{decimals}f}", words.reach(shown, decimals=decimals))
