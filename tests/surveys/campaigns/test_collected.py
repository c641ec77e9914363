"""Who has collected what is theirs, as the leave desk asks before somebody redeems a pass."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from surveys.campaigns.asking import token
from surveys.campaigns.collected import has_collected
from surveys.campaigns.models import Notice
from surveys.people.models import Employee
from tests.surveys.campaigns.asker import Asker
from tests.surveys.campaigns.collector import Collector
from tests.surveys.people.conftest import someone
from wellbeing.desk import collecting

Post = Callable[..., Any]


def test_the_spare_passes_of_the_month_and_those_of_the_quarter_for_rest(
    asker: Asker, post: Post, now: datetime
) -> None:
    who = asker.invitation.employee
    newest = Notice.newest_house()
    assert newest is not None
    assert who is not None
    answers = [has_collected(who, now)]
    post(Collector(newest.read()).body(token(asker.invitation.id)))
    answers.append(has_collected(who, now))
    post(asker.body("spare"))
    answers.append(has_collected(who, now))

    assert answers == [False, False, True]
    assert not has_collected(Employee.objects.exclude(pk=who.pk)[0], now)


def test_spare_passes_alone_are_not_all(asker: Asker, post: Post, now: datetime) -> None:
    assert asker.invitation.employee is not None
    post(asker.body("spare"))

    assert not has_collected(asker.invitation.employee, now)


@pytest.mark.usefixtures("asker")
def test_where_there_is_nothing_to_collect_nobody_is_asked_to(now: datetime) -> None:
    """A month and a quarter whose keys are not announced yet."""
    assert has_collected(Employee.objects.all()[0], now + timedelta(days=120))


@pytest.mark.django_db
def test_the_desk_asks_this_room(now: datetime, asker: Asker) -> None:
    who = someone(number="new", email="new@example.org")

    assert not collecting.has_collected(who, now)
