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
