"""Who is asked, and where each answer counts: what other named rooms may know of the roster.

audience(when=...) -> [(employee id, id of the group where the answer counts)]
tree() -> [(group id, parent id or None, name)], parents before children
led_groups(employee) -> [group id]: what a manager reads results of
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .models import Employee, Group


def audience(*, when: datetime) -> list[tuple[UUID, UUID]]:
    """Every active employee on the roster at `when`, with the group where the answer counts.

    A leader's answer counts in the group above the one they lead (R3). The roster knows only its present state,
    so `when` is the moment of asking; nobody is listed before a roster was imported.
    """
    above = dict(Group.objects.values_list("id", "parent_id"))
    people = Employee.objects.filter(is_active=True, group__isnull=False).order_by("id")
    return [
        (employee, (above[group] or group) if leads else group)
        for employee, group, leads in people.values_list("id", "group_id", "leads")
    ]


def tree() -> list[tuple[UUID, UUID | None, str]]:
    """All groups, the root first and every parent before its children; siblings by name."""
    below: dict[UUID | None, list[tuple[UUID, UUID | None, str]]] = {}
    for group, parent, name in Group.objects.order_by("name", "id").values_list("id", "parent_id", "name"):
        below.setdefault(parent, []).append((group, parent, name))
    ordered = list(below.get(None, []))
    for group, _, _ in ordered:  # grows while it is walked: breadth first
        ordered.extend(below.get(group, []))
    return ordered


def led_groups(user: Employee) -> list[UUID]:
    """The group this person leads and all groups below it, that one first; [] for whoever leads none."""
    if not (user.is_active and user.leads and user.group_id):
        return []
    led = [user.group_id]
    for group, parent, _ in tree():  # parents come first
        if parent in led:
            led.append(group)
    return led


def path_of(group: Group | None) -> list[str]:
    """Names of the groups from the top down to this one; [] for none."""
    names: list[str] = []
    while group:
        names.insert(0, group.name)
        group = group.parent
    return names


@dataclass(slots=True)
class Branch:
    """A group as the roster's page shows it: how deep it lies, people in it and below, and who leads it."""

    name: str
    depth: int
    people: int
    leaders: list[str]


def outline() -> list[Branch]:
    """All groups with their people, each right below the one it belongs to; [] before a roster was imported."""
    people = Counter(Employee.objects.filter(is_active=True, group__isnull=False).values_list("group", flat=True))
    leaders: dict[UUID | None, list[str]] = defaultdict(list)
    for leader in Employee.objects.filter(is_active=True, leads=True).order_by("name", "email"):
        leaders[leader.group_id].append(str(leader))
    below: dict[UUID | None, list[tuple[UUID, str]]] = defaultdict(list)
    for group, parent, name in tree():
        below[parent].append((group, name))
    branches: list[Branch] = []

    def walk(parent: UUID | None, depth: int) -> int:
        total = 0
        for group, name in below[parent]:
            branch = Branch(name, depth, people[group], leaders[group])
            branches.append(branch)
            branch.people += walk(group, depth + 1)
            total += branch.people
        return total

    walk(None, 0)
    return branches
