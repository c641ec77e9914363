"""Order: rows of either side and both, paired by when they were written, by day and after the nightly rewriting."""

from random import Random

import pytest

from .night import sleep, thieve
from .people import PAIRS
from .thief import READINGS, pair

BY_CHANCE = 0.65  # a rho that so few people reach by chance less than once in a million times


@pytest.fixture(scope="module")
def by_day(people, sides):
    """What a thief makes of both databases on the evening of that day."""
    return thieve(people.sent, sides)


@pytest.fixture(scope="module")
def after_the_night(people, sides, by_day):
    """The same after the rewriting of both sides, which their own clocks began."""
    sleep(people.opens, sides)
    return thieve(people.sent, sides)


def test_before_the_night_the_order_of_writing_pairs_who_asked_with_what_came(by_day):
    assert len(by_day) == len(PAIRS) * len(READINGS)
    for pairing, paired in by_day.items():
        assert paired.rho > BY_CHANCE, pairing
        assert paired.interval()[0] > 0.5, pairing


def test_after_the_night_the_order_of_writing_pairs_nothing(after_the_night):
    for pairing, paired in after_the_night.items():
        assert abs(paired.rho) < BY_CHANCE, pairing
        assert paired.holds_chance(confidence=1 - 1e-6), pairing


def test_the_thief_knows_no_more_than_a_coin_of_rows_in_random_order_and_everything_of_rows_in_one_order():
    chance = Random(7)
    order = [float(place) for place in range(1000)]
    random = chance.sample(order, len(order))

    assert pair(order, order, chance=chance).right == 500
    assert pair(order, [1.0] * 1000, chance=chance).rho == 0
    assert pair(order, random, chance=chance).holds_chance(0.999)
