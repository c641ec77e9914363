"""The attackers' way of guessing: it finds what is there to find, and nothing where there is nothing."""

from random import Random

import numpy as np
import pytest

from .guessing import EDGES, Lesson, Question, band, learn, pair, pick
from .table import interval


def questions(count, *, seed, shows):
    """Twenty candidates of which the true one has band 1 with a chance of `shows`, the others with one of a tenth."""
    chance = Random(seed)
    asked = []
    for cell in range(count):
        truth = chance.randrange(20)
        clues = [[int(chance.random() < (shows if at == truth else 0.1)), chance.randrange(9)] for at in range(20)]
        asked.append(Question((seed, cell), range(20), np.array(clues), np.arange(20) == truth))
    return asked


def share(answers):
    return sum(answer.found for answer in answers) / sum(answer.asked for answer in answers)


def test_pairs_when_nothing_tells_are_found_by_chance():
    found = []
    for seed in range(10):
        answers = pair(questions(200, seed=seed + 100, shows=0.1), learn(questions(200, seed=seed, shows=0.1)))
        low, high = interval(answers)
        found.append((share(answers), low - 1e-9 < 0.05 < high + 1e-9))

    assert 0.045 < sum(success for success, _ in found) / len(found) < 0.055
    assert sum(holds for _, holds in found) >= 8


def test_pairs_when_a_clue_tells_are_found():
    answers = pair(questions(200, seed=2, shows=0.9), learn(questions(200, seed=1, shows=0.9)))

    assert share(answers) > 0.25


def test_a_clue_that_tells_nothing_is_not_believed():
    weights = learn(questions(400, seed=1, shows=0.9)).weights

    assert weights[0] > 0.8
    assert weights[1] < 0.4


def test_candles_of_one_cell_do_not_share_a_leave():
    lesson = Lesson([{0: 0.0, 1: 3.0}], [1.0])
    one = Question(("cell",), [7, 8], np.array([[1], [0]]), np.array([True, False]))
    other = Question(("cell",), [7, 9], np.array([[1], [1]]), np.array([False, True]))

    assert share(pair([one, other], lesson)) == 1.0


def test_picks_are_as_many_as_there_are_and_ties_are_shared():
    lesson = Lesson([{0: 0.0, 1: 3.0}], [1.0])
    asked = Question(("cell",), range(4), np.array([[1], [0], [0], [0]]), np.array([True, True, False, False]))

    [answer] = pick([asked], lesson)

    assert (answer.asked, answer.chance) == (2, 1.0)
    assert answer.found == pytest.approx(1 + 1 / 3)


def test_bands_are_fine_where_moments_are_close():
    assert band(0.0) != band(0.1) != band(0.3)
    assert band(1.0) == band(1.4)
    assert band(99.0) == len(EDGES)
