"""Long runs that may be stopped and taken up again: `make trial`.

    python -m bench.trial [ROSTER ANSWERS] [--rounds 20] [--trees 1000] [--people 2000] [--mutants 300]

`kills`: the replay once undisturbed, then again and again while workers and web processes are killed with -9;
every Report must be the same. `journeys`: the same with the whole way of a candle, from the tick to the mails about
leave; nothing may be lost or doubled. `oracle`: random trees, of which an attacker must not work out fewer than k
people. `leave` and `queue`: invented months, in which keeper, desk, manager and thieves guess whose leave or candle it
is (docs/attacks.md). `order`: a thousand people's rows, paired by the order of writing. `mutants`: small changes to
crypto/ and disclosure/, of which their tests must catch nine in ten (docs/mutants.md). `coins`: people who send in
Chromium, half of them with a candle; nobody can tell which half. Each finished round is a line in var/trial/ and is not
run again. Without files an organisation of the same size is invented.
"""

import argparse
import hashlib
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from demo.installation import ROOT, CommandFailed
from demo.processes import ChildDied

from . import (
    coins,
    dataset,
    invented,
    journeys,
    leave_rounds,
    mutants,
    oracle_rounds,
    order_rounds,
    queue_rounds,
    replay,
)
from .comparison import differences
from .crowd import Failed
from .disturbed import Disturbed
from .essence import essence as essence_of
from .record import Record
from .replay import Outcome
from .sides import Sides, TookTooLong

FOLDER = ROOT / "var" / "trial"
ROUNDS, TREES = 20, 1000
SHARE, TICK, SEED = 0.6, 0.1, 1


def essence(outcome: Outcome) -> dict[str, Any]:
    """All that must be the same each time."""
    return essence_of(outcome.notice, outcome.report) | {"candles": outcome.candles}


def kills(roster: Path, answers: Path, *, rounds: int, k: int = replay.K) -> list[str]:
    """Round 0 is undisturbed. One sentence for each thing that differed in any round."""
    record = Record(FOLDER / f"kills-{_digest(roster, answers, k)}.json")
    for number in range(len(record.lines()), rounds + 1):
        started = time.monotonic()
        line = _undisturbed(roster, answers, k) if number == 0 else _disturbed(record, roster, answers, k)
        record.add({"round": number, "seconds": round(time.monotonic() - started, 1)} | line)
        print(_sentence(record.lines()[-1]), flush=True)
    return [f"round {line['round']}: {fault}" for line in record.lines() for fault in line["faults"]]


def _undisturbed(roster: Path, answers: Path, k: int) -> dict[str, Any]:
    outcome = _play(Sides(logs=FOLDER / "logs"), roster, answers, k)
    return {"faults": outcome.faults, "essence": essence(outcome)}


def _disturbed(record: Record, roster: Path, answers: Path, k: int) -> dict[str, Any]:
    """The same people and ticks, and other kills in each round; a round that does not end well is a fault."""
    before = record.lines()
    sides = Disturbed(seed=len(before), logs=FOLDER / "logs")
    try:
        outcome = _play(sides, roster, answers, k)
    except (Failed, TookTooLong, ChildDied, CommandFailed) as error:
        return {"killed": sides.kills, "faults": [f"{type(error).__name__}: {error}"]}
    return {
        "killed": sides.kills,
        "faults": outcome.faults + list(differences(before[0]["essence"], essence(outcome))),
    }


def _play(sides: Sides, roster: Path, answers: Path, k: int) -> Outcome:
    data = dataset.read(roster, answers)
    turnout = dataset.turnout(data.members, share=SHARE, tick=TICK, seed=SEED)
    with sides:
        return replay.play(sides, roster, data, turnout, stage=replay.Stages(), k=k)


def _sentence(line: Mapping[str, Any]) -> str:
    killed = f"{len(line['killed'])} kills" if "killed" in line else "undisturbed"
    found = f"{len(line['faults'])} faults, the first: {line['faults'][0]}" if line["faults"] else "no fault"
    return f"kills, round {line['round']:>2}: {line['seconds']:>6.1f} s, {killed}, {found}"


def _digest(roster: Path, answers: Path, k: int) -> str:
    """Names the record: other people, other answers or another turnout are another trial."""
    parts = [roster.read_bytes(), answers.read_bytes(), repr((SHARE, TICK, SEED, k)).encode()]
    return hashlib.sha256(b"".join(parts)).hexdigest()[:12]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.trial", description=__doc__.split("\n")[0])
    parser.add_argument("files", type=Path, nargs="*", metavar="ROSTER ANSWERS")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="disturbed replays, and journeys")
    parser.add_argument("--trees", type=int, default=TREES, help="random trees for the oracle")
    parser.add_argument("--people", type=int, default=coins.PEOPLE, help="submissions that are recorded in Chromium")
    parser.add_argument("--mutants", type=int, default=mutants.MOST, help="mutants of each part; 0 for all")
    arguments = parser.parse_args()
    if len(arguments.files) not in (0, 2):
        parser.error("give both files, ROSTER and ANSWERS, or none")
    return arguments


def main() -> int:
    """0 when no round of any trial found a fault."""
    options = _arguments()
    FOLDER.mkdir(parents=True, exist_ok=True)
    roster, answers = options.files or invented.write(FOLDER)
    faults = mutants.run(FOLDER, most=options.mutants)
    faults += oracle_rounds.run(Record(FOLDER / "oracle.json"), trees=options.trees)
    faults += leave_rounds.run(FOLDER) + queue_rounds.run(FOLDER)
    faults += order_rounds.run(FOLDER)
    faults += coins.run(FOLDER, people=options.people)
    faults += journeys.run(FOLDER, rounds=options.rounds)
    faults += kills(roster, answers, rounds=options.rounds)
    return _verdict(faults)


def _verdict(faults: Sequence[str]) -> int:
    for fault in faults[:20]:
        print(fault, file=sys.stderr)
    print(f"{len(faults)} faults" if faults else "all trials passed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
