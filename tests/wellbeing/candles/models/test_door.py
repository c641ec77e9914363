"""The keys of blind door 2."""

import pytest

from crypto import keys
from tests.wellbeing.candles.conftest import race
from wellbeing.candles.models import BreakKey
from wellbeing.candles.models.door import WrongSecret


def test_a_key_is_made_once_and_its_private_half_is_only_wrapped(db):
    key = BreakKey.of("day", "2026-Q4")

    private = key.private()
    assert BreakKey.of("day", "2026-Q4") == key
    assert keys.spki(private.public_key()) == bytes(key.spki)
    assert keys.private_bytes(private)[40:80] not in bytes(key.wrapped)


def test_a_key_cannot_be_used_under_another_secret(db, settings):
    key = BreakKey.of("day", "2026-Q4")
    settings.SECRET_KEY = "another"

    with pytest.raises(WrongSecret):
        key.private()


@pytest.mark.django_db(transaction=True)
def test_many_workers_make_one_key():
    made = race(lambda _: BreakKey.of("day", "2026-Q4").id, range(6))

    assert {bytes(name) for name in made} == {bytes(BreakKey.objects.get().id)}
