"""The table: every row of the attacks on the queue and on small teams, as one kind of line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from . import lone, small_wave, stuffing
from .tally import Tally


@dataclass(frozen=True, slots=True)
class Line:
    """`differs` is what differs from the product as it is; `play` takes a number of trials."""

    attacker: str
    differs: str
    stolen: str
    stands: str
    expects: str
    play: Callable[..., Tally]

    @property
    def name(self) -> str:
        """One line has it."""
        return f"{self.attacker}, {self.differs or 'as it is'}: {self.stolen}"


def lines() -> Iterator[Line]:
    """All of them; names differ."""
    for row in lone.ROWS:
        yield Line(row.knows.name, row.title, row.candles, row.stands, row.expects, partial(lone.figure, row))
    for asked in small_wave.ROWS:
        play = partial(small_wave.figure, asked)
        yield Line("who plans a wave", asked.title, "candles while it is open", asked.stands, asked.expects, play)
    for filled in stuffing.ROWS:
        play = partial(stuffing.figure, filled)
        yield Line("who fills a team up", filled.title, "one person's answer", filled.stands, filled.expects, play)
