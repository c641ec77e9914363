"""The attack of tests/attacks/leave opens flags by the same rule as the product's router."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings

from tests.attacks.leave import habits
from tests.attacks.leave.candles import openings
from wellbeing.candles.deeds.gather_flags import gather_flags
from wellbeing.candles.models import Batch, Flag

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)
COMING = [0.3, 0.35, *[0.4] * 6, 0.45, 0.6, 1.1, *[1.3] * 8, 2.7]  # days after Monday began


def test_hours_and_minimum_are_the_products():
    assert (list(habits.HOURS), habits.MINIMUM) == (settings.ROUTER_HOURS, settings.ROUTER_MINIMUM)


@pytest.mark.usefixtures("house")
def test_flags_are_gathered_when_the_attacks_are_opened(let_wait):
    begins = datetime(2026, 11, 23, tzinfo=UTC)
    gathered = []
    for hour in range(4 * 24):
        for time in COMING:
            if hour - 1 < time * 24 <= hour:
                let_wait(unlit=1, day=MONDAY + timedelta(days=int(time)))
        gather_flags(now=begins + timedelta(hours=hour))
        gathered += [hour / 24] * Flag.objects.exclude(batch=None).count()
        Flag.objects.exclude(batch=None).delete()
        Batch.objects.all().delete()

    opened = openings(time + index / 1e6 for index, time in enumerate(COMING))
    assert gathered == sorted(opened.values())
