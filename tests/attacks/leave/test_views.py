"""What parties see holds what the table of promises and the columns say, and nothing finer."""

import math
from dataclasses import replace

import pytest

from .calendar_days import MEASURED, ends
from .habits import Habits, Rules
from .months import live
from .views import away, booked, stolen_candle, stolen_leave

MONTH = MEASURED[2]


@pytest.fixture(scope="module")
def town():
    return live(0, Habits(), Rules())


def taken(town, month=MONTH):
    return [candle for candle in town.candles if candle.taken and candle.taken < ends()[month]]


def test_stolen_rows_hold_whole_days_and_hours_while_open(town):
    found = [stolen_candle(candle, month, town.rules) for month in MEASURED for candle in taken(town, month)]
    rows = [row for row in found if row]

    assert {row.closed is None for row in rows} == {True, False}
    assert all((row.closed is None) == (row.lit is not None) for row in rows)
    assert all(day == int(day) for row in rows for day in (row.visited, row.closed) if day is not None)


def test_candles_that_are_over_for_a_month_are_erased(town):
    old = [candle for candle in taken(town) if candle.closed and max(candle.closed, *candle.visits) < 100]
    assert old

    assert [stolen_candle(candle, MONTH, town.rules) for candle in old] == [None] * len(old)


def test_stolen_leave_holds_the_day_of_its_batch_or_of_waiting(town):
    rows = [stolen_leave(leave, MONTH, town) for leave in town.leave if leave.handed < ends()[MONTH]]

    for row, leave in zip(rows, town.leave, strict=False):
        assert row.handed_in == math.floor(leave.handed if row.waits else leave.shown)


def test_stolen_leave_under_the_other_rule_forgets_its_day(town):
    forgetful = replace(town, rules=Rules(batch_day=False, padded=True))
    rows = [stolen_leave(leave, MONTH, forgetful) for leave in town.leave if leave.shown < ends()[MONTH]]

    assert {(row.handed_in, row.asked) for row in rows} == {(None, (True, True, True))}


def test_the_desk_sees_times_of_what_is_wanted_today_alone(town):
    rows = booked(town)

    assert {row.shown % 1 for row in rows if not row.at_once} == {0.25}
    assert any(row.at_once for row in rows)


def test_managers_see_no_kind(town):
    assert not hasattr(away(town)[0], "kind")
