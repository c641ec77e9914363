"""The attack of tests/attacks/leave shows leave by the same rule as the product's batch."""

import math
from datetime import timedelta

import pytest

from tests.attacks.leave import desk, habits
from tests.wellbeing.desk.booking import NOW, QUARTER, TODAY
from wellbeing.desk.days import PATIENCE, shown_by
from wellbeing.desk.deeds.release_batch import release_batch
from wellbeing.desk.models import Leave

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
RULES = habits.Rules()
DAY = 100  # of the attack's months; here it is today
KINDS = {"day": True, "half-day": False}  # whether enough passes of it are out
OUT = {(kind, QUARTER): 0.0 if enough else math.inf for kind, enough in KINDS.items()}


@pytest.fixture
def waiting(person, other_side):
    """Leave of both kinds, of today and each of the nine days before."""
    terms = {"employee": person().employee, "quarter": QUARTER, "state": "waiting", "first": TODAY, "last": TODAY}
    for kind, enough in KINDS.items():
        other_side.show(kind, enough=enough)
        for ago in range(10):
            Leave.objects.create(kind_id=kind, handed_in=TODAY - timedelta(days=ago), **terms)


def test_the_batch_shows_what_the_attacks_desk_shows(waiting, settings):
    ages = {row.pk: (row.kind_id, (TODAY - row.handed_in).days) for row in Leave.objects.all()}

    release_batch(now=NOW.replace(hour=settings.LEAVE_BATCH_HOUR))

    shown = sorted(ages[row.pk] for row in Leave.objects.filter(state="asked"))
    of_attack = [(kind, ago) for kind in KINDS for ago in range(10) if desk.is_due(asked(kind, ago), DAY, OUT, RULES)]
    assert shown == sorted(of_attack)


def asked(kind, ago):
    return desk.Leave(1, kind, QUARTER, DAY - ago + 0.5)


@pytest.mark.parametrize("enough", [True, False])
def test_the_day_by_which_it_is_shown_is_the_attacks(enough):
    after = (shown_by(TODAY, enough=enough) - TODAY).days

    assert desk.latest(DAY, is_out=enough, rules=RULES) == DAY + after


def test_patience_and_hour_are_the_products(settings):
    assert (habits.PATIENCE, habits.BATCH_HOUR) == (PATIENCE, settings.LEAVE_BATCH_HOUR)
