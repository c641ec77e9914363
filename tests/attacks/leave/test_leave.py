"""Who guesses which leave came of which candle: the table of docs/attacks.md over fewer months (`make trial`: 500)."""

from functools import cache

import pytest

from . import grid
from .calendar_days import month_of
from .table import figure, towns
from .views import stolen_leave

MONTHS = 100
SHOWN = {world.title: world for world in (grid.PRODUCT, *grid.WITHOUT, *grid.OTHERWISE)}


@cache
def played(title):
    return towns(MONTHS, *SHOWN[title].play())


def found(title, party):
    return figure(party, played(title))


@pytest.mark.parametrize("party", [grid.KEEPER, grid.DESK_ASIDE, grid.MANAGER_ASIDE])
def test_what_one_party_sees_tells_no_more_than_chance(party):
    assert not found("as the product is", party).is_above


@pytest.mark.parametrize(
    "title",
    [
        "entitlement passes for one person in ten",
        "a fifth of offers of a kind that nobody holds",
        "everybody goes on above the common number",
    ],
)
def test_the_desk_when_numbers_or_kinds_differ_finds_more(title):
    assert found(title, grid.DESK_ASIDE).is_above


def test_keeper_and_desk_together_without_batches_find_more():
    with_batches, without = found("as the product is", grid.TOGETHER), found("no batches", grid.TOGETHER)

    assert without.low > with_batches.high


def test_both_databases_when_they_hold_times_tell_more():
    days, times = found("days in both databases", grid.STOLEN), found("times in both databases", grid.STOLEN)

    assert times.low > days.high


@pytest.mark.parametrize("party", [grid.STOLEN, grid.NAMED])
def test_what_is_stolen_afterwards_tells_no_more_than_chance(party):
    assert not found("as the product is", party).is_above


def test_days_that_coincide_are_what_both_databases_would_tell():
    assert found("days in both databases", grid.STOLEN).is_above


def test_were_nobody_asked_to_collect_first_leave_of_who_has_none_would_come_of_a_candle():
    came = [
        leave.candle is not None
        for town in played("who asked for passes is kept")
        for leave in town.leave
        if not stolen_leave(leave, month_of(leave.handed), town).asked[2]
    ]

    assert set(came) == {True}
