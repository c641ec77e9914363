"""What parties see holds what the table of promises and the columns say, and nothing finer."""

import math
from dataclasses import replace

import pytest

from .calendar_days import MEASURED, begins, ends, month_of
from .habits import Habits, Rules
from .months import live
from .views import away, booked, stolen_candle, stolen_leave

MONTH = MEASURED[2]


@pytest.fixture(scope="module")
def town():
    return live(0, Habits(), Rules())


def taken(town, month=MONTH):
    return [candle for candle in town.candles if candle.taken and candle.taken < ends()[month]]


DAYS = Rules(batch_day=True, visits="day", hours=True, forgotten=False, collects_first=False)


def test_stolen_rows_hold_months_and_no_hours(town):
    found = [stolen_candle(candle, month, town.rules) for month in MEASURED for candle in taken(town, month)]
    rows = [row for row in found if row]

    assert {row.closed is None for row in rows} == {True, False}
    assert {row.lit for row in rows} == {None}
    assert {day for row in rows for day in (row.visited, row.closed) if day is not None} <= set(begins().values())


def test_stolen_rows_under_the_old_rule_hold_whole_days_and_hours_while_open(town):
    found = [stolen_candle(candle, month, DAYS) for month in MEASURED for candle in taken(town, month)]
    rows = [row for row in found if row]

    assert {row.closed is None for row in rows} == {True, False}
    assert all((row.closed is None) == (row.lit is not None) for row in rows)
    assert all(day == int(day) for row in rows for day in (row.visited, row.closed) if day is not None)


def test_candles_that_are_over_for_a_month_are_erased(town):
    old = [candle for candle in taken(town) if candle.closed and max(candle.closed, *candle.visits) < 60]
    assert old

    assert [stolen_candle(candle, MONTH, rules) for candle in old for rules in (town.rules, DAYS)] == [None] * 2 * len(
        old
    )


def test_candles_are_kept_for_a_whole_month_after_that_of_their_end(town):
    [first, second, third] = MEASURED[:3]
    ended = [
        candle
        for candle in town.candles
        if candle.closed and begins()[first] <= min(candle.closed, *candle.visits)
        and max(candle.closed, *candle.visits) < ends()[first]
    ]  # fmt: skip
    assert ended

    assert {stolen_candle(candle, second, town.rules) is None for candle in ended} == {False}
    assert {stolen_candle(candle, third, town.rules) is None for candle in ended} == {True}


def test_stolen_leave_forgets_its_day_once_it_is_shown(town):
    rows = [(stolen_leave(leave, MONTH, town), leave) for leave in town.leave if leave.handed < ends()[MONTH]]

    assert {row.waits for row, _ in rows} == {True, False}
    for row, leave in rows:
        assert row.handed_in == (math.floor(leave.handed) if row.waits else None)


def test_stolen_leave_under_the_old_rule_holds_the_day_of_its_batch(town):
    kept = replace(town, rules=DAYS)
    rows = [stolen_leave(leave, MONTH, kept) for leave in town.leave if leave.handed < ends()[MONTH]]

    for row, leave in zip(rows, town.leave, strict=False):
        assert row.handed_in == math.floor(leave.handed if row.waits else leave.shown)


def test_who_asked_is_forgotten_with_the_month_and_the_quarter(town):
    months = [month for month in MEASURED if month != MONTH]
    rows = [stolen_leave(leave, month, town).asked for month in months for leave in town.leave]
    kept = replace(town, rules=DAYS)
    old = [stolen_leave(leave, month, kept).asked for month in months for leave in town.leave]

    assert {last for _, last, _ in rows} == {True}
    assert {last for _, last, _ in old} == {True, False}


def test_whoever_hands_in_has_collected_in_that_month(town):
    own = [(leave, month_of(leave.handed)) for leave in town.leave if month_of(leave.handed) in MEASURED]

    assert {stolen_leave(leave, month, town).asked for leave, month in own} == {(True, True, True)}


def test_the_desk_sees_times_of_what_is_wanted_today_alone(town):
    rows = booked(town)

    assert {row.shown % 1 for row in rows if not row.at_once} == {0.25}
    assert any(row.at_once for row in rows)


def test_managers_see_no_kind(town):
    assert not hasattr(away(town)[0], "kind")
