"""The router's rule, as the attack's months have it."""

from .candles import openings


def test_flags_when_eight_wait_are_opened_at_a_fixed_hour():
    times = [3 + (9 + minute / 60) / 24 for minute in range(8)]

    assert set(openings(times).values()) == {3.5}


def test_flags_when_few_wait_are_opened_at_midnight():
    times = [3.4, 3.9]

    assert openings(times) == {3.4: 4.0, 3.9: 4.0}


def test_flags_when_one_came_yesterday_go_with_it():
    assert openings([3.99, 4.0]) == {3.99: 4.0, 4.0: 4.0}
