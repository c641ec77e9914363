"""The truths of the roster are constraints: no code can break them."""

import pytest
from django.db import IntegrityError, transaction

from surveys.people.models import Employee, Group

pytestmark = pytest.mark.django_db


def refused(make) -> bool:
    """Whether the database itself says no."""
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False


def test_there_is_one_root_and_one_group_of_a_name_under_a_parent():
    root = Group.objects.create(name="Everybody")
    Group.objects.create(name="Sales", parent=root)

    assert refused(lambda: Group.objects.create(name="Another"))
    assert refused(lambda: Group.objects.create(name="Sales", parent=root))


def test_numbers_and_addresses_are_given_once():
    Employee.objects.create(number="7", email="ann@example.org")

    assert refused(lambda: Employee.objects.create(number="7", email="bob@example.org"))
    assert refused(lambda: Employee.objects.create(number="8", email="ann@example.org"))
    assert refused(lambda: Employee.objects.create(number="8", email="ANN@example.org"))


def test_whoever_is_here_has_an_address_and_whoever_left_has_none():
    assert refused(lambda: Employee.objects.create(number="7"))
    assert refused(lambda: Employee.objects.create(number="7", email="ann@example.org", is_active=False))
    assert refused(lambda: Employee.objects.create(number="7", role="owner", is_active=False))
    assert refused(lambda: Employee.objects.create(number="7", language="de", is_active=False))
    assert refused(lambda: Employee.objects.create(number="7", chose_language=True, is_active=False))
    assert refused(lambda: Employee.objects.create(number="7", email="ann@example.org", role="king"))


def test_nobody_has_a_password_that_could_be_used():
    ann = Employee.objects.create(number="7", email="ann@example.org")

    assert not ann.has_usable_password()
    assert Employee.objects.get_by_natural_key("ANN@example.org") == ann
