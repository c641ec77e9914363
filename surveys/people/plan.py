"""What an import would do: the roster held against the people and groups of today, without changing anything."""

import json
import uuid
from dataclasses import dataclass, field
from hashlib import sha256

from django.conf import settings
from django.utils.translation import gettext as _

from .models import Employee, Group, Role
from .roster import Roster, RosterError, RosterRefused, Row

Path = tuple[str, ...]
KINDS = ("joiners", "returning", "movers", "changed")
MUCH = 0.2  # of everybody: an import that sees off or moves more people is looked at twice


@dataclass(frozen=True, slots=True)
class Known:
    """An account as it stands today."""

    id: uuid.UUID
    number: str | None
    email: str | None
    name: str
    group: uuid.UUID | None
    leads: bool
    is_active: bool
    role: str
    language: str
    chose_language: bool


@dataclass(slots=True)
class Tree:
    """The groups of today and those an import adds, by path below the root; () is the root."""

    ids: dict[Path, uuid.UUID]
    name: str  # of the root
    added: list[Path] = field(default_factory=list)  # parents first

    def place(self, path: Path) -> uuid.UUID:
        """The group at `path`, added with its parents where it does not exist. A leading root name is left out."""
        below = path[1:] if path[0] == self.name else path
        for depth in range(len(below) + 1):
            if below[:depth] not in self.ids:
                self.ids[below[:depth]] = uuid.uuid4()
                self.added.append(below[:depth])
        return self.ids[below]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. Whoever both moved and changed stands under `movers`."""

    joiners: tuple[Employee, ...]
    returning: tuple[Employee, ...]
    movers: tuple[Employee, ...]
    changed: tuple[Employee, ...]
    leavers: tuple[Known, ...]
    new_groups: tuple[str, ...]  # paths, parents first; the root is not among them
    readdressed: tuple[uuid.UUID, ...]  # whose address becomes another
    groups: tuple[Group, ...]  # the rows behind `new_groups`, and the root where there is none yet
    paths: dict[uuid.UUID, str]  # of every group, the new ones too; the root's is its name
    before: dict[uuid.UUID, Known]  # everybody who has an account today

    @property
    def here(self) -> int:
        """People on the roster today."""
        return sum(one.is_active and bool(one.number) for one in self.before.values())

    @property
    def is_much(self) -> bool:
        """Whether more than a fifth of everybody would leave or move."""
        return len(self.leavers) + len(self.movers) > MUCH * self.here

    @property
    def fingerprint(self) -> str:
        """64 hex digits for all that would be done, the same for two plans that do the same."""
        people = [
            [kind, one.number, one.email, one.name, self.paths[one.group_id], one.leads, one.language]
            for kind in KINDS
            for one in getattr(self, kind)
            if one.group_id
        ]
        leavers = sorted(one.number or "" for one in self.leavers)
        return sha256(json.dumps([people, leavers, self.new_groups]).encode()).hexdigest()

    @property
    def written(self) -> tuple[Employee, ...]:
        """Every account as it will be, of those that change and stay."""
        return self.joiners + self.returning + self.movers + self.changed


def plan_import(roster: Roster) -> Preview:
    """What importing `roster` would do. Raises RosterRefused where an address is another account's."""
    known = [Known(*values) for values in Employee.objects.order_by("id").values_list(*Known.__slots__)]
    tree = _tree()
    matched = _match(roster, known)
    sorted_out: dict[str, list[Employee]] = {kind: [] for kind in KINDS}
    readdressed = []
    for row in roster.rows:
        before = matched.get(row.number)
        after = _employee(row, before, group=tree.place(row.group))
        kind = _kind(before, after)
        if kind:
            sorted_out[kind].append(after)
        if before and before.email not in (None, after.email):
            readdressed.append(after.id)
    here = {before.id for before in matched.values()}
    gone = (one for one in known if one.number and one.is_active and one.id not in here)
    leavers = tuple(sorted(gone, key=lambda one: one.number or ""))
    _keep_an_owner(known, leavers)
    return Preview(
        **{kind: tuple(people) for kind, people in sorted_out.items()},
        leavers=leavers,
        new_groups=tuple(" / ".join(path) for path in tree.added if path),
        readdressed=tuple(readdressed),
        groups=tuple(_group(tree, path) for path in tree.added),
        paths={group: " / ".join(path) or tree.name for path, group in tree.ids.items()},
        before={one.id: one for one in known},
    )


def _tree() -> Tree:
    rows = {id_: (parent, name) for id_, parent, name in Group.objects.values_list("id", "parent_id", "name")}
    paths: dict[uuid.UUID, Path] = {}
    for start in rows:
        chain = [start]
        while chain[-1] not in paths and rows[chain[-1]][0] is not None:
            chain.append(rows[chain[-1]][0])
        for group in reversed(chain):
            parent, name = rows[group]
            paths.setdefault(group, () if parent is None else (*paths[parent], name))
    root_name = next((name for parent, name in rows.values() if parent is None), settings.ORGANISATION_NAME)
    return Tree({path: group for group, path in paths.items()}, root_name)


def _match(roster: Roster, known: list[Known]) -> dict[str, Known]:
    """The account of each number in the roster that has one: by number, or by the address of one without number."""
    by_number = {one.number.casefold(): one for one in known if one.number}
    unnumbered = {one.email: one for one in known if not one.number}
    matched, errors = {}, []
    for row in roster.rows:
        found = [by_number.get(row.number.casefold()), unnumbered.get(row.email)]
        accounts = [one for one in found if one]
        if len(accounts) > 1:
            sentence = _("%(address)s is an account that is not on the roster; use another address")
            sentence %= {"address": row.email}
            errors.append(RosterError(row.row, "email", sentence))
        elif accounts:
            matched[row.number] = accounts[0]
    if errors:
        raise RosterRefused(errors)
    return matched


def _keep_an_owner(known: list[Known], leavers: tuple[Known, ...]) -> None:
    owners = [one for one in known if one.role == Role.OWNER and one.is_active]
    gone = {one.id for one in leavers}
    if owners and all(one.id in gone for one in owners):
        sentence = _("this roster leaves out every owner (%(address)s); add them, or make somebody else an owner first")
        raise RosterRefused(
            [RosterError(None, None, sentence % {"address": ", ".join(str(one.email) for one in owners)})]
        )


def _employee(row: Row, before: Known | None, *, group: uuid.UUID) -> Employee:
    return Employee(
        id=before.id if before else uuid.uuid4(),
        number=(before and before.number) or row.number,
        email=row.email,
        name=(before.name if before else "") if row.name is None else row.name,
        group_id=group,
        leads=(before.leads if before else False) if row.leads is None else row.leads,
        is_active=True,
        role=before.role if before else "",
        language=_language(row, before),
        chose_language=before.chose_language if before else False,
    )


def _language(row: Row, before: Known | None) -> str:
    """What somebody chose for themselves stays, and so does what is known where the file says nothing."""
    kept = before.language if before else ""
    return kept if before and before.chose_language else (row.language or kept)


def _kind(before: Known | None, after: Employee) -> str | None:
    if before is None or before.number is None:
        return "joiners"
    if not before.is_active:
        return "returning"
    if before.group != after.group_id:
        return "movers"
    same = all(getattr(before, field) == getattr(after, field) for field in ("email", "name", "leads", "language"))
    return None if same else "changed"


def _group(tree: Tree, path: Path) -> Group:
    return Group(
        id=tree.ids[path], name=path[-1] if path else tree.name, parent_id=tree.ids[path[:-1]] if path else None
    )
