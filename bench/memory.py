"""`peak_memory_*`: the most memory that each process of both sides held during a small replay (Linux)."""

import tempfile
from pathlib import Path

from demo.processes import Supervisor

from . import dataset, invented, replay
from .figures import Figure
from .processes import children_of, peak_memory
from .sides import Sides

PEOPLE, UNITS, ITEMS = 240, 8, 19
SHARE, TICK, SEED = 0.9, 0.1, 1


def measure() -> list[Figure]:
    """MiB of the largest process of each program. Raises RuntimeError when the replay itself goes wrong."""
    with tempfile.TemporaryDirectory(prefix="windbreak-invented-") as folder, Sides(workers=1) as sides:
        roster, answers = invented.write(Path(folder), people=PEOPLE, units=UNITS, items=ITEMS)
        data = dataset.read(roster, answers)
        turnout = dataset.turnout(data.members, share=SHARE, tick=TICK, seed=SEED)
        outcome = replay.play(sides, roster, data, turnout, stage=replay.Stages())
        if outcome.faults:
            raise RuntimeError(f"the replay went wrong: {outcome.faults[0]}")
        return _peaks(sides.supervisor)


def _peaks(supervisor: Supervisor) -> list[Figure]:
    """A program is a main process and those it has started; its figure is the largest of them."""
    found = []
    for name, child in supervisor.children.items():
        if name.startswith(("named-", "nameless-")):
            largest = max(map(peak_memory, [child.pid, *children_of(child.pid)]))
            found.append(Figure(f"peak_memory_{name.replace('-', '_')}", round(largest / 1024, 1), "MiB"))
    return found
