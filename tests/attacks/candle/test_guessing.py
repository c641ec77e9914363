"""The observer with a clock: finds what is there to find, and nothing where there is nothing."""

import random

from .guessing import Guesses, guess


def seen(count, *, seed, wait):
    """Times of `count` submissions; who ticked takes `wait` milliseconds longer in one of them."""
    chance = random.Random(seed)
    ticked = [chance.random() < 0.5 for _ in range(count)]
    times = [
        {"pause": chance.uniform(300, 2000), "idle": chance.gauss(40, 10) + wait * tick, "took": chance.gauss(20, 5)}
        for tick in ticked
    ]
    return times, ticked


def test_guesses_when_times_say_nothing_are_a_coins():
    accuracies = [guess(*seen(400, seed=seed, wait=0)).accuracy for seed in range(20)]

    assert 0.48 < sum(accuracies) / len(accuracies) < 0.52
    assert sum(guess(*seen(400, seed=seed, wait=0)).holds_chance() for seed in range(20)) >= 17


def test_guesses_when_who_ticked_waits_ten_milliseconds_are_better():
    guesses = guess(*seen(400, seed=1, wait=10))

    assert guesses.interval()[0] > 0.5


def test_interval_holds_the_accuracy():
    guesses = Guesses(made=100, right=50)

    assert [round(end, 4) for end in guesses.interval()] == [0.3983, 0.6017]
    assert guesses.holds_chance()
    assert not Guesses(made=100, right=70).holds_chance()
    assert not Guesses(made=100, right=30).holds_chance()
