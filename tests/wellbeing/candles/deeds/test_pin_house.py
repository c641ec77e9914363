"""Pinning a house Notice."""

from datetime import timedelta

import pytest

from crypto import keepers, keys
from crypto.refusal import Refusal
from tests.wellbeing.candles.conftest import BADGE_SEED, house_notice, rota_of
from wellbeing.candles.deeds.pin_house import BadHouse, pin_house
from wellbeing.candles.models import CandleKey, EntitlementKey, House, HouseBox, Kind, Rota

pytestmark = pytest.mark.django_db


def test_pinning_keeps_the_candle_key_and_a_box_to_make(candle_key, pin):
    name = pin(candle_key)

    spki = keys.spki(candle_key.public_key())
    assert [(bytes(key.key_id), key.month, bytes(key.spki)) for key in CandleKey.objects.all()] == [
        (keys.key_id(spki), "2026-11", spki)
    ]
    assert list(HouseBox.objects.values_list("notice", "month", "document")) == [(name, "2026-11", None)]


def test_pinning_again_changes_nothing(candle_key, pin, house):
    before = list(HouseBox.objects.values()), list(CandleKey.objects.values())

    pin(candle_key)

    assert (list(HouseBox.objects.values()), list(CandleKey.objects.values())) == before


def test_pinning_the_next_notice_keeps_the_keys_before(candle_key, other_key, pin):
    first = pin(candle_key)

    second = pin(other_key, month="2026-12", previous=first)

    assert sorted(CandleKey.objects.values_list("month", flat=True)) == ["2026-11", "2026-12"]
    assert set(HouseBox.objects.values_list("notice", flat=True)) == {first, second}


def test_pinning_is_refused_when_a_key_changes_its_month(candle_key, pin):
    pin(candle_key)

    with pytest.raises(BadHouse, match="cannot change its month"):
        pin(candle_key, month="2026-12")


@pytest.mark.parametrize("text", ["AAAA", "not base64", "A", ""])
def test_pinning_is_refused_when_a_key_cannot_be_read(candle_key, now, text):
    document = house_notice(candle_key.public_key())
    document["candle_keys"][0]["key"] = text

    with pytest.raises(Refusal, match="cannot be read"):
        pin_house(fingerprint="ab" * 32, notice=document, now=now)


def test_the_newest_notice_says_whose_badges_keepers_and_kinds_count(candle_key, other_key, pin, keepers_secret):
    first = pin(candle_key, rotas=[rota_of(keepers_secret, "staff-council"), rota_of(keepers_secret)])
    assert list(Rota.objects.order_by("position").values_list("slug", flat=True)) == ["staff-council", "hr"]
    assert set(Kind.objects.values_list("slug", flat=True)) == {"day", "half-day"}

    second = pin(candle_key, previous=first, rest={"walk": other_key.public_key()})

    assert bytes(House.objects.get().badge_key) == keys.installation_public(BADGE_SEED)
    assert House.objects.get().notice == second
    assert list(Rota.objects.values_list("slug", flat=True)) == ["hr"]
    assert list(Kind.objects.values_list("slug", flat=True)) == ["walk"]
    assert set(EntitlementKey.objects.values_list("kind", flat=True)) == {"day", "half-day", "walk"}


def test_an_older_notice_that_comes_again_takes_nothing_back(candle_key, pin):
    first = pin(candle_key)
    pin(candle_key, previous=first, rotas=[], rest={})

    pin(candle_key)

    assert not Rota.objects.exists()
    assert not Kind.objects.exists()


def test_the_day_of_a_rotation_is_kept_and_a_first_key_has_none(candle_key, pin, keepers_secret, now):
    first = pin(candle_key)
    assert Rota.objects.get().rotated is None
    pin(candle_key, previous=first, when=now + timedelta(days=1), rotas=[rota_of(keepers_secret)] * 1, rest={})
    assert Rota.objects.get().rotated is None

    pin(candle_key, previous=first, when=now + timedelta(days=2), rotas=[rota_of(keepers.new_secret())])

    assert Rota.objects.get().rotated == now.date() + timedelta(days=2)


def test_pinning_is_refused_when_an_entitlement_key_changes_its_kind(candle_key, other_key, pin):
    pin(candle_key, rest={"day": other_key.public_key()})

    with pytest.raises(BadHouse, match="cannot change its kind"):
        pin(candle_key, rest={"walk": other_key.public_key()})


@pytest.mark.parametrize("text", ["AAAA", "A"])
def test_pinning_is_refused_when_a_keepers_key_cannot_be_read(candle_key, keepers_secret, now, text):
    document = house_notice(candle_key.public_key(), rotas=[rota_of(keepers_secret) | {"sealing": text}])

    with pytest.raises(BadHouse, match="keepers"):
        pin_house(fingerprint="ab" * 32, notice=document, now=now)
