"""`journeys`: a wave with its candles, letters, breaks, leave and mails, again and again while processes are killed.

Round 0 is undisturbed. In each round after it the people do the same, web processes and workers of both sides are
killed with -9 at random moments, and every client sends the same bytes again until it is answered. Afterwards both
databases and the mailbox are held against what the people themselves remember: nothing lost, nothing doubled.
"""

import hashlib
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from demo.account import NoWayIn
from demo.installation import CommandFailed
from demo.processes import ChildDied
from demo.refused import Refused
from demo.waiting import Impatient

from .comparison import differences
from .crowd import Failed
from .journey.cast import SEED, UNITS
from .journey.play import play
from .journey.storm import Storm
from .record import Record
from .sides import TookTooLong

ROUNDS, PEOPLE, TICKED = 20, 60, 20
KILLS = 4  # at most, in each of the seven stages of a round


def run(folder: Path, *, rounds: int = ROUNDS, people: int = PEOPLE, ticked: int = TICKED) -> list[str]:
    """One sentence for each thing that was lost, doubled or different in any round. Prints the figures."""
    record = Record(folder / f"journeys-{_digest(people, ticked)}.json")
    for number in range(len(record.lines()), rounds + 1):
        started = time.monotonic()
        line = _round(record, folder / "logs", people=people, ticked=ticked)
        record.add({"round": number, "seconds": round(time.monotonic() - started, 1)} | line)
        print(_sentence(record.lines()[-1]), flush=True)
    lines = record.lines()[: rounds + 1]
    print(_sum(lines[1:]), flush=True)
    return [f"journeys, round {line['round']}: {fault}" for line in lines for fault in line["faults"]]


def _round(record: Record, logs: Path, *, people: int, ticked: int) -> dict[str, Any]:
    """A round that does not end well is a fault; one that does not begin is none, and raises what the sides raise."""
    before = record.lines()
    with Storm(seed=len(before), kills=KILLS if before else 0, logs=logs) as storm:
        try:
            outcome = play(storm, people=people, ticked=ticked)
        except (Failed, TookTooLong, ChildDied, CommandFailed, Refused, NoWayIn, Impatient) as error:
            return {"killed": storm.kills, "faults": [f"{type(error).__name__}: {error}"], "figures": {}}
    faults = outcome.faults + list(differences((before or [{}])[0].get("essence", outcome.essence), outcome.essence))
    return {"killed": storm.kills, "faults": faults, "figures": outcome.figures, "essence": outcome.essence}


def _sentence(line: Mapping[str, Any]) -> str:
    found = f"{len(line['faults'])} faults, the first: {line['faults'][0]}" if line["faults"] else "no fault"
    return f"journeys, round {line['round']:>2}: {line['seconds']:>6.1f} s, {len(line['killed'])} kills, {found}"


def _sum(lines: Sequence[Mapping[str, Any]]) -> str:
    """All disturbed rounds together."""
    figures: Counter[str] = Counter()
    for line in lines:
        figures.update(line["figures"])
    kills = sum(len(line["killed"]) for line in lines)
    said = ", ".join(f"{number} {name}" for name, number in figures.items())
    return f"journeys: {len(lines)} disturbed rounds, {kills} kills; {said}"


def _digest(people: int, ticked: int) -> str:
    """Names the record: other people are another trial."""
    return hashlib.sha256(repr((people, ticked, UNITS, SEED)).encode()).hexdigest()[:12]
