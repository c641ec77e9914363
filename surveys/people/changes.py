"""What an import would do, in words and rows: for the page that asks, and for the file with all of it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from .audience import tree
from .models import Employee
from .plan import Known, Preview

NOTHING = "\u2013"
SHOWN = 20  # people of a kind on the page; the file has all
COLUMNS = ("employee_id", "email", "group", "name", "leads", "language")


@dataclass(frozen=True, slots=True)
class Change:
    """One person: who, and what would become of them."""

    number: str
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Section:
    """All changes of one kind, and the first of them."""

    kind: str
    title: str
    number: int
    changes: tuple[Change, ...]

    @property
    def more(self) -> int:
        """People of this kind that the page leaves out."""
        return self.number - len(self.changes)


def sections(preview: Preview, *, most: int | None = SHOWN) -> list[Section]:
    """Joiners, returning, movers, changed and leavers, each with its first `most` people."""
    titles = {
        "joiners": _("join"),
        "returning": _("return"),
        "movers": _("move to another group"),
        "changed": _("change otherwise"),
        "leavers": _("leave"),
    }
    found = []
    for kind, title in titles.items():
        people = getattr(preview, kind)
        changes = tuple(_change(kind, one, preview) for one in people[:most])
        found.append(Section(kind, title, len(people), changes))
    return found


def changes_csv(preview: Preview) -> str:
    """All of it as CSV: kind, employee_id, who, what."""
    rows = [
        (section.kind, one.number, one.who, one.what)
        for section in sections(preview, most=None)
        for one in section.changes
    ]
    return _csv([("change", "employee_id", "who", "what"), *rows])


def roster_csv() -> str:
    """The roster of today in the form that an import takes, so that it can be kept and brought back."""
    paths: dict[UUID, str] = {}
    for group, parent, name in tree():
        above = paths.get(parent, "") if parent else ""
        paths[group] = f"{above} / {name}" if above else name
    people = Employee.objects.filter(is_active=True, number__isnull=False).order_by("number")
    return _csv([COLUMNS, *_rows(people.iterator(), paths)])


def _rows(people: Iterator[Employee], paths: dict[UUID, str]) -> Iterator[tuple[str, ...]]:
    for one in people:
        group = paths[one.group_id] if one.group_id else ""
        yield one.number or "", one.email or "", group, one.name, "yes" if one.leads else "no", one.language


def _csv(rows: list[tuple[str, ...]]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


def _change(kind: str, after: Employee | Known, preview: Preview) -> Change:
    before = preview.before.get(after.id)
    who = after.name or after.email or ""
    if isinstance(after, Known):
        return Change(after.number or "", who, preview.paths[after.group] if after.group else "")
    group = preview.paths[after.group_id] if after.group_id else ""
    if not before or kind in ("joiners", "returning"):
        return Change(after.number or "", who, group)
    return Change(after.number or "", who, "; ".join(_differences(before, after, preview)))


def _differences(before: Known, after: Employee, preview: Preview) -> Iterator[str]:
    old, new = (preview.paths[group] if group else NOTHING for group in (before.group, after.group_id))
    if old != new:
        yield f"{old} → {new}"
    if before.email != after.email:
        yield f"{before.email} → {after.email}"
    if before.name != after.name:
        yield f"{before.name or NOTHING} → {after.name or NOTHING}"
    if before.leads != after.leads:
        yield _("leads the group from now on") if after.leads else _("no longer leads the group")
    if before.language != after.language:
        yield _("language: %(code)s") % {"code": after.language or NOTHING}
