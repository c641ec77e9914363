"""Intervals of guesses that hang together."""

from random import Random

import pytest

from .tally import Tally, Trial


def guesses(count, *, chance, seed, together=1):
    """So many clusters of guesses that are right or wrong together."""
    dice = Random(seed)
    right = [dice.random() < chance for _ in range(count)]
    return Tally([Trial(cluster, float(right[cluster]), 0.25) for cluster in range(count) for _ in range(together)])


def test_interval_when_guesses_stand_alone_is_the_usual_one():
    tally = guesses(400, chance=0.5, seed=1)

    low, high = tally.interval()

    assert high - low == pytest.approx(2 * 1.96 * (tally.success * (1 - tally.success) / 400) ** 0.5, rel=0.01)


def test_interval_when_guesses_hang_together_is_no_narrower_for_their_number():
    alone, together = guesses(100, chance=0.5, seed=1), guesses(100, chance=0.5, seed=1, together=9)

    assert together.interval() == pytest.approx(alone.interval())


def test_a_tally_that_is_no_better_than_chance_is_seldom_above_or_below():
    tallies = [guesses(200, chance=0.25, seed=seed) for seed in range(40)]

    assert sum(tally.is_above or tally.is_below for tally in tallies) <= 5
    assert all(guesses(200, chance=0.5, seed=seed).is_above for seed in range(5))
    assert all(guesses(200, chance=0.1, seed=seed).is_below for seed in range(5))
