"""A wave made for few: the owner invites one person, or seven, and waits for a candle.

The attacker knows who is invited and when the queue shows a candle, and nobody's times. Whoever works there may light
one from the standing page all the while. Rows say what of the product stands: its waves ask everybody on the roster,
and refuse to ask fewer than seven people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from random import Random

from .flags import COLLEAGUE, Flag, Month, month
from .habits import CLOSES, OPENS, Habits
from .router import Rule, openings
from .tally import Tally, Trial

LEAST = 7  # people whom a wave may ask: m, with the smallest k
UNTIL = CLOSES + 24.0  # by then every flag of the wave is opened


@dataclass(frozen=True, slots=True)
class Asked:
    """How many are invited, and how many of these are invented."""

    title: str
    invited: int
    invented: int
    stands: str
    expects: str


ROWS = (
    Asked("everybody is invited", 40, 0, "in", "chance"),
    Asked("seven people are invited, the fewest that a wave takes", LEAST, 0, "in", "told"),
    Asked("one person and six invented ones are invited", LEAST, LEAST - 1, "in", "above"),
    Asked("without the least number: one person is invited", 1, 0, "out", "above"),
)


def figure(row: Asked, *, trials: int) -> Tally:
    """Candles that appear while such a wave is open, and for a day more, are named. Chance is one of everybody."""
    habits, tally = Habits(), Tally()
    for seed in count():
        if len(tally.trials) >= trials:
            return tally
        people = Random(f"invited {seed}").sample(range(habits.people), row.invited)
        real = people[: row.invited - row.invented]
        lived = month(seed, habits, invited=real)
        tally.trials += _named(lived, row.invented, real, habits)
    raise AssertionError("months never end")


def _with_invented(lived: Month, invented: int) -> Sequence[Flag]:
    """Who is invented answers too, or the wave would show nothing; their flags are the attacker's own."""
    chance = Random(f"invented {lived.seed}")
    own = [Flag(chance.uniform(OPENS, CLOSES), COLLEAGUE) for _ in range(invented)]
    return sorted([*lived.flags, *own], key=lambda flag: flag.time)


def _named(lived: Month, invented: int, real: Sequence[int], habits: Habits) -> list[Trial]:
    return [
        Trial((lived.seed, batch.opened), (flag.person in real) / len(real), 1 / habits.people)
        for batch in openings(_with_invented(lived, invented), Rule())
        for flag in batch.flags
        if flag.lit and OPENS <= batch.opened < UNTIL
    ]
