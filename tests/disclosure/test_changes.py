import pytest
from statsmodels.stats.proportion import proportions_ztest

from disclosure.changes import marked_changes
from tests.disclosure.waves import CHOICES, scale

QUESTIONS = [scale("q"), CHOICES]


def report(*cells):
    return {
        "cells": [
            {"cohort": cohort, "n": n, "items": {key: {"groups": {name: {"percent": percent}}}}}
            for cohort, n, key, name, percent in cells
        ]
    }


def test_marked_changes_when_one_of_two_is_large_and_certain():
    before = report(("a", 200, "q", "favourable", 40), ("b", 200, "q", "favourable", 40))
    after = report(("a", 200, "q", "favourable", 70), ("b", 200, "q", "favourable", 42))

    assert marked_changes(before, after, QUESTIONS) == {("a", "q")}
    assert marked_changes(after, before, QUESTIONS) == {("a", "q")}


def test_marked_changes_when_a_certain_one_is_under_five_points():
    before, after = report(("a", 20_000, "q", "favourable", 40)), report(("a", 20_000, "q", "favourable", 44))

    assert marked_changes(before, after, QUESTIONS) == set()
    assert marked_changes(before, report(("a", 20_000, "q", "favourable", 45)), QUESTIONS) == {("a", "q")}


def test_marked_changes_when_many_are_compared_asks_for_more():
    one = report(("a", 100, "q", "favourable", 40)), report(("a", 100, "q", "favourable", 53))  # p = 0.065
    still = [(f"b{number}", 100, "q", "favourable", 40) for number in range(9)]

    alone = marked_changes(*one, QUESTIONS)
    among = marked_changes(*({"cells": part["cells"] + report(*still)["cells"]} for part in one), QUESTIONS)

    assert (alone, among) == ({("a", "q")}, set())


def test_marked_changes_when_a_cell_is_in_one_wave_or_under_ten():
    before = report(("a", 9, "q", "favourable", 0), ("b", 90, "q", "favourable", 0))
    after = report(("a", 90, "q", "favourable", 99), ("c", 90, "q", "favourable", 99))

    assert marked_changes(before, after, QUESTIONS) == set()


def test_marked_changes_when_an_option_of_many_was_chosen_more_often():
    before, after = report(("a", 90, "c.0", "chosen", 0)), report(("a", 90, "c.0", "chosen", 60))

    assert marked_changes(before, after, QUESTIONS) == {("a", "c.0")}
    assert marked_changes(before, before, QUESTIONS) == set()
    assert marked_changes(before, after, [scale("q")]) == set()


@pytest.mark.parametrize("n_was, n_now, share_was", [(100, 100, 40), (30, 300, 20), (300, 30, 90), (11, 10, 50)])
def test_marked_changes_when_one_alone_is_compared_is_marked_from_one_in_ten_on(n_was, n_now, share_was):
    before = report(("a", n_was, "q", "favourable", share_was))

    for share_now in range(101):
        people = [share_was * n_was / 100, share_now * n_now / 100]
        _, p = proportions_ztest(people, [n_was, n_now])  # pooled, two-sided
        found = marked_changes(before, report(("a", n_now, "q", "favourable", share_now)), QUESTIONS)
        assert (found == {("a", "q")}) == (p <= 0.10 and abs(share_now - share_was) >= 5)


def test_marked_changes_when_a_cell_has_just_ten():
    before, after = report(("a", 10, "q", "favourable", 0)), report(("a", 10, "q", "favourable", 90))

    assert marked_changes(before, after, QUESTIONS) == {("a", "q")}


def test_marked_changes_when_another_group_or_nothing_of_an_item_is_shown():
    before, after = report(("a", 90, "q", "neutral", 0)), report(("a", 90, "q", "neutral", 60))
    bare = {"cells": [{"cohort": "a", "n": 90, "items": {"q": {"mean": {}}}}]}

    assert marked_changes(before, after, QUESTIONS) == set()
    assert marked_changes(bare, bare, QUESTIONS) == set()


def test_marked_changes_when_nobody_or_everybody_said_it_in_both():
    for share in (0, 100):
        one = report(("a", 90, "q", "favourable", share))
        assert marked_changes(one, one, QUESTIONS) == set()
