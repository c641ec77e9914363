"""A thief of both databases who pairs rows by the order in which they were written.

What a table gives away is read three ways: as a logical dump lists its rows, by their place (`ctid`), and by the number
of the transaction that wrote them (`xmin`), which only a copy of the files or a live connection shows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

import psycopg
from scipy.stats import rankdata, spearmanr
from statsmodels.stats.proportion import proportion_confint

READINGS = {"dump": "", "ctid": " ORDER BY ctid", "xmin": " ORDER BY xmin::text::bigint"}


@dataclass(frozen=True)
class Trace:
    """What one table keeps of everybody who sent: its rows, and the column that says which row is which."""

    name: str
    side: str
    table: str
    column: str
    rows: str = "true"

    def ranks(self, database: str, reading: str) -> dict[str, float]:
        """How early each row was written, by that reading; by the column as text, bytes as hex.

        Rows of one transaction have one rank by `xmin`: nothing tells them apart.
        """
        query = f"SELECT {self.column}, xmin::text FROM {self.table} WHERE {self.rows}{READINGS[reading]}"
        with psycopg.connect(database) as connection, connection.cursor().copy(f"COPY ({query}) TO STDOUT") as lines:
            found = [(name.removeprefix("\\x"), writer) for name, writer in lines.rows()]  # as pg_dump reads it
        marks = [int(writer) for _, writer in found] if reading == "xmin" else range(len(found))
        return dict(zip((name for name, _ in found), map(float, rankdata(list(marks))), strict=True))


@dataclass(frozen=True)
class Paired:
    """How well one table's order told the other's: Spearman's rho, and guesses which of two rows is whose."""

    rho: float
    right: int
    trials: int

    def interval(self, confidence: float = 0.95) -> tuple[float, float]:
        """Clopper and Pearson's for the share of right guesses; chance is one half."""
        low, high = proportion_confint(self.right, self.trials, alpha=1 - confidence, method="beta")
        return float(low), float(high)

    def holds_chance(self, confidence: float = 0.95) -> bool:
        low, high = self.interval(confidence)
        return low <= 0.5 <= high


def pair(one: Sequence[float], other: Sequence[float], *, chance: Random) -> Paired:
    """`one` and `other` are ranks of the same people in two tables; each person is in one guess at most.

    For two people and their two rows in either table the thief says: who came first here came first there. Where a
    table does not tell who came first, a coin says it.
    """
    people = list(range(len(one)))
    chance.shuffle(people)
    right = 0
    for a, b in zip(people[::2], people[1::2], strict=False):
        here, there = one[a] - one[b], other[a] - other[b]
        right += here * there > 0 if here * there else chance.random() < 0.5
    told = spearmanr(one, other).statistic if min(len(set(one)), len(set(other))) > 1 else 0.0
    return Paired(float(told), right, len(people) // 2)


def steal(
    databases: Mapping[str, str], one: Trace, other: Trace, truth: Sequence[tuple[str, str]], *, reading: str
) -> Paired:
    """Read both tables; `truth` has everybody's name in the one and in the other."""
    here, there = (trace.ranks(databases[trace.side], reading) for trace in (one, other))
    return pair([here[a] for a, _ in truth], [there[b] for _, b in truth], chance=Random(len(truth)))
