"""Figures in words."""

import pytest
from django.utils import translation

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
    assert words.share(shown).replace("\N{NO-BREAK SPACE}", " ") == text


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
    assert words.participation(percent).replace("\N{NO-BREAK SPACE}", " ") == text


def test_numbers_are_written_as_the_readers_language_does():
    with translation.override("de"):
        assert words.number(3.4, 1) == "3,4"


@pytest.mark.parametrize(
    ("language", "texts", "shown"),
    [
        ("en", {"en": "Shift", "de": "Schicht"}, "Shift"),
        ("de", {"en": "Shift", "de": "Schicht"}, "Schicht"),
        ("de-at", {"en": "Shift", "de": "Schicht"}, "Schicht"),
        ("ar", {"de": "Schicht", "en": "Shift"}, "Shift"),
        ("en", {"de": "Schicht"}, "Schicht"),
        ("de", {"de": "", "en": "Shift"}, "Shift"),
        ("en", {}, ""),
    ],
)
def test_a_text_is_shown_in_the_readers_language_or_else_in_english(language: str, texts: dict[str, str], shown: str):
    with translation.override(language):
        assert words.text_of(texts) == shown


@pytest.mark.parametrize("why", ["envelope", "label", "repeated", "overfull", "answers"])
def test_faults_are_counted_in_sentences(why: str):
    assert words.spoiled(why, 1).startswith("1 ballot ")
    assert words.spoiled(why, 2).startswith("2 ballots ")
