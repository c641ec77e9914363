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
