"""Names, sizes and first lines (rule 6 and the style of the house)."""

from . import rules
from .tree import ROOT


def test_no_module_is_named_after_nothing():
    assert rules.drawers(ROOT) == []


def test_every_module_says_what_it_is_for():
    assert rules.unexplained(ROOT) == []


def test_files_and_functions_stay_within_their_budgets():
    assert rules.too_long(ROOT) == []


def test_nothing_is_left_for_later():
    assert rules.leftovers(ROOT) == []
