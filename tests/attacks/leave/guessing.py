"""Guesses who learned, from organisations whose secrets they were told, what a candle and its leave look like together.

Everything that a view tells is put into bands; how often each band stands beside a true pair and beside a false one is
counted in one half of the organisations and used on the other half, and the other way round. So an attacker here knows
people's habits better than any real one, and is never asked what was told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Bands = NDArray[np.int64]  # a row for each candidate, a column for each clue
Scores = NDArray[np.float64]
ROUNDS = 20
DOUBT = 10.0  # pairs that are imagined in each band, true ones as rarely as everywhere: few seen pairs say little
FINE = (-0.5, -0.2, -0.05, -0.001, 0.011, 0.05, 0.2, 0.5)  # of a day, around nothing
DAYS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 21, 28)
EDGES = np.array(sorted([*(-day for day in DAYS), *FINE, *(day - 0.01 for day in DAYS)]))  # between two moments


@dataclass(frozen=True, slots=True)
class Question:
    """Which of these candidates belong to what was asked: `true` marks them. All of one month have one `cell`."""

    cell: tuple[object, ...]
    candidates: Sequence[int]
    clues: Bands
    true: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Answer:
    """How many were looked for, how many found on average over ties, and how many chance would find."""

    cell: tuple[object, ...]
    asked: int
    found: float
    chance: float


def band(days: float) -> int:
    """The band of a number of days between two moments."""
    return int(np.searchsorted(EDGES, days, side="right"))


def both(*bands: int) -> int:
    """One band for several that only mean something together."""
    joined = 0
    for one in bands:
        joined = joined * 100 + one
    return joined


@dataclass(frozen=True, slots=True)
class Lesson:
    """For each clue what its bands say for a pair, as logarithms, and how far the clue is to be believed."""

    evidence: Sequence[dict[int, float]]
    weights: Sequence[float]

    def score(self, question: Question) -> Scores:
        """What all clues together say of each candidate."""
        return _look_up(question, self.evidence) @ np.array(self.weights)


def learn(told: Sequence[Question]) -> Lesson:
    """Bands are counted in all that is told; weights are fitted where those who counted had not been told."""
    halves = [told[part::2] for part in (0, 1)]
    looked = [
        (_look_up(question, evidence), question.true)
        for known, new in (halves, halves[::-1])
        for evidence in [_count(known)]
        for question in new
        if question.true.any()
    ]
    return Lesson(_count(told), _weigh(looked))


def _count(told: Sequence[Question]) -> list[dict[int, float]]:
    clues = np.concatenate([question.clues for question in told])
    true = np.concatenate([question.true for question in told])
    return [_evidence(column, true) for column in clues.T]


def _evidence(column: Bands, true: NDArray[np.bool_]) -> dict[int, float]:
    """How much oftener each band stands beside true pairs than beside false ones."""
    bands = np.unique(column)
    for_it = np.array([(true & (column == one)).sum() for one in bands]) + DOUBT * true.mean()
    against = np.array([(~true & (column == one)).sum() for one in bands]) + DOUBT * (~true).mean()
    told = np.log(for_it / for_it.sum()) - np.log(against / against.sum())
    return dict(zip(bands.tolist(), told.tolist(), strict=True))


def _look_up(question: Question, evidence: Sequence[dict[int, float]]) -> Scores:
    """A row for each candidate, a column for each clue."""
    columns = zip(question.clues.T, evidence, strict=True)
    return np.array([[said.get(one, 0.0) for one in column.tolist()] for column, said in columns]).T


def _weigh(looked: Sequence[tuple[Scores, NDArray[np.bool_]]]) -> list[float]:
    """Weights, none below 0, under which the true candidates are likeliest (conditional logit)."""

    def unlikely(weights: Scores) -> float:
        lost = 0.0
        for clues, true in looked:
            told = clues @ weights
            lost += true.sum() * np.logaddexp.reduce(told) - told[true].sum()
        return float(lost)

    count = looked[0][0].shape[1]
    found: list[float] = minimize(unlikely, np.ones(count), bounds=[(0, 2)] * count, method="L-BFGS-B").x.tolist()
    return found


def pair(asked: Sequence[Question], lesson: Lesson) -> list[Answer]:
    """For each candle one leave. Candles of one cell share their leave, and no leave came of two of them."""
    answers = []
    for cell in dict.fromkeys(question.cell for question in asked):
        together = [question for question in asked if question.cell == cell]
        places = {one: at for at, one in enumerate(sorted({one for each in together for one in each.candidates}))}
        weights = np.zeros((len(together), len(places)))
        for row, question in zip(weights, together, strict=True):
            told = lesson.score(question)
            row[[places[one] for one in question.candidates]] = np.exp(told - told.max())
        shares = _apart(weights)
        for row, question in zip(shares, together, strict=True):
            own = row[[places[one] for one in question.candidates]]
            best = own >= own.max() * (1 - 1e-9)
            answers.append(Answer(cell, 1, float((best & question.true).sum() / best.sum()), 1 / len(own)))
    return answers


def _apart(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Likely shares: each candle has one leave, and of what is no leave of two at most one."""
    shares = weights
    for _ in range(ROUNDS):
        shares = shares / shares.sum(axis=1, keepdims=True)
        shares = shares / np.maximum(shares.sum(axis=0, keepdims=True), 1.0)
    return shares


def pick(asked: Sequence[Question], lesson: Lesson) -> list[Answer]:
    """As many candidates as came of candles, the likeliest first; their number is told."""
    answers = []
    for question in asked:
        count = int(question.true.sum())
        if not count:
            continue
        told = lesson.score(question).round(9)
        edge = np.sort(told)[-count]
        sure, tied = told > edge, told == edge
        share = (count - sure.sum()) / tied.sum()
        found = (sure & question.true).sum() + share * (tied & question.true).sum()
        answers.append(Answer(question.cell, count, float(found), count * count / len(told)))
    return answers
