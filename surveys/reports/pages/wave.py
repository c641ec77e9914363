"""A Report beside its Notice, as far as one reader may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext

from crypto import notice as documents
from disclosure.items import Item, items_of

from .. import words
from ..figures import Figures, read_figures
from ..models import Report
from ..scope import EVERYTHING, Scope, Seen


@dataclass(frozen=True, slots=True)
class Row:
    """A cohort as a row of a table."""

    id: str
    name: str
    said: str  # "Ops / ": the part of `path` that the rows above say already
    inside: str  # the part of `path` between that and the name; "" where the row of the group above is shown
    path: str  # "Ops / Night", all of it below the root
    depth: int  # how many rows stand above it in the tree, 0 to 6
    eligible: int  # people under its own label
    rest: bool  # cohorts lie below it
    n: int | None  # ballots; None where it is hidden


class Wave:
    """One wave. Nothing of a cohort that the reader may not see leaves this class."""

    def __init__(self, row: Report, scope: Scope = EVERYTHING) -> None:
        self.row, self.scope = row, scope

    @cached_property
    def notice(self) -> dict[str, Any]:
        """The wave's Notice."""
        return documents.read(bytes(self.row.notice_document), kind="wave")

    @cached_property
    def report(self) -> dict[str, Any]:
        """The Report itself, whole: what is shown of it goes through `rows` and `figures`."""
        return documents.read(bytes(self.row.document), kind="report")

    @cached_property
    def items(self) -> dict[str, Item]:
        """What was asked, by key."""
        return {item.key: item for item in items_of(self.notice["questions"])}

    @property
    def title(self) -> str:
        """The wave's title."""
        return words.text_of(self.notice["title"])

    @property
    def opened(self) -> datetime:
        """When its box opened."""
        return datetime.fromisoformat(self.notice["opens"])

    @property
    def closed(self) -> datetime:
        """When its box closed."""
        return datetime.fromisoformat(self.notice["closes"])

    @property
    def eligible(self) -> int:
        """All people who were asked."""
        return sum(cohort["eligible"] for cohort in self.notice["cohorts"])

    @property
    def is_hidden(self) -> bool:
        """Whether too few answered for anything to be shown."""
        return not self.report["cells"]

    @property
    def spoiled(self) -> list[str]:
        """What was the matter with which ballots."""
        return [words.spoiled(why, count) for why, count in self.report["spoiled"].items() if count]

    @cached_property
    def cohorts(self) -> dict[str, Mapping[str, Any]]:
        """All cohorts of the Notice by id, each followed by those below it."""
        below: dict[str | None, list[Mapping[str, Any]]] = {}
        for cohort in self.notice["cohorts"]:
            below.setdefault(cohort["parent"], []).append(cohort)
        ordered, waiting = {}, [*below[None]]
        while waiting:
            cohort = waiting.pop()
            ordered[cohort["id"]] = cohort
            waiting.extend(reversed(below.get(cohort["id"], [])))
        return ordered

    @cached_property
    def seen(self) -> Seen:
        """The cohorts that this reader sees."""
        return self.scope.of({id_: cohort["parent"] for id_, cohort in self.cohorts.items()}, self._cells)

    @property
    def elsewhere(self) -> list[tuple[str, str]]:
        """(group the reader leads, path of the larger cohort that its ballots are shown in)."""
        return [(one.group, self.path(one.cohort)) for one in self.seen.elsewhere]

    @cached_property
    def rows(self) -> list[Row]:
        """A row for each cohort that the reader sees, hidden ones too, in the order of the tree."""
        return [self._row(id_) for id_ in self.cohorts if id_ in self.seen.cohorts]

    def figures(self, cohort: str, key: str) -> Figures | None:
        """What is shown of one item in one cohort; None where nothing is."""
        if cohort not in self.seen.cohorts or cohort not in self._cells:
            return None
        shown = self._cells[cohort]["items"].get(key)
        return None if shown is None else read_figures(shown)

    def path(self, cohort: str) -> str:
        """A cohort's name after those above it, the root's left out: Ops / Night."""
        names = [self.cohorts[one]["name"] for one in [*self._above(cohort)[:-1][::-1], cohort]]
        return " / ".join(names)

    def question(self, item: Item) -> Mapping[str, Any]:
        """The question that an item belongs to, as the Notice has it."""
        return next(one for one in self.notice["questions"] if one["key"] == item.question)

    def asks(self, item: Item) -> str:
        """The question in words, and for one of several options which."""
        text = words.text_of(self.question(item)["text"])
        return f"{text}: {self.option(item)}" if item.kind == "choices" else text

    def option(self, item: Item, value: int | None = None) -> str:
        """One option of a question in words; of an item of `choices` the option that it stands for."""
        if item.kind == "choices":
            value = int(item.key.rsplit(".", 1)[1])
        return words.text_of(next(one["text"] for one in self.question(item)["bins"] if one["value"] == value))

    def labels(self, item: Item) -> list[str]:
        """The options of a distribution in words, "no answer" last."""
        if item.kind == "choices":
            return [words.group("chosen"), words.group("not chosen"), gettext("no answer")]
        return [*(self.option(item, value) for value in item.bins), gettext("no answer")]

    @cached_property
    def _cells(self) -> dict[str, Mapping[str, Any]]:
        return {cell["cohort"]: cell for cell in self.report["cells"]}

    def _above(self, cohort: str) -> list[str]:
        """The cohorts above one, the nearest first and the root last."""
        chain, at = [], self.cohorts[cohort]["parent"]
        while at is not None:
            chain.append(at)
            at = self.cohorts[at]["parent"]
        return chain

    def _row(self, id_: str) -> Row:
        cohort, above = self.cohorts[id_], self._above(id_)
        shown = [one for one in above if one in self.seen.cohorts]
        unsaid = above[: above.index(shown[0])] if shown else []
        inside = "".join(f"{self.cohorts[one]['name']} / " for one in reversed(unsaid))
        path = self.path(id_)
        return Row(
            id=id_,
            name=cohort["name"],
            said=path.removesuffix(inside + cohort["name"]),
            inside=inside,
            path=path,
            depth=min(6, len(shown)),
            eligible=cohort["eligible"],
            rest=cohort["rest"],
            n=self._cells[id_]["n"] if id_ in self._cells else None,
        )
