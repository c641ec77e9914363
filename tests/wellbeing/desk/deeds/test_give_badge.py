"""A badge: for keepers alone, the moment they ask, bound to their browser, with what of the key is theirs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from crypto.badge import BadBadge, read_badge
from crypto.keys import installation_public
from surveys.people.models import Employee
from tests.wellbeing.desk.booking import Person
from tests.wellbeing.desk.console import Console
from wellbeing.desk.badges import badge_seed
from wellbeing.desk.models import Keeper

BROWSER = "ab" * 32


@pytest.fixture
def kim(person: Callable[..., Person], now: datetime) -> Console:
    kim = person("kim", "keeper")
    return Console(kim.employee, kim.client)


def read(settings: Any, token: str, now: datetime) -> Any:
    public = installation_public(badge_seed())
    return read_badge(public, token, issuer=settings.NAMED_ORIGIN, audience=settings.NAMELESS_ORIGIN, now=now)


def test_a_badge_says_rota_and_number_and_no_name(kim: Console, now: datetime, settings: Any) -> None:
    answer = kim.badge(BROWSER).json()

    badge = read(settings, answer["badge"], now)
    assert (badge.rota, badge.number, badge.browser_key.hex()) == ("hr", kim.number, BROWSER)
    assert "Kim" not in str(badge)
    assert (answer["lasts"], answer["rota"], answer["name"]["en"]) == (300, "hr", "Human resources")
    with pytest.raises(BadBadge, match="run out"):
        read(settings, answer["badge"], now + timedelta(seconds=300))


def test_a_rota_without_a_key_says_so(kim: Console) -> None:
    answer = kim.badge().json()

    assert (answer["record"], answer["fingerprint"], answer["signature"], answer["wrapped"]) == (None, None, "", [])
    assert (answer["alone"], answer["rotate"], answer["colleagues"]) == (True, False, [])


def test_a_number_is_the_same_each_time_and_everybodys_own(kim: Console, person: Callable[..., Person]) -> None:
    lee = person("lee", "keeper")
    numbers = [kim.badge() and kim.number for _ in range(2)]
    other = Console(lee.employee, lee.client).number

    assert len({*numbers, other}) == 2


def test_copies_are_ones_own_and_those_of_nobody(kim: Console, person: Callable[..., Person]) -> None:
    lee = person("lee", "keeper")
    other = Console(lee.employee, lee.client)
    kim.store(kim.new_key(other.number))

    mine, theirs = kim.badge().json(), other.badge().json()

    assert sorted(copy["how"] for copy in mine["wrapped"]) == ["kit", "passphrase"]
    assert sorted(copy["how"] for copy in theirs["wrapped"]) == ["handover", "kit"]
    assert mine["record"] == theirs["record"]
    assert mine["colleagues"] == [{"number": other.number, "name": "Lee", "has": True}]
    assert mine["alone"] is False


def test_who_has_no_copy_yet_is_shown_to_colleagues(kim: Console, person: Callable[..., Person]) -> None:
    kim.store(kim.new_key())
    lee = person("lee", "keeper")
    number = Console(lee.employee, lee.client).number

    assert kim.badge().json()["colleagues"] == [{"number": number, "name": "Lee", "has": False}]


def gone(**how: Any) -> Callable[[Employee], object]:
    return lambda employee: Employee.objects.filter(pk=employee.pk).update(**how)


@pytest.mark.parametrize(
    "leave",
    [
        gone(role=""),
        gone(role="desk"),
        gone(role="owner"),
        gone(role="", is_active=False, email=None, name="", group=None),
        lambda employee: Authenticator.objects.filter(user=employee).delete(),
    ],
    ids=["no role", "the desk's", "an owner's", "left", "no second factor"],
)
def test_a_badge_is_refused_the_moment_the_role_is_gone(kim: Console, leave: Callable[[Employee], object]) -> None:
    before = kim.badge().status_code
    leave(kim.employee)

    answer = kim.badge()

    assert (before, answer.status_code in (302, 403)) == (200, True)
    assert b"badge" not in answer.content


def test_the_desk_gets_a_badge_where_the_organisation_says_so(person: Callable[..., Person], settings: Any) -> None:
    dee = person("dee", "desk")
    apart = Console(dee.employee, dee.client).badge().status_code
    settings.KEEPER_AND_DESK_APART = False

    assert (apart, Console(dee.employee, dee.client).badge().status_code) == (403, 200)


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"key":"00"}', b"\xff", b"x" * 200_000])
def test_what_is_no_key_of_a_browser_is_refused(kim: Console, body: bytes) -> None:
    answer = kim.client.post("/badge/new/", body, content_type="application/json")

    assert answer.status_code in (400, 413)
    assert answer["Content-Type"].startswith("text/plain")
    assert not Keeper.objects.exists()
