"""Medians, ratios, the table and the file."""

import json

from bench import figures
from bench.figures import Figure


def test_in_turn_when_one_round_is_slow():
    calls = []

    def measured(name, rates):
        calls.append(name)
        return next(rates)

    values, limits = iter([80.0, 90.0, 1.0, 85.0, 88.0]), iter([100.0, 100.0, 2.0, 100.0, 120.0])

    found = figures.in_turn(
        "x", "y/s", value=lambda: measured("value", values), limit=lambda: measured("limit", limits)
    )

    assert found == Figure("x", 85.0, "y/s", 100.0, 0.85)
    assert calls == ["value", "limit"] * 5


def test_write_when_read_back(tmp_path):
    rows = [Figure("cast", 1234.5, "ballots/s", 1500.0, 0.823), Figure("peak_memory_named_web", 90.1, "MiB")]

    figures.write(tmp_path / "results.json", rows)

    assert json.loads((tmp_path / "results.json").read_text()) == {
        "figures": [
            {"name": "cast", "value": 1234.5, "unit": "ballots/s", "limit": 1500.0, "ratio": 0.823},
            {"name": "peak_memory_named_web", "value": 90.1, "unit": "MiB", "limit": None, "ratio": None},
        ]
    }
    assert figures.table(rows).splitlines()[1].split() == ["cast", "1,234.5", "ballots/s", "1,500.0", "0.82"]
