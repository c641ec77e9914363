"""Kinds of break by quarter: what is given now, what is still good, and what comes."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.quarters import quarter_of
from wellbeing.desk.catalogue import listed, quarter_after, quarter_before, quarter_said
from wellbeing.desk.models import BreakCount, BreakKind


def counts(quarter: str) -> dict[str, int]:
    return {kind.slug: each for kind, each in listed(quarter)}


def test_an_installation_begins_with_two_kinds_in_every_language(db: None) -> None:
    assert counts("2026-Q4") == {"day": 1, "half-day": 1}
    assert all(set(kind.name) == set(kind.about) == {"en", "de", "ar"} for kind in BreakKind.objects.all())


def test_a_count_holds_from_its_quarter_on(db: None) -> None:
    BreakCount.objects.create(kind_id="day", quarter="2027-Q1", each=3)

    assert [counts(quarter)["day"] for quarter in ("2026-Q4", "2027-Q1", "2029-Q4")] == [1, 3, 3]


def test_a_kind_that_is_taken_out_stays_while_its_passes_are_good(db: None) -> None:
    BreakCount.objects.create(kind_id="day", quarter="2027-Q1", each=0)

    assert [counts(quarter).get("day") for quarter in ("2026-Q4", "2027-Q1", "2027-Q2")] == [1, 0, None]


def test_a_kind_that_comes_is_not_listed_before(db: None) -> None:
    kind = BreakKind.objects.create(slug="week", name={"en": "A week"}, about={}, position=2)
    BreakCount.objects.create(kind=kind, quarter="2027-Q1", each=1)

    assert [list(counts(quarter)) for quarter in ("2026-Q4", "2027-Q1")] == [
        ["day", "half-day"],
        ["day", "half-day", "week"],
    ]


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)))
def test_quarters_follow_one_another(moment: datetime) -> None:
    quarter = quarter_of(moment.replace(tzinfo=UTC))

    assert quarter_before(quarter_after(quarter)) == quarter_after(quarter_before(quarter)) == quarter
    assert quarter_before(quarter) < quarter < quarter_after(quarter)


@pytest.mark.parametrize(
    ("quarter", "said"), [("2026-Q4", "October to December 2026"), ("2027-Q1", "January to March 2027")]
)
def test_a_quarter_is_said_by_its_months(quarter: str, said: str) -> None:
    assert quarter_said(quarter) == said
