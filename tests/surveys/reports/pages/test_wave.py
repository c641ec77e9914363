"""Rows of a Report: in the order of the tree, named so that they make sense where they stand."""

from datetime import UTC, datetime

import pytest

from surveys.reports.deeds.collect import collect
from surveys.reports.models import Report
from surveys.reports.pages.wave import Wave
from surveys.reports.scope import EVERYTHING, Scope
from tests.surveys.reports.published import LAB, NIGHT, ROOT, SALES
from tests.surveys.reports.reading import ROSTER

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MANAGER = Scope(frozenset({NIGHT}), ROSTER)


@pytest.fixture
def row(publisher, nameless) -> Report:
    publisher.publish()
    [row] = collect(nameless=nameless, now=NOW)
    return row


def test_each_group_is_followed_by_those_below_it(row):
    rows = Wave(row).rows

    assert [(one.path, one.depth, one.n) for one in rows] == [
        ("Everybody", 0, 57),
        ("Ops", 1, 15),
        ("Ops / Night", 2, 9),
        ("Sales", 1, 35),
        ("Lab", 1, None),
    ]


def test_a_row_says_of_its_path_what_the_rows_above_do_not(row):
    whole, part = (next(one for one in Wave(row, scope).rows if one.id == NIGHT) for scope in (EVERYTHING, MANAGER))

    assert (whole.said, whole.inside, whole.name) == ("Ops / ", "", "Night")
    assert (part.said, part.inside, part.name, part.depth) == ("", "Ops / ", "Night", 1)


@pytest.mark.parametrize("cohort", [SALES, LAB, "unknown"])
def test_figures_of_rows_that_are_not_seen_do_not_come_out(row, cohort: str):
    wave = Wave(row, MANAGER)

    assert wave.figures(cohort, "q1") is None
    assert wave.figures(ROOT, "q1") is not None


def test_a_hidden_group_has_no_figures_for_anybody(row):
    assert Wave(row).figures(LAB, "q1") is None
