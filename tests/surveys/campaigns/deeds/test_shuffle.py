"""The nightly rewriting keeps every row and no order, also while the door is busy."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event
from typing import Any

import pytest
from django.db import connection, connections

from surveys.campaigns.asking import read_asking
from surveys.campaigns.deeds.issue_passes import issue_passes
from surveys.campaigns.deeds.shuffle import SETTLED, shuffle
from surveys.campaigns.models import Collecting, Invitation, Issued, IssuedEntitlement, IssuedSpare, Wave
from tests.surveys.campaigns.asker import Asker
from tests.surveys.campaigns.conftest import NOW


def contents(model: Any) -> list[tuple[Any, ...]]:
    return sorted(map(repr, model.objects.values_list()))


def as_written(model: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {model._meta.db_table} ORDER BY ctid")
        return [row[0] for row in cursor.fetchall()]


def test_rows_keep_their_content_and_lose_their_order(opened: Wave, now: datetime) -> None:
    rows = [Issued(invitation=row, group="ballot", digest=b"x") for row in Invitation.objects.all()]
    Issued.objects.bulk_create(rows)
    for invitation in Invitation.objects.all():
        IssuedSpare.objects.create(employee_id=invitation.employee_id, month="2026-11", digest=b"x")
        IssuedEntitlement.objects.create(employee_id=invitation.employee_id, quarter="2026-Q4", digest=b"x")
        Collecting.objects.create(employee_id=invitation.employee_id, day=now.date())
    tables = (Invitation, Issued, IssuedSpare, IssuedEntitlement, Collecting)
    before, order = [contents(table) for table in tables], [as_written(table) for table in tables]

    assert shuffle(now=now) == 5 * 42

    assert [contents(table) for table in tables] == before
    assert all(as_written(table) != was for table, was in zip(tables, order, strict=True))
    assert [len(written_by(table)) for table in tables] == [1] * 5


def written_by(model: Any) -> set[Any]:
    """The transactions that wrote the rows, as PostgreSQL's own columns tell."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT xmin::text FROM {model._meta.db_table}")
        return {row[0] for row in cursor.fetchall()}


def test_who_was_to_collect_is_forgotten_two_days_later(opened: Wave, now: datetime) -> None:
    employee = Invitation.objects.order_by("id")[0].employee_id
    Collecting.objects.create(employee_id=employee, day=now.date())

    shuffle(now=now + timedelta(days=1))
    kept = Collecting.objects.count()
    shuffle(now=now + timedelta(days=2))

    assert (kept, Collecting.objects.count()) == (1, 0)


def test_who_got_passes_for_rest_is_forgotten_a_week_after_the_quarter(opened: Wave, now: datetime) -> None:
    employee = Invitation.objects.order_by("id")[0].employee_id
    for quarter in ("2026-Q3", "2026-Q4"):
        IssuedEntitlement.objects.create(employee_id=employee, quarter=quarter, digest=b"x")

    shuffle(now=now.replace(month=10, day=7))
    assert IssuedEntitlement.objects.count() == 2
    shuffle(now=now.replace(month=10, day=8))

    assert list(IssuedEntitlement.objects.values_list("quarter", flat=True)) == ["2026-Q4"]


def test_who_asked_is_forgotten_once_the_wave_is_settled(opened: Wave, now: datetime) -> None:
    Issued.objects.create(invitation=Invitation.objects.all()[0], group="ballot", digest=b"x")

    shuffle(now=opened.closes + SETTLED)
    assert Issued.objects.count() == 1
    shuffle(now=opened.closes + SETTLED + timedelta(seconds=1))

    assert Issued.objects.count() == 0
    assert Invitation.objects.count() == 42


def test_who_got_spare_passes_is_forgotten_a_week_after_the_month(opened: Wave, now: datetime) -> None:
    [invitation] = Invitation.objects.all()[:1]
    for month in ("2026-10", "2026-11"):
        IssuedSpare.objects.create(employee_id=invitation.employee_id, month=month, digest=b"x")

    shuffle(now=now.replace(day=7))
    assert IssuedSpare.objects.count() == 2
    shuffle(now=now.replace(day=8))

    assert list(IssuedSpare.objects.values_list("month", flat=True)) == ["2026-11"]


@pytest.mark.django_db(transaction=True)
def test_the_door_serves_everybody_while_rows_are_rewritten(opened: Wave, now: datetime) -> None:
    askers = [Asker(opened, row) for row in Invitation.objects.order_by("id")[:24]]
    askings = [read_asking(json.dumps(asker.body("ballot")).encode()) for asker in askers]
    done = Event()

    def rewrite() -> int:
        times = 0
        while not done.is_set():
            shuffle(now=now)
            times += 1
        connections.close_all()
        return times

    def ask(mine: list[Any]) -> list[list[str]]:
        try:
            return [list(issue_passes(asking=asking, now=NOW)["groups"]["ballot"]) for asking in mine]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        times = pool.submit(rewrite)
        answers = [answer for part in pool.map(ask, [askings[i::3] for i in range(3)]) for answer in part]
        done.set()

    assert answers == [["signatures"]] * 24
    assert times.result() > 0
    assert Issued.objects.count() == 24
    assert Invitation.objects.count() == 42
