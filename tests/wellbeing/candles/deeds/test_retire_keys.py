"""Retiring what no flag can need."""

from datetime import UTC, datetime

import pytest

from wellbeing.candles.deeds.retire_keys import retire_keys
from wellbeing.candles.deeds.take_flag import take_flag
from wellbeing.candles.models import BreakKey, CandleKey, EntitlementKey, Flag, RouterKey, SpentEntitlement, SpentPass

pytestmark = pytest.mark.django_db


def test_a_router_key_is_destroyed_when_no_flag_can_come(house, worker):
    retire_keys(now=datetime(2027, 7, 1, tzinfo=UTC))

    assert list((worker / "keys").iterdir()) == []
    assert list(RouterKey.objects.all()) == []


def test_a_router_key_stays_while_flags_can_come(house, worker):
    retire_keys(now=datetime(2027, 6, 30, 23, 59, tzinfo=UTC))

    assert (worker / "keys" / "router-2026-11").exists()
    assert RouterKey.objects.count() == 1


def test_a_router_key_stays_while_a_flag_waits(house, worker, let_wait):
    let_wait(lit=1)

    retire_keys(now=datetime(2028, 1, 1, tzinfo=UTC))

    assert (worker / "keys" / "router-2026-11").exists()
    assert RouterKey.objects.count() == 1


def test_retiring_is_finished_after_a_crash_in_between(house, worker):
    (worker / "keys" / "router-2026-11").unlink()

    retire_keys(now=datetime(2028, 1, 1, tzinfo=UTC))

    assert list(RouterKey.objects.all()) == []


def test_spent_passes_are_forgotten_when_they_would_be_refused_anyway(make_flag, now):
    take_flag(body=make_flag(), now=now)

    retire_keys(now=datetime(2027, 3, 31, tzinfo=UTC))
    assert SpentPass.objects.count() == 1

    retire_keys(now=datetime(2027, 4, 1, tzinfo=UTC))
    assert list(SpentPass.objects.all()) == []
    assert (Flag.objects.count(), CandleKey.objects.count()) == (1, 1)


def test_bare_flags_are_forgotten_with_their_router(house, now):
    router = bytes(RouterKey.objects.get().id)
    SpentPass.objects.create(key_id=router, serial=b"s" * 32, digest=b"s" * 32)

    retire_keys(now=datetime(2027, 6, 30, tzinfo=UTC))
    assert SpentPass.objects.count() == 1

    retire_keys(now=datetime(2027, 7, 1, tzinfo=UTC))
    assert not SpentPass.objects.exists()


def test_keys_of_rest_are_destroyed_when_their_passes_are_refused_anyway(house):
    for key in EntitlementKey.objects.all():
        SpentEntitlement.objects.create(key_id=key.key_id, serial=b"s" * 32, digest=b"d" * 32)

    retire_keys(now=datetime(2027, 5, 1, tzinfo=UTC))
    assert [model.objects.count() for model in REST] == [2, 2, 2]

    retire_keys(now=datetime(2027, 5, 3, tzinfo=UTC))
    assert [model.objects.count() for model in REST] == [0, 0, 0]


REST = (EntitlementKey, BreakKey, SpentEntitlement)
