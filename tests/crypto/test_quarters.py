from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import quarters

NOVEMBER = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize("month, number", [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4)])
def test_quarter_of_a_month(month, number):
    assert quarters.quarter_of(datetime(2026, month, 15, tzinfo=UTC)) == f"2026-Q{number}"


def test_quarter_of_a_moment_is_that_of_utc():
    east = timezone(timedelta(hours=9))

    assert quarters.quarter_of(datetime(2027, 1, 1, 5, tzinfo=east)) == "2026-Q4"


@pytest.mark.parametrize("quarter, since", [("2026-Q4", 0), ("2026-Q3", 1), ("2025-Q4", 4), ("2027-Q1", -1)])
def test_quarters_since(quarter, since):
    assert quarters.quarters_since(quarter, NOVEMBER) == since
    assert quarters.is_good(quarter, NOVEMBER) == (since in (0, 1))


@given(st.text(max_size=9) | st.sampled_from(["2026-Q5", "2026-Q4\n", "\uff12026-Q4"]))
def test_quarters_since_when_given_noise_raises_one_error(noise):
    with pytest.raises(quarters.BadQuarter):
        quarters.quarters_since(noise, NOVEMBER)


def test_quarter_of_a_year_of_few_digits_has_four():
    assert quarters.quarter_of(datetime(26, 11, 24, tzinfo=UTC)) == "0026-Q4"


def test_is_good_in_its_quarter_and_the_next_alone():
    good = [quarters.is_good(quarter, NOVEMBER) for quarter in ("2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1")]

    assert good == [False, True, True, False]
