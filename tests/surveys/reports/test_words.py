"""Figures in words."""

import pytest

from surveys.reports import words
from surveys.reports.figures import Bar, Estimate, Share


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (Share("exact", (50, 72), percent=62), "62 %"),
        (Share("or more", (50, 72), percent=62), "62 % or more"),
        (Share("or less", (50, 72), percent=62), "62 % or less"),
        (Share("about", (50, 72), percent=62), "about 62 %"),
        (Share("exact", (10, 72), low=40, high=60), "40 to 60 %"),
        (Share("or more", (10, 72), low=60, high=80), "60 % or more"),
        (Share("or less", (10, 72), low=20, high=40), "40 % or less"),
        (Share("about", (10, 72), low=40, high=60), "about 40 to 60 %"),
    ],
)
def test_a_share_reads_as_it_was_coded(shown: Share, text: str):
    assert words.share(shown) == text


def test_intervals_and_counts_read_plainly():
    assert words.reach(Estimate(3.4, (3.0, 3.8)), decimals=1) == "3.0 to 3.8"
    assert words.reach(Share("exact", (50, 72), percent=62)) == "50 to 72"
    assert words.bar(Bar(3, 12, "exact")) == "12"
    assert words.bar(Bar(3, 38, "or more")) == "38 or more"
    assert words.bar(Bar(3, 38, "about")) == "about 38"


@pytest.mark.parametrize(
    ("percent", "text"), [(None, "not shown"), (10, "10 % or less"), (63, "63 %"), (90, "90 % or more")]
)
def test_participation_tells_nothing_beyond_its_ends(percent: int | None, text: str):
    assert words.participation(percent) == text


def test_a_text_without_english_is_shown_in_the_language_it_has():
    assert words.in_english({"de": "Schicht"}) == "Schicht"
