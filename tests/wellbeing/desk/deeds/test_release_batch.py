"""The daily batch: when the desk is shown what waits, once a day, and what waits on."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.wellbeing.desk.booking import NOW, State, states
from wellbeing.desk.deeds.release_batch import release_batch
from wellbeing.desk.models import Leave

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
NEXT = NOW.replace(day=25, hour=6)


@pytest.fixture
def waiting(person, other_side):
    """Somebody's request of 24 November."""
    ann = person()
    ann.ask(other_side.pass_for(), "2026-12-08")
    return ann


def test_what_waits_is_shown_at_the_hour_of_the_next_day(waiting):
    same_day, too_early = release_batch(now=NOW), release_batch(now=NEXT - timedelta(minutes=1))

    assert (same_day, too_early, release_batch(now=NEXT)) == (0, 0, 1)
    assert states() == ["asked"]


def test_a_batch_is_once_a_day(waiting, person, other_side):
    release_batch(now=NEXT)
    person("ben").ask(other_side.pass_for(), "2026-12-08")

    again, next_day = release_batch(now=NEXT + timedelta(hours=9)), release_batch(now=NEXT + timedelta(days=1))

    assert (again, next_day) == (0, 1)


def test_the_hour_is_that_of_the_organisation(waiting, settings):
    settings.ORGANISATION_ZONE = ZoneInfo("Asia/Tokyo")
    settings.LEAVE_BATCH_HOUR = 9

    early, due = release_batch(now=NOW.replace(hour=23, minute=59)), release_batch(now=NOW.replace(day=25, hour=0))

    assert (early, due) == (0, 1)


def test_a_batch_that_no_worker_ran_at_its_hour_is_caught_up(waiting):
    assert release_batch(now=NEXT + timedelta(hours=17)) == 1


def test_a_kind_that_few_hold_waits_for_more_or_for_a_week(waiting, other_side):
    other_side.show(enough=False)

    before = [release_batch(now=NEXT + timedelta(days=after)) for after in range(6)]

    assert (before, states()) == ([0] * 6, ["waiting"])
    assert release_batch(now=NEXT + timedelta(days=6)) == 1


def test_a_kind_that_is_out_in_numbers_by_then_waits_no_longer(waiting, other_side):
    other_side.show(enough=False)
    release_batch(now=NEXT)

    other_side.show(enough=True)

    assert release_batch(now=NEXT + timedelta(days=1)) == 1


def test_another_kind_or_quarter_does_not_help(waiting, other_side):
    other_side.show(enough=False)
    other_side.show("half-day", enough=True)
    other_side.show("day", "2026-Q3", enough=True)

    assert release_batch(now=NEXT) == 0


def test_whoever_left_or_cancelled_is_not_shown(waiting, person, other_side):
    ben = person("ben")
    ben.ask(other_side.pass_for(), "2026-12-08")
    ben.client.post(f"/rest/{ben.leave().pk}/cancel/")
    waiting.employee.is_active = False
    for field in ("email", "group"):
        setattr(waiting.employee, field, None)
    waiting.employee.name = ""
    waiting.employee.save()

    assert release_batch(now=NEXT) == 0
    assert Leave.objects.filter(state=State.ASKED).count() == 0


def test_from_the_batch_on_nothing_tells_on_which_day_it_was_handed_in(waiting, other_side):
    other_side.show(enough=False)

    release_batch(now=NEXT + timedelta(days=6))

    assert Leave.objects.get().handed_in is None
