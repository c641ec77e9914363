"""The trial `queue`: a thousand candles for each attacker on the queue, and a thousand teams filled up.

Each finished line of tests/attacks/queue/table.py is kept; other code or other habits are another trial.
"""

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.attacks.queue import cover, lone
from tests.attacks.queue.table import Line, lines

from .record import Record

TRIALS, MONTHS = 1000, 500
SOURCES = Path(__file__).parents[1] / "tests" / "attacks" / "queue"
HEAD = "| attacker | what differs | what is stolen | protection | trials | success | chance | 95 % interval |"
COVER_HEAD = "| organisation | flags | alone | fewer than 4 people | median | hours of waiting |"


def run(folder: Path, *, trials: int = TRIALS, months: int = MONTHS) -> list[str]:
    """One sentence for each attacker that knows more than it should, or less than it must. Prints both tables."""
    record = Record(folder / f"queue-{trials}-{_digest()}.json")
    done = {line["name"] for line in record.lines()}
    for line in lines():
        if line.name not in done:
            record.add(_play(line, trials))
    for place in cover.PLACES:
        if place.title not in done:
            covers = {kind: asdict(found) for kind, found in cover.covers(place, months=months).items()}
            record.add({"name": place.title, "covers": covers})
    kept = {line["name"]: line for line in record.lines()}
    played = [(line, kept[line.name]) for line in lines()]
    print("\n".join([HEAD, "|---|---|---|---|--:|--:|--:|--:|", *_rows(played)]))
    print("\n".join([COVER_HEAD, "|---|---|--:|--:|--:|--:|", *_covers(kept)]))
    return [fault for line, found in played for fault in _faults(line, found)]


def _play(line: Line, trials: int) -> dict[str, Any]:
    started = time.monotonic()
    tally = line.play(trials=trials)
    seconds = round(time.monotonic() - started, 1)
    print(f"queue, {line.name}: {seconds:.0f} s", flush=True)
    low, high = tally.interval()
    found = {"trials": len(tally.trials), "success": tally.success, "chance": tally.chance, "low": low, "high": high}
    return {"name": line.name, "seconds": seconds, "is_above": tally.is_above} | found


def _rows(played: Sequence[tuple[Line, dict[str, Any]]]) -> Iterator[str]:
    for line, of in played:
        said = f"| {line.attacker} | {line.differs or 'as it is'} | {line.stolen} | {line.stands} | {of['trials']} |"
        yield f"{said} {of['success']:.1%} | {of['chance']:.1%} | {of['low']:.1%} to {of['high']:.1%} |"


def _covers(kept: dict[str, dict[str, Any]]) -> Iterator[str]:
    for place in cover.PLACES:
        for kind, of in kept[place.title]["covers"].items():
            hours = f"{of['hours']:.1f}, at most {of['longest']:.0f}"
            said = f"| {place.title} | {kind} | {of['alone']:.1%} | {of['few']:.1%} | {of['middle']:.0f} |"
            yield f"{said} {hours} |"


def _faults(line: Line, of: dict[str, Any]) -> Iterator[str]:
    said = f"queue, {line.name}: {of['success']:.1%}, chance is {of['chance']:.1%}"
    if line.expects == lone.CHANCE and of["is_above"]:
        yield f"{said}; it should know no more"
    if line.expects == lone.ABOVE and not of["is_above"]:
        yield f"{said}; it should know more"


def _digest() -> str:
    """Names the record."""
    sources = sorted(path for path in SOURCES.glob("*.py") if not path.name.startswith("test_"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]
