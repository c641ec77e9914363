"""The first owner, and why there is rarely a second."""

import pytest

from surveys.people.deeds.make_owner import OwnerRefused, make_owner
from surveys.people.models import Employee

pytestmark = pytest.mark.django_db


def test_the_first_owner_needs_no_roster():
    owner = make_owner(email="Owner@Example.org")

    assert (owner.email, owner.role, owner.number) == ("owner@example.org", "owner", None)


def test_an_employee_becomes_owner_in_place():
    ann = Employee.objects.create(number="7", email="ann@example.org")

    make_owner(email="ann@example.org")

    assert list(Employee.objects.filter(role="owner")) == [ann]


def test_a_second_owner_is_refused_unless_asked_for():
    first = make_owner(email="owner@example.org")

    with pytest.raises(OwnerRefused):
        make_owner(email="second@example.org")
    assert list(Employee.objects.all()) == [first]

    make_owner(email="second@example.org", another=True)
    assert Employee.objects.filter(role="owner").count() == 2


def test_the_same_owner_again_is_no_second():
    make_owner(email="owner@example.org")

    make_owner(email="owner@example.org")

    assert Employee.objects.count() == 1


def test_what_is_no_address_is_refused():
    with pytest.raises(OwnerRefused):
        make_owner(email="owner")
