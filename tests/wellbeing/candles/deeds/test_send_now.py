"""Sending at once."""

import pytest

from tests.wellbeing.candles.conftest import race
from wellbeing.candles.deeds.send_now import send_now
from wellbeing.candles.deeds.take_flag import take_flag
from wellbeing.candles.models import Batch, Flag


@pytest.mark.django_db
def test_it_goes_alone_and_what_waits_goes_on_waiting(make_flag, let_wait, now):
    let_wait(unlit=3)
    let_wait(lit=1, bare=True)

    send_now(body=make_flag(lit=True), now=now)

    assert Batch.objects.count() == 1
    assert Flag.objects.filter(batch=None).count() == 4


@pytest.mark.django_db
def test_a_flag_that_waits_already_is_hurried(make_flag, now):
    body = make_flag(lit=True)
    take_flag(body=body, now=now)

    send_now(body=body, now=now)

    assert Flag.waiting().count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("gone", [False, True], ids=["gathered", "routed"])
def test_sent_again_it_hurries_nobody_else(make_flag, let_wait, now, gone):
    body = make_flag(lit=True)
    send_now(body=body, now=now)
    if gone:
        Flag.objects.all().delete()
    let_wait(unlit=2)

    send_now(body=body, now=now)

    assert Flag.waiting().count() == 2
    assert Batch.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_go_each_by_itself_and_once(make_flag, now):
    bodies = [make_flag() for _ in range(8)]

    assert race(lambda body: send_now(body=body, now=now), bodies * 2) == [None] * 16

    assert Flag.objects.count() == 8
    assert Flag.waiting().count() == 0
    assert Batch.objects.count() == 8
