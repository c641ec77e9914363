"""The nightly rewriting of both sides, and what a thief makes of their databases before it and after it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from demo.person import Person
from demo.waiting import wait_for

from .people import ASKED, BALLOTS, PAIRS, RESTED, SPENT, truth
from .thief import READINGS, Paired, steal

NIGHT = timedelta(hours=18, minutes=16)  # from nine in the morning to a minute after the rewriting
PATIENCE = 120.0  # seconds

Pairing = tuple[str, str, str]  # two tables, and how they were read


def thieve(sent: Sequence[Person], sides: Any) -> dict[Pairing, Paired]:
    """All pairs of tables by all readings. `sides` are running installations with a `play`."""
    databases = sides.installation.databases
    return {
        (one.name, other.name, reading): steal(databases, one, other, truth(sent, one, other), reading=reading)
        for one, other in PAIRS
        for reading in READINGS
    }


def sleep(opens: datetime, sides: Any) -> None:
    """The clocks of both sides move past the hour of the rewriting, which their own beat begins."""
    sides.play.clock.move_to(opens + NIGHT)
    for trace in (ASKED, BALLOTS, SPENT, RESTED):
        database = sides.installation.databases[trace.side]
        wait_for(
            lambda trace=trace, database=database: len(set(trace.ranks(database, "xmin").values())) == 1,
            what=f"the rewriting of {trace.table}",
            seconds=PATIENCE,
        )
