"""The trial `leave`: five hundred months of an organisation of 300, and who guesses which leave came of which candle.

Each finished world of tests/attacks/leave/grid.py is a line that is kept; a world that changed is played again, and
other code is another trial.
"""

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.attacks.leave import grid
from tests.attacks.leave.table import Figure, figure, towns

from .record import Record

MONTHS = 500
SOURCES = Path(__file__).parents[1] / "tests" / "attacks" / "leave"
HEAD = "| what differs | attacker | trials | success | chance | 95 % interval | days of waiting |"


def run(folder: Path, *, months: int = MONTHS) -> list[str]:
    """One sentence for each attacker that knows more than it should, or less than it must. Prints the table."""
    record = Record(folder / f"leave-{months}-{_digest()}.json")
    done = {line["played"] for line in record.lines()}
    for world in grid.WORLDS:
        if _played(world) not in done:
            record.add(_play(world, months))
    lines = {line["played"]: line for line in record.lines()}
    kept = [(world, lines[_played(world)]) for world in grid.WORLDS]
    print("\n".join([HEAD, "|---|---|--:|--:|--:|--:|--:|", *_rows(kept)]))
    return [fault for world, line in kept for fault in _faults(world, line)]


def _play(world: grid.World, months: int) -> dict[str, Any]:
    started = time.monotonic()
    played = towns(months, *world.play())
    figures = {name: asdict(figure(name, played)) for name in world.expects}
    seconds = round(time.monotonic() - started, 1)
    print(f"leave, {world.title}: {seconds:.0f} s", flush=True)
    return {"played": _played(world), "seconds": seconds, "figures": figures}


def _played(world: grid.World) -> str:
    """What a line is found by."""
    return repr((world.title, *world.play(), sorted(world.expects)))


def _rows(kept: Sequence[tuple[grid.World, dict[str, Any]]]) -> Iterator[str]:
    for world, line in kept:
        for name, said in line["figures"].items():
            of = Figure(**said)
            waits = f"{of.waits:.1f}, at most {of.longest:.0f}"
            between = f"{of.low:.1%} to {of.high:.1%}"
            yield f"| {world.title} | {name} | {of.trials} | {of.success:.1%} | {of.chance:.1%} | {between} | {waits} |"


def _faults(world: grid.World, line: dict[str, Any]) -> Iterator[str]:
    for name, expected in world.expects.items():
        of = Figure(**line["figures"][name])
        said = f"leave, {world.title}: {name} finds {of.success:.1%}, chance is {of.chance:.1%}"
        if expected == grid.CHANCE and of.is_above:
            yield f"{said}; it should know no more"
        if expected == grid.ABOVE and not of.is_above:
            yield f"{said}; without this protection it should find more"


def _digest() -> str:
    """Names the record."""
    sources = sorted(path for path in SOURCES.glob("*.py") if path.name != "grid.py" and path.stem[:5] != "test_")
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]
