"""A trial can be taken up again, and compares what must be the same."""

from bench import oracle_rounds, trial
from bench.comparison import Comparison
from bench.record import Record
from bench.replay import Outcome


def outcome(prefix, *, n=9):
    """The same Report with cohort ids drawn anew."""
    root, team = f"{prefix}0", f"{prefix}1"
    cohorts = [{"id": root, "name": "All", "parent": None}, {"id": team, "name": "Team", "parent": root}]
    report = {
        "ballots": n,
        "spoiled": {"label": 0},
        "hidden": [team],
        "participation": [{"cohort": team, "percent": 40}],
        "cells": [{"cohort": root, "n": n, "items": {}}],
    }
    return Outcome({"cohorts": cohorts}, report, Comparison(), n, 1, 1, None, [])


def test_essence_when_only_ids_differ():
    assert trial.essence(outcome("a")) == trial.essence(outcome("b"))
    assert trial.essence(outcome("a"))["hidden"] == ["All / Team"]


def test_essence_when_a_figure_differs():
    assert trial.essence(outcome("a")) != trial.essence(outcome("a", n=10))


def test_record_when_a_trial_was_stopped(tmp_path):
    Record(tmp_path / "deep" / "x.json").add({"round": 0})
    (tmp_path / "deep" / "x.new").write_text('{"rou')  # killed while it wrote

    record = Record(tmp_path / "deep" / "x.json")
    record.add({"round": 1})

    assert record.lines() == [{"round": 0}, {"round": 1}]


def test_oracle_rounds_when_taken_up_again(tmp_path, capsys):
    record = Record(tmp_path / "oracle.json")
    record.add({"round": 0, "trees": 50, "eligible": 9, "shown": 7, "margin": 2, "faults": ["tree 3: oh"]})

    faults = oracle_rounds.run(record, trees=50)

    assert faults == ["tree 3: oh"]
    assert [line["round"] for line in record.lines()] == [0]
    assert "7 of 9" in capsys.readouterr().out
