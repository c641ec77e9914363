"""The trial `leave`: worlds are kept, and what is found is said."""

from bench import leave_rounds
from tests.attacks.leave import grid

FEW = [grid.World("days kept", {grid.KEEPER: grid.CHANCE, grid.STOLEN: grid.CHANCE}, rules=grid.DAYS_KEPT)]


def test_run_prints_the_table_and_says_what_knows_more_than_it_should(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(grid, "WORLDS", FEW)

    [fault] = leave_rounds.run(tmp_path, months=40)

    assert "both databases, afterwards finds" in fault
    rows = [line.split("|")[1:4] for line in capsys.readouterr().out.splitlines() if line.startswith("| days")]
    assert [[cell.strip() for cell in row[:2]] for row in rows] == [["days kept", name] for name in FEW[0].expects]


def test_run_when_a_world_is_kept_plays_only_what_is_new(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(grid, "WORLDS", [grid.World("one", {grid.KEEPER: grid.CHANCE})])
    leave_rounds.run(tmp_path, months=20)
    capsys.readouterr()

    monkeypatch.setattr(grid, "WORLDS", [*grid.WORLDS, grid.World("two", {grid.KEEPER: grid.ABOVE})])
    faults = leave_rounds.run(tmp_path, months=20)

    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines() if " s" in line[-4:]] == ["leave, two"]
    assert len(faults) == 1
