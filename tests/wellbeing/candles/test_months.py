"""Months."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.candles.months import month_before, months_since


@pytest.mark.parametrize(
    ("month", "expected"), [("2026-11", 0), ("2026-10", 1), ("2026-12", -1), ("2025-11", 12), ("2025-12", 11)]
)
def test_months_since_counts_whole_months(month, expected):
    assert months_since(month, datetime(2026, 11, 30, 23, 59, tzinfo=UTC)) == expected


def test_months_turn_by_universal_time():
    east = datetime(2026, 12, 1, 3, 0, tzinfo=timezone(timedelta(hours=5)))

    assert months_since("2026-11", east) == 0
    assert month_before(0, east) == "2026-11"


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)), st.integers(0, 30))
def test_the_month_before_is_that_many_months_ago(now, months):
    assert months_since(month_before(months, now), now) == months
