"""The attackers: each asks its questions of what its row of docs/promises.md lets it see."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from .calendar_days import MEASURED, waves
from .candles import Candle
from .guessing import Answer, Lesson, Question, band, both, pair, pick
from .months import Town, months_of
from .views import Away, Booked, StoredCandle, StoredLeave, away, booked, queued, stolen_candle, stolen_leave

Ask = Callable[[Town], Iterator[Question]]
Guess = Callable[[Sequence[Question], Lesson], list[Answer]]
MOST = 5  # leave of one person and kind in half a year; more tell no more
WAVES = waves()
UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Party:
    """`guess` is `pair`, a leave for each candle, or `pick`, as many leave as came of candles."""

    name: str
    ask: Ask
    guess: Guess


def _came_of_candles(town: Town) -> Iterator[tuple[str, int, Candle, list[int]]]:
    """Month, place and candle of each leave that came of one, and all leave that was handed in in that month."""
    months = months_of(town)
    for month in MEASURED:
        for place in months[month]:
            candle = town.leave[place].candle
            if candle is not None:
                yield month, place, town.candles[candle], months[month]


def _question(
    cell: tuple[object, ...], candidates: Sequence[int], clues: list[list[int]], true: list[bool]
) -> Question:
    return Question(cell, candidates, np.array(clues, dtype=np.int64), np.array(true))


def keeper(town: Town) -> Iterator[Question]:
    """HR at the queue: of all people, who lit this candle? The queue says nothing of people."""
    people = range(town.habits.people)
    for month, place, _, _ in _came_of_candles(town):
        owner = town.leave[place].person
        true = [one == owner for one in people]
        yield _question((town.seed, month, place), people, [[0]] * len(people), true)


def keeper_who_looks_around(town: Town) -> Iterator[Question]:
    """A keeper who sees of everybody in the house on which days they are away, and no kind."""
    for month, place, candle, others in _came_of_candles(town):
        taken = queued(candle).taken
        clues = [[band(town.leave[one].first - math.floor(taken))] for one in others]
        yield _question((town.seed, month), others, clues, [one == place for one in others])


def keeper_with_desk(town: Town) -> Iterator[Question]:
    """A keeper and the desk who tell each other everything as it comes."""
    rows = booked(town)
    for month, place, candle, others in _came_of_candles(town):
        seen = queued(candle)
        same = [one for one in others if rows[one].kind == seen.kind]
        clues = [[both(rows[one].at_once, band(rows[one].shown - seen.taken)), *_habits(rows[one])] for one in same]
        yield _question((town.seed, month, seen.kind), same, clues, [one == place for one in same])


def _habits(row: Booked) -> list[int]:
    """What the desk knows of one leave, whatever the wave."""
    return [both(row.at_once, band(row.first - math.floor(row.shown))), min(row.number, MOST), int(row.entitled)]


def desk(town: Town, *, since_waves: bool = True) -> Iterator[Question]:
    """HR at the desk: which of the month's leave came of candles? It knows the days of waves, as everybody does."""
    rows = booked(town)
    for month, places in months_of(town).items():
        if month in MEASURED:
            since = [_since_wave(rows[one].shown) if since_waves else UNKNOWN for one in places]
            clues = [[day, _kind(rows[one]), *_habits(rows[one])] for day, one in zip(since, places, strict=True)]
            true = [town.leave[one].candle is not None for one in places]
            yield _question((town.seed, month), places, clues, true)


def _kind(row: Booked) -> int:
    return sum(row.kind.encode())


def _since_wave(time: float) -> int:
    """Days since a wave opened, in threes."""
    return int(time - max((wave for wave in WAVES if wave <= time), default=0)) // 3


def manager(town: Town, *, since_waves: bool = True) -> Iterator[Question]:
    """Who leads a group: which of its absences of the month came of candles?"""
    rows: list[Away] = away(town)
    for month, places in months_of(town).items():
        groups = {rows[one].group for one in places} if month in MEASURED else set()
        for group in sorted(groups):
            own = [one for one in places if rows[one].group == group]
            since = [_since_wave(rows[one].first) if since_waves else UNKNOWN for one in own]
            lead = [band(rows[one].first - rows[one].mailed) for one in own]
            clues = [list(pair_of) for pair_of in zip(since, lead, strict=True)]
            yield _question((town.seed, month, group), own, clues, [town.leave[one].candle is not None for one in own])


def named_database(town: Town) -> Iterator[Question]:
    """Whoever steals the named database in the last night of a month: which of its leave came of candles?"""
    for month, places in months_of(town).items():
        if month in MEASURED:
            stored = [stolen_leave(town.leave[one], month, town) for one in places]
            clues = [[both(*row.asked)] for row in stored]
            yield _question((town.seed, month), places, clues, [town.leave[one].candle is not None for one in places])


def both_databases(town: Town) -> Iterator[Question]:
    """Whoever steals both in the last night of a month, and finds there which candles were taken and all leave."""
    for month, place, candle, others in _came_of_candles(town):
        row = stolen_candle(candle, month, town.rules)
        stored = {one: stolen_leave(town.leave[one], month, town) for one in others}
        same = [one for one in others if stored[one].key == stored[place].key]
        clues = [[both(*stored[one].asked), *_stolen(row, stored[one])] for one in same]
        yield _question((town.seed, month, stored[place].key), same, clues, [one == place for one in same])


def _stolen(candle: StoredCandle | None, leave: StoredLeave) -> list[int]:
    """Days from the candle's to the leave's. A candle that is erased tells nothing."""
    if candle is None:
        return [UNKNOWN] * 3
    ended = candle.lit if candle.closed is None else candle.closed
    when = leave.first if leave.handed_in is None else leave.handed_in
    state = both(leave.waits, leave.handed_in is None, candle.closed is None)
    return [
        both(state, band(when - candle.visited)),
        UNKNOWN if ended is None else both(state, band(when - ended)),
        UNKNOWN if leave.handed_in is None else band(leave.first - leave.handed_in),
    ]


PARTIES = {
    party.name: party
    for party in (
        Party("keeper", keeper, pair),
        Party("desk", desk, pick),
        Party("desk, days of waves left aside", partial(desk, since_waves=False), pick),
        Party("manager", manager, pick),
        Party("manager, days of waves left aside", partial(manager, since_waves=False), pick),
        Party("keeper who sees who is away", keeper_who_looks_around, pair),
        Party("keeper and desk together", keeper_with_desk, pair),
        Party("named database, afterwards", named_database, pick),
        Party("both databases, afterwards", both_databases, pair),
    )
}
