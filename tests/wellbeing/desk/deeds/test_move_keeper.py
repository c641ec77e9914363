"""A keeper moves: their copies of the old rota's key go with the move, and it must be changed."""

from collections.abc import Callable
from datetime import datetime

import pytest

from surveys.people.models import Employee
from tests.wellbeing.desk.booking import Person
from tests.wellbeing.desk.console import Console
from wellbeing.desk.deeds.move_keeper import NotMoved, move_keeper
from wellbeing.desk.models import Copy, Keeper, Rota


@pytest.fixture
def kim(person: Callable[..., Person], now: datetime) -> Console:
    Rota.objects.create(slug="council", name={"en": "Council"}, about={}, position=1)
    one = person("kim", "keeper")
    return Console(one.employee, one.client)


def test_copies_stay_behind_and_the_old_key_must_change(kim: Console) -> None:
    kim.store(kim.new_key())
    number = kim.number

    moved = move_keeper(number=number, rota="council")

    assert (moved.rota_id, moved.number) == ("council", number)
    assert list(Copy.objects.values_list("how", flat=True)) == ["kit"]
    assert [rota.must_rotate for rota in Rota.objects.all()] == [True, False]
    assert kim.badge().json()["rota"] == "council"


def test_who_had_no_copy_leaves_the_old_key_as_it_is(kim: Console) -> None:
    move_keeper(number=kim.number, rota="council")

    assert not Rota.objects.filter(must_rotate=True).exists()


@pytest.mark.parametrize("rota", ["hr", "nowhere"])
def test_a_move_to_where_one_is_or_nowhere_is_refused(kim: Console, rota: str) -> None:
    kim.store(kim.new_key())

    with pytest.raises(NotMoved):
        move_keeper(number=kim.number, rota=rota)
    assert Copy.objects.count() == 2
    assert Keeper.objects.get().rota_id == "hr"


def test_who_keeps_no_candles_any_more_is_not_moved(kim: Console) -> None:
    number = kim.number
    Employee.objects.filter(pk=kim.employee.pk).update(role="")

    for whose in (number, "00" * 16):
        with pytest.raises(NotMoved):
            move_keeper(number=whose, rota="council")
