"""People who read Reports, and what stands in the tables that they get."""

from html.parser import HTMLParser
from typing import Any
from uuid import UUID

from surveys.people.deeds.set_second_factor import set_second_factor
from surveys.people.models import Employee, Group
from tests.surveys.reports.published import LAB, NIGHT, OPS, ROOT, SALES

PAIR, BENCH = ("0" * 31 + digit for digit in "67")  # on the roster, too small for cohorts
ROSTER = {
    ROOT: (None, "Everybody"), OPS: (ROOT, "Ops"), NIGHT: (OPS, "Night"), PAIR: (OPS, "Pair"),
    SALES: (ROOT, "Sales"), LAB: (ROOT, "Lab"), BENCH: (LAB, "Bench"),
}  # fmt: skip
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def grow() -> None:
    """The groups that the published waves' cohorts were made of."""
    for id_, (parent, name) in ROSTER.items():
        Group.objects.create(id=UUID(id_), name=name, parent_id=UUID(parent) if parent else None)


def somebody(*, role: str = "", leads: str = "", in_: str = "", factor: bool = True) -> Employee:
    """An account with a role and its second factor, with a group that it leads, or with neither."""
    name = f"{role}{leads}{in_}" or "ann"
    group = UUID(leads or in_) if leads or in_ else None
    person = Employee.objects.create(number=name, email=f"{name}@x.org", role=role, leads=bool(leads), group_id=group)
    if role and factor:
        set_second_factor(employee=person, secret=SECRET)
    return person


class Tables(HTMLParser):
    """The cells of every row of every table, as their words; drawings have none."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False
        self.unsaid = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True
        if tag == "span" and (self.unsaid or ("aria-hidden", "true") in attrs):
            self.unsaid += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.inside = False
        if tag == "span" and self.unsaid:
            self.unsaid -= 1

    def handle_data(self, data: str) -> None:
        if self.inside and not self.unsaid:
            self.rows[-1][-1] = " ".join((self.rows[-1][-1] + data).split()) + (" " if data[-1:].isspace() else "")

    def words(self) -> list[list[str]]:
        """Without the spaces that end a cell."""
        return [[cell.strip() for cell in row] for row in self.rows]

    def first(self) -> list[str]:
        """The first cell of every row."""
        return [row[0] for row in self.words()]
