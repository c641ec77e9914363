"""A wave made for one person, as docs/attacks.md has it over fewer candles."""

import pytest

from . import small_wave

ROWS = {row.title: row for row in small_wave.ROWS}
TRIALS = 80


def found(title):
    return small_wave.figure(ROWS[title], trials=TRIALS)


def test_a_candle_when_everybody_is_invited_is_anybodys():
    tally = found("everybody is invited")

    assert tally.success == pytest.approx(tally.chance)


def test_seven_real_people_hide_one_another():
    assert found("seven people are invited, the fewest that a wave takes").interval()[1] < 1 / small_wave.LEAST


@pytest.mark.parametrize("row", [row for row in small_wave.ROWS if row.expects == "above"], ids=lambda row: row.title)
def test_without_seven_real_people_the_one_is_named(row):
    assert small_wave.figure(row, trials=TRIALS).is_above
