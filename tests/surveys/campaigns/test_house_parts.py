"""What other rooms bring into the house Notice: keys that follow from it, and fields that stay while nobody can say."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from surveys.campaigns import house, house_parts
from surveys.campaigns.deeds.announce_house import announce_house
from surveys.campaigns.models import Notice, SigningKey
from surveys.campaigns.terms import entitlements_of

NEW_YEAR = datetime(2027, 1, 1, tzinfo=UTC)
Say = Callable[..., None]


def kind(name: str, each: int) -> dict[str, Any]:
    return {"kind": name, "name": {"en": name}, "about": {}, "each": each, "capacity": 20}


@pytest.fixture
def say() -> Iterator[Say]:
    """A part instead of all that are registered; called, it says these fields from then on."""
    fields: dict[str, Any] = {"badge_key": "ba" * 32, "keepers": [], "breaks": [], "danger": {}, "apart": True}
    before = house_parts._parts[:]
    house_parts._parts[:] = [lambda _now, quarter: fields | {"danger": fields["danger"]}]
    yield lambda **said: fields.update(said)
    house_parts._parts[:] = before


def test_each_kind_that_everybody_gets_has_one_key_a_quarter(stock: None, say: Say, seed: bytes, now: datetime) -> None:
    say(breaks=[kind("day", 2), kind("walk", 0), kind("hour", 3)])

    made = announce_house(now=now, seed=seed)

    assert made is not None
    listed = made.read()["entitlement_keys"]
    assert [(entry["kind"], entry["quarter"]) for entry in listed] == [("day", "2026-Q4"), ("hour", "2026-Q4")]
    scopes = SigningKey.objects.filter(purpose="entitlement").values_list("scope", flat=True)
    assert sorted(scopes) == ["day 2026-Q4", "hour 2026-Q4"]


def test_the_door_gives_each_kind_as_often_as_the_notice_says(
    stock: None, say: Say, seed: bytes, now: datetime
) -> None:
    say(breaks=[kind("day", 2), kind("hour", 3)])
    announce_house(now=now, seed=seed)

    wanted = entitlements_of("2026-Q4")

    ids = {key.scope: key.id for key in SigningKey.objects.filter(purpose="entitlement")}
    assert wanted == [ids["day 2026-Q4"]] * 2 + [ids["hour 2026-Q4"]] * 3
    assert entitlements_of("2027-Q1") == []


def test_a_part_that_says_something_else_is_announced_at_once_under_the_same_keys(
    stock: None, say: Say, seed: bytes, now: datetime
) -> None:
    say(breaks=[kind("day", 1)])
    first = announce_house(now=now, seed=seed)
    unchanged = announce_house(now=now, seed=seed)
    say(breaks=[kind("day", 1) | {"capacity": 21}], apart=False)

    second = announce_house(now=now, seed=seed)

    assert first is not None
    assert second is not None
    assert unchanged is None
    assert (second.read()["apart"], second.read()["breaks"][0]["capacity"]) == (False, 21)
    assert second.read()["entitlement_keys"] == first.read()["entitlement_keys"]
    assert SigningKey.objects.filter(purpose="entitlement").count() == 1


def test_a_new_quarter_has_new_keys(stock: None, say: Say, seed: bytes, now: datetime) -> None:
    say(breaks=[kind("day", 1)])
    first, second = announce_house(now=now, seed=seed), announce_house(now=NEW_YEAR, seed=seed)

    assert first is not None
    assert second is not None
    [old], [new] = first.read()["entitlement_keys"], second.read()["entitlement_keys"]
    assert (old["quarter"], new["quarter"], old["key"] == new["key"]) == ("2026-Q4", "2027-Q1", False)
    assert len(entitlements_of("2026-Q4")) == len(entitlements_of("2027-Q1")) == 1


def test_a_field_that_a_part_leaves_open_stays_as_it_was_published(
    stock: None, say: Say, seed: bytes, now: datetime
) -> None:
    say(danger=None)
    first = announce_house(now=now, seed=seed)
    say(danger={"en": "Call somebody."})
    second = announce_house(now=now, seed=seed)
    say(danger=None)

    third = announce_house(now=NEW_YEAR, seed=seed)

    said = [made.read()["danger"] for made in (first, second, third) if made]
    assert said == [{}, {"en": "Call somebody."}, {"en": "Call somebody."}]


def test_a_part_that_fits_no_document_is_refused_and_no_key_is_given_out(
    stock: None, say: Say, seed: bytes, now: datetime
) -> None:
    say(breaks=[kind("day", 5), kind("hour", 4)])

    with pytest.raises(Exception, match="more than 8 passes"):
        announce_house(now=now, seed=seed)

    assert not Notice.objects.exists()
    assert not SigningKey.objects.exclude(purpose="stock").exists()


def test_a_part_is_registered_once(say: Say, now: datetime) -> None:
    def part(_now: datetime, quarter: str) -> dict[str, Any]:
        return {"apart": quarter == "2026-Q4"}

    house_parts.register(part)
    house_parts.register(part)

    assert len(house_parts._parts) == 2
    assert house_parts.gathered(now, "2026-Q4")["apart"] is True
    assert house.month_of(now) == "2026-11"
