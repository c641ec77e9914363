"""Giving roles: always an owner, nobody for themselves, one role an account."""

import pytest

from surveys.people.deeds.give_role import RoleRefused, give_role, plan_role
from surveys.people.models import Employee

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Employee:
    return Employee.objects.create(email="owner@x.org", role="owner")


def test_planning_changes_nothing(owner):
    plan = plan_role(email="Ann@x.org", role="keeper", giver=owner, newcomer=True)

    assert (plan.email, plan.account, plan.before, plan.role) == ("ann@x.org", None, "", "keeper")
    assert list(Employee.objects.all()) == [owner]


def test_a_second_owner_may_take_the_role_of_the_first(owner):
    second = give_role(email="o2@x.org", role="owner", newcomer=True)

    give_role(email="owner@x.org", role="", giver=Employee.objects.get(email=second.email))

    assert list(Employee.objects.filter(role="owner").values_list("email", flat=True)) == ["o2@x.org"]


@pytest.mark.parametrize("role", ["", "keeper", "desk"])
def test_the_last_owner_stays(owner, role):
    with pytest.raises(RoleRefused, match="last owner"):
        give_role(email="owner@x.org", role=role)

    owner.refresh_from_db()
    assert owner.role == "owner"


def test_nobody_is_made_by_a_misspelt_address_unless_asked_for(owner):
    with pytest.raises(RoleRefused, match="nobody here has the address"):
        give_role(email="ann@x.org", role="desk")

    assert not Employee.objects.filter(email="ann@x.org").exists()
