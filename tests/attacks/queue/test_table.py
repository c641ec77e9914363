"""The table that `make trial` prints."""

from collections import Counter

from .table import lines


def test_every_line_has_a_name_of_its_own_and_stands_with_a_protection_in_or_out():
    table = list(lines())

    assert max(Counter(line.name for line in table).values()) == 1
    assert {line.stands for line in table} == {"in", "out", "other"}
    assert {line.expects for line in table} == {"chance", "above", "told"}


def test_whatever_is_taken_out_is_expected_to_be_missed():
    assert {line.expects for line in lines() if line.stands == "out"} == {"above"}
