"""Whoever keeps no candles any more loses their copies at once, and the rota changes its key."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from surveys.people.models import Employee
from tests.wellbeing.desk.booking import Person
from tests.wellbeing.desk.console import Console
from wellbeing.desk.deeds.tidy_keepers import tidy_keepers
from wellbeing.desk.models import Copy, Keeper, Rota
from wellbeing.desk.tasks import tick

Make = Callable[..., Console]


@pytest.fixture
def keeper(person: Callable[..., Person], now: datetime) -> Make:
    def made(name: str = "kim") -> Console:
        one = person(name, "keeper")
        return Console(one.employee, one.client)

    return made


def test_whoever_gets_the_role_joins_the_first_open_rota(keeper: Make) -> None:
    Rota.objects.create(slug="council", name={"en": "Council"}, about={}, position=1)
    kim = keeper()

    assert tidy_keepers() == 0

    assert Keeper.objects.get().employee == kim.employee
    assert Keeper.objects.get().rota_id == "hr"


def test_who_loses_the_role_loses_place_and_copies_and_the_key_must_change(keeper: Make) -> None:
    kim, lee = keeper(), keeper("lee")
    kim.store(kim.new_key(lee.number))
    Employee.objects.filter(pk=lee.employee.pk).update(role="")

    gone = tidy_keepers()

    assert (gone, Rota.objects.get().must_rotate) == (1, True)
    assert list(Keeper.objects.values_list("employee__name", flat=True)) == ["Kim"]
    assert sorted(Copy.objects.values_list("how", flat=True)) == ["kit", "passphrase"]
    assert kim.badge().json()["rotate"] is True


def test_who_never_had_a_copy_leaves_the_key_as_it_is(keeper: Make) -> None:
    kim, lee = keeper(), keeper("lee")
    kim.store(kim.new_key())
    assert lee.number
    Employee.objects.filter(pk=lee.employee.pk).update(role="desk")

    assert tidy_keepers() == 1
    assert not Rota.objects.get().must_rotate


def test_who_left_the_roster_is_no_keeper(keeper: Make) -> None:
    kim = keeper()
    kim.store(kim.new_key())
    Employee.objects.filter(pk=kim.employee.pk).update(role="", is_active=False, email=None, name="", group=None)

    assert (tidy_keepers(), Keeper.objects.exists(), Rota.objects.get().must_rotate) == (1, False, True)


def test_nothing_changes_while_nothing_changed(keeper: Make) -> None:
    kim = keeper()
    kim.store(kim.new_key())
    before = sorted(Copy.objects.values_list("id", flat=True))

    assert tidy_keepers() == 0
    assert sorted(Copy.objects.values_list("id", flat=True)) == before
    assert not Rota.objects.get().must_rotate


def test_the_rooms_tick_tidies(keeper: Make, settings: Any) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = True
    kim = keeper()
    kim.store(kim.new_key())
    Employee.objects.filter(pk=kim.employee.pk).update(role="")

    tick()

    assert not Keeper.objects.exists()
