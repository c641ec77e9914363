"""Who may know whom (rules 1, 4 and 5)."""

from . import contracts, rules
from .tree import ROOT


def test_every_contract_is_kept():
    assert contracts.broken(ROOT) == []


def test_no_package_or_room_is_left_out_of_the_contracts():
    assert contracts.unlisted(ROOT) == []


def test_nothing_is_imported_where_no_contract_sees_it():
    assert rules.late_imports(ROOT) == []


def test_no_string_points_across_the_wall():
    assert rules.links_across(ROOT) == []


def test_the_ground_and_the_deeds_have_no_clock():
    assert rules.clocks(ROOT) == []
