"""The whole way of a candle while processes are killed: a small round, and what is planted into its rows is found."""

import psycopg
import pytest

from bench import journeys
from bench.journey import found, ledger
from bench.journey.play import play
from bench.journey.storm import Storm
from bench.record import Record

PEOPLE, TICKED = 12, 5
SEED, KILLS = 5, 2  # at most, in each stage
FIRST = {"desk_leave": "state = 'approved'"}
UNTAKEN = (
    "DELETE FROM candles_candle WHERE state = 'withdrawn' AND id NOT IN (SELECT candle_id FROM candles_takenbreak)"
)


@pytest.fixture(scope="module")
def disturbed(tmp_path_factory):
    """Sides on which a round was just played, and what it came to."""
    with Storm(seed=SEED, kills=KILLS, workers=1, logs=tmp_path_factory.mktemp("logs")) as storm:
        yield storm, play(storm, people=PEOPLE, ticked=TICKED)


def test_round_while_processes_are_killed_loses_and_doubles_nothing(disturbed):
    storm, outcome = disturbed

    assert outcome.faults == []
    assert len(storm.kills) >= 3
    figures = outcome.figures
    assert (figures["people"], figures["candles"], figures["lost"], figures["doubled"]) == (PEOPLE, TICKED, 0, 0)
    assert min(figures[name] for name in ("letters", "passes", "redeemed", "leave", "cancelled", "mails")) > 0


def test_faults_planted_into_the_rows_are_found(disturbed):
    storm, outcome = disturbed
    databases = storm.installation.databases
    with psycopg.connect(databases["nameless"]) as nameless:
        nameless.execute(UNTAKEN)
    with psycopg.connect(databases["named"]) as named:
        twice(named, "desk_spentbreakpass", key_id="another")
        twice(named, "desk_leave", state="approved")

    there = outcome.there | found.nameless(storm.installation) | found.named(storm.installation)

    assert sorted(ledger.faults(outcome.wanted, there, copies=outcome.copies)) == [
        "candles in this state: 1 lost",
        "candles: 1 lost",
        "leave: 1 doubled",
        "spent break passes: 1 doubled",
    ]


def twice(named, table, **change):
    """One row of the table once more, under another id and with this change."""
    [(column, value)] = change.items()
    named.execute(f"CREATE TEMPORARY TABLE copy AS SELECT * FROM {table} WHERE {FIRST.get(table, 'true')} LIMIT 1")
    named.execute(f"UPDATE copy SET id = gen_random_uuid(), {column} = %s", [value])
    named.execute(f"INSERT INTO {table} SELECT * FROM copy")
    named.execute("DROP TABLE copy")


def test_run_when_all_rounds_are_kept_plays_none_and_says_what_they_found(tmp_path, capsys):
    [name] = {f"journeys-{journeys._digest(9, 3)}.json"}
    record = Record(tmp_path / name)
    figures = {"people": 9, "candles": 3, "lost": 1, "doubled": 0}
    record.add({"round": 0, "seconds": 1.0, "killed": [], "faults": [], "figures": figures, "essence": {}})
    record.add({"round": 1, "seconds": 1.0, "killed": ["x", "y"], "faults": ["candles: 1 lost"], "figures": figures})

    faults = journeys.run(tmp_path, rounds=1, people=9, ticked=3)

    assert faults == ["journeys, round 1: candles: 1 lost"]
    assert "1 disturbed rounds, 2 kills; 9 people, 3 candles, 1 lost, 0 doubled" in capsys.readouterr().out
