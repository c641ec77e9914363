"""One line of the table: an attacker, under these habits and rules, over so many months; success, chance, interval."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .calendar_days import MEASURED
from .desk import Leave
from .guessing import Answer, learn
from .habits import Habits, Rules
from .months import Town, live
from .parties import PARTIES, Party

RESAMPLED = 4000
TRUSTED = 0.95
ROUNDED = 1e-9  # what adding up shares leaves over


@dataclass(frozen=True, slots=True)
class Figure:
    """`success` and `chance` are shares of what was looked for, `low` and `high` the interval of `success`.

    `waits` is how many days leave waits for the desk on average, `longest` of nineteen in twenty.
    """

    trials: int
    success: float
    chance: float
    low: float
    high: float
    waits: float
    longest: float

    @property
    def holds_chance(self) -> bool:
        """Whether this attacker knows no more than the public does."""
        return self.low - ROUNDED <= self.chance <= self.high + ROUNDED

    @property
    def is_above(self) -> bool:
        """Whether it surely knows more."""
        return self.low > self.chance + ROUNDED


def towns(months: int, habits: Habits, rules: Rules) -> list[Town]:
    """As many organisations as have so many measured months."""
    return [live(seed, habits, rules) for seed in range(-(-months // len(MEASURED)))]


def attack(party: Party, played: Sequence[Town]) -> list[Answer]:
    """Learn from one half of the organisations, guess in the other, and the other way round."""
    halves = [[question for town in played[part::2] for question in party.ask(town)] for part in (0, 1)]
    return [answer for told, asked in (halves, halves[::-1]) for answer in party.guess(asked, learn(told))]


def figure(name: str, played: Sequence[Town]) -> Figure:
    """The attacker of this name before these organisations."""
    answers = attack(PARTIES[name], played)
    low, high = interval(answers)
    asked = sum(answer.asked for answer in answers)
    waits = [leave.shown - leave.handed for town in played for leave in town.leave if _waited(leave)]
    return Figure(
        trials=asked,
        success=sum(answer.found for answer in answers) / asked,
        chance=sum(answer.chance for answer in answers) / asked,
        low=low,
        high=high,
        waits=float(np.mean(waits)) if waits else 0.0,
        longest=float(np.quantile(waits, 0.95)) if waits else 0.0,
    )


def _waited(leave: Leave) -> bool:
    return not leave.at_once


def interval(answers: Sequence[Answer]) -> tuple[float, float]:
    """95 % of the success, by drawing whole months anew: guesses of one month hang together."""
    months: dict[tuple[object, ...], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for answer in answers:
        sums = months[answer.cell[:2]]
        sums[0] += answer.found
        sums[1] += answer.asked
    sums = np.array(list(months.values()))
    drawn = np.random.default_rng(1).integers(len(sums), size=(RESAMPLED, len(sums)))
    found, asked = sums[:, 0][drawn].sum(axis=1), sums[:, 1][drawn].sum(axis=1)
    low, high = np.quantile(found / asked, [(1 - TRUSTED) / 2, (1 + TRUSTED) / 2])
    return float(low), float(high)
