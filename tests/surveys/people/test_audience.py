"""Who is asked, and where each answer counts."""

from datetime import UTC, datetime

import pytest

from surveys.people.audience import audience, led_groups, path_of, tree
from surveys.people.models import Employee, Group

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)


def test_a_leaders_answer_counts_in_the_group_above():
    root = Group.objects.create(name="Everybody")
    sales = Group.objects.create(name="Sales", parent=root)
    ann = Employee.objects.create(number="1", email="ann@example.org", group=sales)
    bob = Employee.objects.create(number="2", email="bob@example.org", group=sales, leads=True)
    cy = Employee.objects.create(number="3", email="cy@example.org", group=root, leads=True)

    found = audience(when=NOW)

    assert dict(found) == {ann.id: sales.id, bob.id: root.id, cy.id: root.id}
    assert len(found) == 3


def test_only_active_people_on_the_roster_are_asked():
    root = Group.objects.create(name="Everybody")
    ann = Employee.objects.create(number="1", email="ann@example.org", group=root)
    Employee.objects.create(number="2", is_active=False)
    Employee.objects.create(email="owner@example.org", role="owner")

    assert audience(when=NOW) == [(ann.id, root.id)]


def test_the_tree_lists_parents_first():
    root = Group.objects.create(name="Everybody")
    sales = Group.objects.create(name="Sales", parent=root)
    north = Group.objects.create(name="North", parent=sales)
    admin = Group.objects.create(name="Admin", parent=root)

    assert tree() == [
        (root.id, None, "Everybody"),
        (admin.id, root.id, "Admin"),
        (sales.id, root.id, "Sales"),
        (north.id, sales.id, "North"),
    ]


def test_there_is_nobody_before_the_first_import():
    assert (audience(when=NOW), tree()) == ([], [])


def test_a_manager_leads_the_group_and_all_below_it():
    root = Group.objects.create(name="Everybody")
    ops, care = (Group.objects.create(name=name, parent=root) for name in ("Ops", "Care"))
    night = Group.objects.create(name="Night", parent=ops)
    ward = Group.objects.create(name="Ward", parent=night)
    ann = Employee.objects.create(number="1", email="ann@example.org", group=ops, leads=True)
    bob = Employee.objects.create(number="2", email="bob@example.org", group=ops)
    top = Employee.objects.create(number="3", email="cy@example.org", group=root, leads=True)

    assert led_groups(ann) == [ops.id, night.id, ward.id]
    assert led_groups(bob) == []
    assert set(led_groups(top)) == {root.id, ops.id, care.id, night.id, ward.id}
    assert path_of(ward) == ["Everybody", "Ops", "Night", "Ward"]
    assert path_of(None) == []
