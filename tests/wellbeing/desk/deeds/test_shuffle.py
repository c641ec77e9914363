"""The nightly rewriting: the same rows in another order, and what nobody needs any more gone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.db import connection, connections

from tests.wellbeing.desk.booking import NOW
from wellbeing.desk.deeds.decide import approve, decline
from wellbeing.desk.deeds.shuffle import KEPT, shuffle
from wellbeing.desk.models import Leave, LeaveBatch, LeaveMail, SpentBreakPass

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
MODELS = (Leave, LeaveMail, SpentBreakPass)


@pytest.fixture
def leave(person, other_side):
    """Six people's, one of them booked."""
    for name in ("ann", "ben", "cem", "dee", "eve", "fay"):
        person(name).ask(other_side.pass_for(), when="today")
    approve(leave=Leave.objects.get(employee__name="Cem"))


def rows() -> list[list[dict[str, Any]]]:
    return [sorted(map(_plain, model.objects.values()), key=lambda row: str(row["id"])) for model in MODELS]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}


def order(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} ORDER BY ctid")
        return [row[0] for row in cursor.fetchall()]


def test_every_row_keeps_its_content(leave):
    before = rows()

    assert shuffle(now=NOW) == 6 + 1 + 6
    assert rows() == before


@pytest.mark.parametrize("table", ["desk_leave", "desk_spentbreakpass"])
def test_the_order_of_writing_is_gone(leave, table):
    written = order(table)

    orders = []
    for _ in range(6):
        shuffle(now=NOW)
        orders.append(order(table))

    assert any(found != written for found in orders)
    assert all(sorted(found) == sorted(written) for found in orders)


def test_what_nobody_needs_any_more_is_forgotten(leave, other_side):
    Leave.objects.filter(employee__name="Ann").update(first=NOW - KEPT - timedelta(2), last=NOW - KEPT - timedelta(1))
    Leave.objects.filter(employee__name="Cem").update(first=NOW - timedelta(2), last=NOW - timedelta(1))
    LeaveBatch.objects.create(day=NOW.date() - timedelta(1))

    shuffle(now=NOW)

    assert (Leave.objects.count(), LeaveMail.objects.count(), LeaveBatch.objects.count()) == (5, 0, 0)


def test_a_spent_pass_is_remembered_as_long_as_its_key_is_good(leave):
    still = NOW.replace(year=2027, month=3, day=31)
    no_longer = NOW.replace(year=2027, month=4, day=1)

    shuffle(now=still)
    before = SpentBreakPass.objects.count()
    shuffle(now=no_longer)

    assert (before, SpentBreakPass.objects.count()) == (6, 0)


def test_a_pass_whose_row_is_forgotten_is_too_old_to_be_used_again(person, other_side):
    ann, given = person(), other_side.pass_for()
    ann.ask(given)
    later = NOW.replace(year=2027, month=4, day=1)
    shuffle(now=later)

    with time_machine.travel(later, tick=False):
        answer = person("ben").ask(given, "2027-05-01")

    assert (SpentBreakPass.objects.count(), answer.status_code) == (0, 410)


def test_a_mail_that_was_sent_is_not_sent_again_after_the_night(leave, mailbox):
    LeaveMail.objects.update(state=LeaveMail.State.SENT)

    shuffle(now=NOW)

    assert set(LeaveMail.objects.values_list("state", flat=True)) == {"sent"}


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_in_a_circle_when_the_night_comes(person, other_side):
    people = [person(name) for name in ("ann", "ben", "cem", "dee")]
    passes, together = [other_side.pass_for() for _ in people], Barrier(5)

    def work(place: int) -> int:
        together.wait()
        try:
            if place == 4:
                return sum(shuffle(now=NOW) >= 0 for _ in range(6))
            ann = people[place]
            ann.ask(passes[place], when="today")
            decline(leave=ann.leave(), note="no")
            return ann.ask(passes[place], "2026-12-08").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(work, range(5)))

    assert answers == [302] * 4 + [6]
    assert (Leave.objects.count(), SpentBreakPass.objects.count()) == (8, 4)
