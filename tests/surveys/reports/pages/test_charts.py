"""Shapes: each figure stands where its words say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.reports.figures import Bar, Estimate, Share
from surveys.reports.pages.charts import Block, Chart, Stroke, bar, dot, stack, taking_part, trend


def share(percent: int, low: int = 0, high: int = 100) -> Share:
    return Share("exact", (low, high), percent=percent)


def band(low: int, high: int, reads: str = "exact") -> Share:
    return Share(reads, (0, 100), low=low, high=high)


def test_shares_stand_from_both_ends_and_what_is_left_is_no_answer():
    chart = stack([("favourable", share(50)), ("neutral", share(20)), ("unfavourable", share(25))])

    assert [(block.look, block.x, block.width) for block in chart.blocks] == [
        ("favourable", 0, 50),
        ("neutral", 50, 20),
        ("unfavourable", 75, 25),
    ]


def test_whiskers_end_where_the_intervals_do_each_from_its_own_side():
    chart = stack([("chosen", share(50, 40, 60)), ("not chosen", share(30, 20, 45))])

    level = [(one.x1, one.x2) for one in chart.strokes if one.y1 == one.y2]
    assert level == [(40, 60), (55, 80)]


def test_shares_that_were_rounded_up_do_not_overlap():
    chart = stack([("favourable", share(34)), ("neutral", share(34)), ("unfavourable", share(33))])

    assert chart.blocks[1] == Block(34, 0, 33, 24, "neutral")


def test_a_band_lies_where_its_words_say():
    groups = [
        ("favourable", band(60, 80, "or more")),
        ("neutral", band(0, 20)),
        ("unfavourable", band(20, 40, "or less")),
    ]

    chart = stack(groups)

    assert [(block.x, block.x + block.width) for block in chart.blocks] == [(60, 100), (0, 20), (0, 40)]
    assert chart.strokes == []


def test_an_estimate_is_a_dot_on_its_interval():
    chart = dot(Estimate(3.0, (2.0, 4.0)), ends=(1.0, 5.0))

    assert chart.strokes[1:] == [Stroke(25.0, 12, 75.0, 12, "reach"), Stroke(50.0, 12, 50.0, 12, "dot")]


def test_a_question_with_one_value_has_its_dot_in_the_middle():
    chart = dot(Estimate(3.0, (3.0, 3.0)), ends=(3.0, 3.0))

    assert chart.strokes[2].x1 == 50


@pytest.mark.parametrize(("shown", "look"), [(Bar(2, 10, "exact"), "tally"), (Bar(None, 10, "exact"), "unanswered")])
def test_a_bar_is_as_long_as_its_part_of_what_would_fill_the_field(shown: Bar, look: str):
    assert bar(shown, full=40).blocks == [Block(0, 0, 25, 24, look)]


def test_participation_that_is_not_shown_is_not_drawn():
    assert taking_part(None) == Chart(24, [])
    assert taking_part(63).blocks[0].width == 63


def test_a_trend_joins_whole_percents_and_leaves_gaps():
    chart = trend([share(20, 10, 30), share(40, 30, 50), None, band(60, 80), share(10, 0, 20)])

    assert [(one.x1, one.y1, one.x2, one.y2) for one in chart.strokes if one.look == "joint"] == [(10.0, 80, 30.0, 60)]
    assert [(one.x1, one.y1) for one in chart.strokes if one.look == "dot"] == [(10.0, 80), (30.0, 60), (90.0, 90)]
    assert [(block.x, block.y, block.height) for block in chart.blocks] == [(67.0, 20, 20)]


_percents = st.integers(0, 100)
_shares = st.builds(
    lambda p, ends: Share("about", (min(ends), max(ends)), percent=p), _percents, st.tuples(_percents, _percents)
)


@given(st.lists(_shares, min_size=2, max_size=3))
def test_nothing_is_drawn_outside_the_field(shares: list[Share]):
    chart = stack(list(zip(("favourable", "neutral", "unfavourable"), shares, strict=False)))

    assert all(0 <= block.x <= 100 and block.width >= 0 and block.x + block.width <= 100 for block in chart.blocks)
    assert all(0 <= x <= 100 for one in chart.strokes for x in (one.x1, one.x2))
