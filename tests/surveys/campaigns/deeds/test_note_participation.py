"""R10: one figure a day for the whole organisation, in steps of five points."""

from datetime import datetime, timedelta

from surveys.campaigns.deeds.note_participation import note_participation
from surveys.campaigns.models import Invitation, Issued, Participation, Wave


def issue(count: int, group: str = "ballot") -> None:
    rows = Invitation.objects.exclude(issued__group=group)[:count]
    Issued.objects.bulk_create(Issued(invitation=row, group=group, digest=b"x") for row in rows)


def test_figures_are_rounded_down_and_noted_once_a_day(opened: Wave, now: datetime) -> None:
    issue(9)  # of 42: 21.4 %
    issue(30, "labels")
    tomorrow = now + timedelta(days=1)

    assert (note_participation(now=tomorrow), note_participation(now=tomorrow + timedelta(hours=3))) == (1, 0)
    issue(33)
    assert note_participation(now=tomorrow + timedelta(days=1)) == 1

    assert list(Participation.objects.order_by("day").values_list("percent", flat=True)) == [20, 100]


def test_nothing_is_noted_on_the_first_day_or_after_the_close(opened: Wave, now: datetime) -> None:
    assert note_participation(now=now + timedelta(hours=1)) == 0
    assert note_participation(now=opened.closes) == 0
    assert not Participation.objects.exists()
