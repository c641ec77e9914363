"""Who names the owner of a candle: the table of docs/attacks.md over fewer candles (`make trial`: a thousand)."""

from functools import cache

import pytest

from . import lone
from .cover import BY_DAY, BY_NIGHT, STANDING, Place, covers
from .keeper import PAGES, SENDS, TIMES

TRIALS, LEARNED = 120, 12_000
WITHOUT = [row for row in lone.ROWS if row.expects == lone.ABOVE]


@cache
def found(title, knows=TIMES, candles=lone.WITH_BALLOT):
    [row] = [row for row in lone.ROWS if (row.title, row.knows, row.candles) == (title, knows, candles)]
    return lone.figure(row, trials=TRIALS, learned=LEARNED)


@pytest.mark.parametrize("knows", [SENDS, TIMES, PAGES])
def test_a_keeper_who_knows_times_names_who_ticked_as_often_as_chance_does(knows):
    assert not found("", knows).is_above


@pytest.mark.parametrize("row", WITHOUT, ids=lambda row: f"{row.title}: {row.candles}")
def test_without_a_protection_more_are_named(row):
    assert lone.figure(row, trials=TRIALS, learned=LEARNED).is_above


def test_when_flags_are_opened_as_they_come_everybody_is_named():
    assert found("flags are opened as they come").success == 1.0


def test_a_colleague_around_a_flag_names_its_owner_only_if_who_sends_at_once_takes_others_along():
    around = found("a colleague sends at once around it", candles=lone.FOLLOWED)
    along = found("the same, and takes along who waits", candles=lone.FOLLOWED)

    assert not around.is_above
    assert along.success > 0.95


def test_flags_without_a_pass_hurry_nobody():
    assert not found("a colleague sends eight without a pass", candles=lone.FOLLOWED).is_above


def test_a_flag_of_the_standing_page_is_hidden_by_empty_ones_and_by_no_waiting():
    """A limit that docs/promises.md names: in a small organisation half of them are opened alone all the same."""
    now = covers(Place("", {}), months=150)
    nobody = covers(Place("", {"covering": 0.0}, {"patience": 7}), months=150)
    many = covers(Place("", {"people": 300}), months=60)

    assert nobody[STANDING].alone > 0.5
    assert 0.3 < now[STANDING].alone < 0.65
    assert many[STANDING].alone < 0.15
    assert now[BY_DAY].alone < now[BY_NIGHT].few < 0.5


def test_no_flag_waits_for_more_than_a_day():
    assert max(cover.longest for cover in covers(Place("", {}), months=150).values()) <= 24
