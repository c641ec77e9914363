"""A planned wave can be cancelled, once and only while nobody was told of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connections

from crypto.refusal import Refusal
from surveys.campaigns.deeds.announce_house import announce_house
from surveys.campaigns.deeds.announce_wave import announce_wave
from surveys.campaigns.deeds.cancel_wave import CannotCancel, cancel_wave
from surveys.campaigns.models import Invitation, Wave

Plan = Callable[..., Wave]


def test_a_cancelled_wave_is_never_announced(plan: Plan, seed: bytes, now: datetime) -> None:
    wave = plan()
    announce_house(now=now, seed=seed)

    cancel_wave(wave=wave)

    assert wave.state == Wave.State.CANCELLED
    assert announce_wave(now=now, seed=seed) == []
    assert not Invitation.objects.exists()


def test_after_a_cancelled_wave_another_is_planned_for_the_same_time(plan: Plan, now: datetime) -> None:
    cancel_wave(wave=plan(opens=now + timedelta(days=1)))

    again = plan(opens=now + timedelta(days=1))

    assert (again.state, again.number) == (Wave.State.PLANNED, 2)


@pytest.mark.parametrize("state", ["announced", "open", "closed"])
def test_a_wave_that_people_know_of_is_not_cancelled(announced: Wave, state: str) -> None:
    Wave.objects.filter(pk=announced.pk).update(state=state)
    announced.refresh_from_db()

    with pytest.raises(CannotCancel, match="not planned any more"):
        cancel_wave(wave=announced)

    announced.refresh_from_db()
    assert announced.state == state


def test_a_page_that_is_too_old_cancels_nothing(plan: Plan) -> None:
    wave = plan()
    stale = Wave.objects.get(pk=wave.pk)
    cancel_wave(wave=wave)

    with pytest.raises(CannotCancel):
        cancel_wave(wave=stale)


@pytest.mark.django_db(transaction=True)
def test_of_the_clock_and_a_person_one_wins(plan: Plan, seed: bytes, now: datetime) -> None:
    wave = plan()
    announce_house(now=now, seed=seed)
    together = Barrier(2)

    def cancel() -> str:
        together.wait()
        try:
            cancel_wave(wave=Wave.objects.get(pk=wave.pk))
        except Refusal:
            return "announced"
        finally:
            connections.close_all()
        return "cancelled"

    def announce() -> str:
        together.wait()
        try:
            return "announced" if announce_wave(now=now, seed=seed) else "cancelled"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        said = [pool.submit(cancel).result, pool.submit(announce).result]
        outcomes = {result() for result in said}

    wave.refresh_from_db()
    assert outcomes == {wave.state}
    assert Invitation.objects.exists() == (wave.state == "announced")
