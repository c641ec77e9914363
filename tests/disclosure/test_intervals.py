import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.intervals import mean_and_reach, wilson


@pytest.mark.parametrize(
    "count, n, interval",
    [(81, 263, (25, 37)), (15, 148, (6, 17)), (0, 20, (0, 17)), (1, 29, (0, 18))],
)
def test_wilson_against_published_figures(count, n, interval):
    # Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3
    assert wilson(count, n) == interval


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_stays_within_all(share):
    count, n = share

    low, high = wilson(count, n)

    assert 0 <= low <= 100 * count / n <= high <= 100


def test_mean_and_reach_by_hand():
    mean, reach = mean_and_reach([(1, 5), (5, 5)])

    assert mean == 3
    assert reach == pytest.approx(2.262157 * (40 / 9 / 10) ** 0.5, rel=1e-6)  # t of 9 degrees, 0.975


def test_mean_and_reach_when_all_agree():
    assert mean_and_reach([(2, 12), (3, 0)]) == (2.0, 0.0)


def test_wilson_when_the_count_is_a_fraction():
    assert wilson(1.8, 9) == (5, 53)  # 20 % of nine: 0.290 - 0.236 and 0.290 + 0.236


def test_wilson_when_nobody_or_everybody_stays_within_all():
    assert wilson(0, 5) == (0, 44)
    assert wilson(5, 5) == (56, 100)


def test_mean_and_reach_of_two_people():
    mean, reach = mean_and_reach([(1, 1), (4, 1)])

    assert mean == 2.5
    assert reach == pytest.approx(12.706205 * (4.5 / 2) ** 0.5, rel=1e-6)  # t of 1 degree, 0.975


def test_mean_and_reach_of_values_below_nothing():
    mean, reach = mean_and_reach([(-100, 3), (0, 2), (100, 1)])

    assert mean == pytest.approx(-200 / 6)
    assert reach == pytest.approx(2.570582 * (6666.666667 / 6) ** 0.5, rel=1e-6)  # t of 5 degrees, 0.975
