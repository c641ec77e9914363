"""What a page may show of a wave's progress, in every state."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime, timedelta

import pytest

from surveys.campaigns.deeds.cancel_wave import cancel_wave
from surveys.campaigns.models import Invitation, Issued, Participation, Wave
from surveys.campaigns.progress import Day, Mails, Progress, grace_ends, mails_of, progress_of

Plan = Callable[..., Wave]


def test_mails_are_counted_by_what_became_of_them(opened: Wave, now: datetime) -> None:
    some = list(Invitation.objects.values_list("pk", flat=True)[:5])
    Invitation.objects.filter(pk__in=some[:4]).update(mail="sent")
    Invitation.objects.filter(pk=some[4]).update(mail="refused")

    mails = progress_of(opened, now=now).mails

    assert mails == Mails(waiting=37, sent=4, refused=1)
    assert mails.invited == 42


def test_a_list_of_waves_is_counted_at_once(
    opened: Wave, plan: Plan, now: datetime, django_assert_num_queries: Callable[..., object]
) -> None:
    later = plan(campaign="Another", opens=now + timedelta(days=40))

    with django_assert_num_queries(1):
        counted = mails_of([opened, later])

    assert counted == {opened.pk: Mails(waiting=42)}


def test_days_come_oldest_first_and_nothing_finer_than_they_is_shown(opened: Wave, now: datetime) -> None:
    Issued.objects.create(invitation=Invitation.objects.all()[0], group="ballot", digest=b"x")
    for day, percent in ((4, 35), (3, 20)):
        Participation.objects.create(wave=opened, day=date(2026, 11, day), percent=percent)

    progress = progress_of(opened, now=now)

    assert progress.days == [Day(date(2026, 11, 3), 20), Day(date(2026, 11, 4), 35)]
    assert progress.latest == Day(date(2026, 11, 4), 35)
    assert [field.name for field in fields(Progress)] == ["state", "mails", "days", "next_step"]


def test_a_wave_that_is_planned_has_neither_mails_nor_days(plan: Plan, now: datetime) -> None:
    progress = progress_of(plan(), now=now)

    assert (progress.state, progress.mails, progress.days, progress.latest) == (Wave.State.PLANNED, Mails(), [], None)


def test_the_hours_of_grace_are_added_to_the_close(opened: Wave) -> None:
    assert grace_ends(opened) == opened.closes + timedelta(hours=6)


@pytest.mark.parametrize(
    "state, sent, after, words",
    [
        ("announced", 0, timedelta(0), "announced, and opens as soon as"),
        ("open", 41, timedelta(0), "being sent"),
        ("open", 42, timedelta(0), "People are answering"),
        ("closed", 42, timedelta(days=7), "taken for some hours more"),
        ("closed", 42, timedelta(days=8), "as soon as the ballots are counted"),
        ("closed", 0, timedelta(days=7), "closed before anybody could be invited"),
    ],
)
def test_the_next_step_is_told(
    announced: Wave, now: datetime, state: str, sent: int, after: timedelta, words: str
) -> None:
    Wave.objects.filter(pk=announced.pk).update(state=state)
    some = list(Invitation.objects.values_list("pk", flat=True)[:sent])
    Invitation.objects.filter(pk__in=some).update(mail="sent")
    announced.refresh_from_db()

    assert words in progress_of(announced, now=now + after).next_step


def test_the_next_step_of_a_wave_that_nobody_was_told_of(plan: Plan, now: datetime) -> None:
    early = plan(opens=now + timedelta(days=1))
    told = [progress_of(early, now=moment).next_step for moment in (now, early.opens)]
    cancel_wave(wave=early)
    told.append(progress_of(early, now=now).next_step)

    assert "you can change or cancel it" in told[0]
    assert "It is due" in told[1]
    assert "was cancelled" in told[2]
