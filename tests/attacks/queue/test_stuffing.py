"""Teams filled up with answers that are known: invented employees, and labels claimed by others."""

import pytest

from . import stuffing

HELD = [row for row in stuffing.ROWS if row.expects == "chance"]
OUT = [row for row in stuffing.ROWS if row.expects == "above"]


@pytest.mark.parametrize("row", HELD, ids=lambda row: row.title)
def test_with_its_rule_in_nothing_follows_about_fewer_than_k(row):
    assert stuffing.least_left(row) >= row.k
    assert not stuffing.figure(row, trials=60).is_above


@pytest.mark.parametrize("row", OUT, ids=lambda row: row.title)
def test_without_the_rule_one_person_is_singled_out(row):
    assert stuffing.least_left(row) == 1
    assert stuffing.figure(row, trials=60).is_above


def test_from_ten_ballots_on_the_very_answer_is_known():
    singled_out = [row for row in OUT if row.invented + row.claimed + row.left_out >= 9]

    assert len(singled_out) >= 6
    assert {stuffing.figure(row, trials=40).success for row in singled_out} == {1.0}
