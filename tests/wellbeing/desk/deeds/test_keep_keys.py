"""Keys from a keeper's browser: kept whole or not at all, only in their chain, only for who keeps candles there."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from crypto import keepers
from surveys.people.models import Employee
from tests.surveys.people.conftest import someone
from tests.wellbeing.desk.booking import Person
from tests.wellbeing.desk.console import Console, copy_of
from wellbeing.desk.asked import read_keys
from wellbeing.desk.deeds.keep_keys import NotKept, keep_keys
from wellbeing.desk.models import Copy, Keeper, KeepersKey, Rota

Make = Callable[..., Console]


@pytest.fixture
def keeper(person: Callable[..., Person], now: datetime) -> Make:
    def made(name: str = "kim") -> Console:
        one = person(name, "keeper")
        return Console(one.employee, one.client)

    return made


def copies() -> list[tuple[str, str]]:
    return sorted((copy.how, copy.keeper.employee.name if copy.keeper else "") for copy in Copy.objects.all())


def test_a_first_key_is_kept_with_all_its_copies(keeper: Make) -> None:
    kim, lee = keeper(), keeper("lee")
    body = kim.new_key(lee.number)

    answer = kim.store(body)

    key = KeepersKey.objects.get()
    assert answer.json() == {"fingerprint": key.fingerprint}
    assert (key.rota_id, key.place, key.fingerprint) == ("hr", 1, keepers.fingerprint(bytes(key.record)))
    assert copies() == [("handover", "Lee"), ("kit", ""), ("passphrase", "Kim")]
    assert kim.badge().json()["record"] == body["record"]


def test_there_is_one_first_key(keeper: Make) -> None:
    kim, lee = keeper(), keeper("lee")
    kim.store(kim.new_key())

    answer = lee.store(lee.new_key())

    assert (answer.status_code, KeepersKey.objects.count()) == (409, 1)
    assert copies() == [("kit", ""), ("passphrase", "Kim")]
    assert answer.content.startswith(b"A colleague made other keys")


def test_a_key_is_replaced_only_by_one_that_it_signed(keeper: Make) -> None:
    kim = keeper()
    kim.store(kim.new_key())
    current = KeepersKey.objects.get().fingerprint

    own = kim.store(Console(kim.employee, kim.client).new_key(previous=current))
    foreign = kim.store(Console(kim.employee, kim.client).new_key(before=keepers.new_secret(), previous=current))

    assert (own.status_code, foreign.status_code) == (400, 400)
    assert b"not signed by those before them" in own.content
    assert KeepersKey.objects.get().fingerprint == current


def test_replaced_a_key_takes_all_its_copies_along(keeper: Make) -> None:
    kim, lee = keeper(), keeper("lee")
    kim.store(kim.new_key(lee.number))
    Rota.objects.update(must_rotate=True)
    body = kim.rotate(lee.number)
    body["copies"].append({"how": "retired", "for": None, "copy": copy_of()})

    answer = kim.store(body)

    assert answer.status_code == 200
    assert list(KeepersKey.objects.order_by("place").values_list("place", flat=True)) == [1, 2]
    assert copies() == [("handover", "Lee"), ("kit", ""), ("passphrase", "Kim"), ("retired", "")]
    assert {copy.key.place for copy in Copy.objects.all()} == {2}
    assert (Rota.objects.get().must_rotate, kim.badge().json()["rotate"]) == (False, False)


def test_an_old_key_cannot_be_replaced_once_more(keeper: Make) -> None:
    kim = keeper()
    kim.store(kim.new_key())
    first, before = KeepersKey.objects.get().fingerprint, kim.secret
    kim.store(kim.rotate())

    answer = kim.store(kim.new_key(before=before, previous=first))

    assert (answer.status_code, KeepersKey.objects.count()) == (409, 2)


@pytest.mark.parametrize("without", ["passphrase", "kit"])
def test_a_new_key_comes_with_ones_own_copy_and_a_kit(keeper: Make, without: str) -> None:
    kim, lee = keeper(), keeper("lee")
    body = kim.new_key(lee.number)
    body["copies"] = [copy for copy in body["copies"] if copy["how"] != without]

    answer = kim.store(body)

    assert answer.status_code == 409
    assert not KeepersKey.objects.exists()
    assert not Copy.objects.exists()


def test_keys_of_another_rota_are_refused(keeper: Make) -> None:
    kim = keeper()
    Rota.objects.create(slug="council", name={"en": "Council"}, about={}, position=1)

    answer = kim.store(kim.new_key(rota="council"))

    assert (answer.status_code, KeepersKey.objects.exists()) == (409, False)


def test_a_handover_is_taken_by_ones_own_passphrase(keeper: Make) -> None:
    kim, lee = keeper(), keeper("lee")
    kim.store(kim.new_key(lee.number))

    lee.store({"copies": lee.copies(kit=False)})

    assert copies() == [("kit", ""), ("passphrase", "Kim"), ("passphrase", "Lee")]


def test_copies_that_come_later_stand_in_for_those_of_their_kind(keeper: Make) -> None:
    kim = keeper()
    kim.store(kim.new_key())
    other = copy_of(b"t" * 64)

    kim.store({"copies": [{"how": "kit", "for": None, "copy": other}]})

    assert copies() == [("kit", ""), ("passphrase", "Kim")]
    assert Copy.objects.get(how="kit").copy == other


@pytest.mark.parametrize("how", ["passphrase", "handover"])
def test_nobody_makes_copies_that_are_not_theirs_to_make(keeper: Make, how: str) -> None:
    kim, lee = keeper(), keeper("lee")
    kim.store(kim.new_key(lee.number))
    before = copies()
    whose = lee.number if how == "passphrase" else kim.number

    answer = kim.store({"copies": [{"how": how, "for": whose, "copy": copy_of()}]})

    assert (answer.status_code, copies()) == (403, before)


def test_no_copy_is_made_for_who_keeps_no_candles_in_the_rota(keeper: Make) -> None:
    kim, lee, moved = keeper(), keeper("lee"), keeper("max")
    kim.store(kim.new_key())
    numbers = [lee.number, moved.number, "00" * 16]
    Employee.objects.filter(pk=lee.employee.pk).update(role="")
    council = Rota.objects.create(slug="council", name={"en": "Council"}, about={}, position=1)
    Keeper.objects.filter(employee=moved.employee).update(rota=council)

    answers = [kim.store({"copies": kim.copies(number, own=False, kit=False)}) for number in numbers]

    assert [answer.status_code for answer in answers] == [403] * 3


def test_copies_without_a_key_are_refused(keeper: Make) -> None:
    kim = keeper()

    assert kim.store({"copies": kim.copies()}).status_code == 409


def test_who_keeps_no_candles_any_more_stores_nothing(keeper: Make) -> None:
    kim = keeper()
    body = kim.new_key()
    Employee.objects.filter(pk=kim.employee.pk).update(role="")

    assert kim.store(body).status_code == 403
    assert not KeepersKey.objects.exists()


def test_what_comes_from_another_page_is_refused(keeper: Make) -> None:
    kim = keeper()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(kim.employee)

    answer = strict.post("/badge/keys/", json.dumps(kim.new_key()), content_type="application/json")

    assert (answer.status_code, KeepersKey.objects.exists()) == (403, False)


@pytest.mark.django_db(transaction=True)
def test_of_two_first_keys_at_once_one_is_kept_whole(now: datetime) -> None:
    Rota.objects.get_or_create(slug="hr", defaults={"name": {"en": "HR"}, "about": {}})
    people = [someone("keeper", number=name, email=f"{name}@x.org") for name in ("kim", "lee", "max")]
    asked = [read_keys(json.dumps(Console(one, None).new_key()).encode()) for one in people]

    def store(one: Employee, what: Any) -> bool:
        try:
            keep_keys(employee=one, asked=what)
        except NotKept:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(3) as pool:
        kept = list(pool.map(store, people, asked))

    assert sorted(kept) == [False, False, True]
    assert (KeepersKey.objects.count(), Copy.objects.count()) == (1, 2)
