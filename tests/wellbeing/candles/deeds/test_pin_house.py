"""Pinning a house Notice."""

import pytest

from crypto import keys
from crypto.refusal import Refusal
from tests.wellbeing.candles.conftest import house_notice
from wellbeing.candles.deeds.pin_house import BadHouse, pin_house
from wellbeing.candles.models import CandleKey, HouseBox

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
