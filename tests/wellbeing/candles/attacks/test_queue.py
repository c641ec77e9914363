"""The attack of tests/attacks/queue opens flags by the product's rule; and what a colleague's flag at once does not."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.conf import settings

from tests.attacks.queue.flags import Flag as Sent
from tests.attacks.queue.router import Rule, openings
from wellbeing.candles.batches import into_batches
from wellbeing.candles.deeds.gather_flags import gather_flags
from wellbeing.candles.deeds.send_now import send_now
from wellbeing.candles.models import Batch, Flag, RouterKey

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
DAYS = 3
MINUTE = 1 / 60  # of an hour, in which times are counted here


def some_flags(chance):
    """On whole minutes, many of them in the router's hours, by day and by night; some without a pass."""
    times = sorted(chance.sample(range(DAYS * 24 * 60 - 1), chance.choice([3, 12, 30])))
    rush = chance.randrange(DAYS) * 24 * 60 + chance.choice([8, 12, 16]) * 60
    times = sorted({*times, *(rush + chance.randrange(-30, 50) for _ in range(chance.choice([0, 9, 15])))} - {0})
    return [
        Sent(minute * MINUTE, number, at_once=chance.random() < 0.05, bare=chance.random() < 0.2)
        for number, minute in enumerate(times)
    ]


def take(sent, now):
    """As `taking` keeps it, with the sender's number in the envelope's place."""
    router = RouterKey.objects.get(month="2026-11")
    Flag.objects.create(router=router, sealed=sent.person.to_bytes(4, "big"), day=now.date(), bare=sent.bare)


def opened_by_the_product(flags):
    """By number of the sender: the minute at which each was in a batch, and with whom."""
    coming, found = {round(flag.time / MINUTE): flag for flag in flags}, {}
    moments = sorted({*coming, *range(0, (DAYS + 1) * 24 * 60, 60)})
    for minute in moments:
        now = MONDAY + timedelta(minutes=minute, seconds=20)
        if minute in coming:
            take(coming[minute], now)
            if coming[minute].at_once:
                newest = Flag.objects.get(sealed=coming[minute].person.to_bytes(4, "big"))
                into_batches([newest.id])  # as send_now does
        gather_flags(now=now)
        if Batch.objects.exists():
            people = frozenset(int.from_bytes(flag.sealed, "big") for flag in Flag.objects.exclude(batch=None))
            found |= dict.fromkeys(people, (minute, people))
            Flag.objects.exclude(batch=None).delete()
            Batch.objects.all().delete()
    return found


def opened_by_the_attack(flags):
    return {
        flag.person: (round(batch.opened / MINUTE), frozenset(one.person for one in batch.flags))
        for batch in openings(flags, Rule())
        for flag in batch.flags
    }


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("seed", range(6))
def test_random_flags_are_opened_as_the_attack_opens_them(seed):
    flags = some_flags(Random(seed))

    assert opened_by_the_product(flags) == opened_by_the_attack(flags)


def test_the_attacks_hours_and_minimum_are_the_products():
    rule = Rule()

    assert (list(rule.hours), rule.minimum) == (settings.ROUTER_HOURS, settings.ROUTER_MINIMUM)


@pytest.mark.usefixtures("house", "worker")
def test_a_colleague_who_sends_at_once_around_somebody_takes_nobody_along(make_flag, let_wait, now):
    let_wait(unlit=3)
    send_now(body=make_flag(lit=False), now=now)
    let_wait(unlit=1)  # the one who is watched

    send_now(body=make_flag(lit=False), now=now + timedelta(minutes=1))

    assert [Flag.objects.filter(batch=batch).count() for batch in Batch.objects.all()] == [1, 1]
    assert Flag.objects.filter(batch=None).count() == 4


@pytest.mark.usefixtures("house")
def test_a_flag_of_the_night_is_opened_alone_at_midnight(let_wait):
    """Another: a day is the most that anybody waits."""
    let_wait(unlit=1, day=date(2026, 11, 23))
    opened = [hour for hour in range(9, 25) if gather_flags(now=MONDAY + timedelta(hours=hour))]

    assert opened == [24]
    assert Flag.objects.exclude(batch=None).count() == 1
