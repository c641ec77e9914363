"""Lone flags: the rows of the table, which attacker, with which protection in or out, and what is expected of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import count
from typing import Any

from .colleague import flood, flood_bare, flush, followed, leave_alone
from .flags import Flag, Month, month
from .habits import Habits
from .keeper import LEARNED, PAGES, SENDS, TIMES, Knows, Rates, learn, name_all, play
from .router import Rule
from .tally import Tally

CHANCE, ABOVE, TOLD = "chance", "above", "told"  # what is expected; TOLD: the figure is for the reader
IN, OUT, MENDED = "in", "out", "other"  # whether the product's protection stands, or one that it has not
WITH_BALLOT, STANDING, ANY = "candles with a ballot", "candles of the standing page", "all candles"
FOLLOWED = "the candle of one who is followed"


@dataclass(frozen=True, slots=True)
class Row:
    """One attacker before so many months; `rule` and `habits` say what differs from the product's."""

    title: str
    knows: Knows
    candles: str
    stands: str
    expects: str
    rule: Mapping[str, Any] = field(default_factory=dict)
    habits: Mapping[str, Any] = field(default_factory=dict)
    meddles: Callable[[Month, Flag], Sequence[Flag]] = leave_alone


ALL_AT_ONCE = {"at_once": 1.0}

PRODUCT = (
    Row("", SENDS, WITH_BALLOT, IN, CHANCE),
    Row("", TIMES, WITH_BALLOT, IN, CHANCE),
    Row("", PAGES, WITH_BALLOT, IN, CHANCE),
    Row("", SENDS, STANDING, IN, CHANCE),
    Row("", TIMES, STANDING, IN, TOLD),
    Row("300 people", TIMES, STANDING, IN, CHANCE, habits={"people": 300}),
    Row("who sends by night ticks three times as often", TIMES, WITH_BALLOT, IN, TOLD, habits={"night_ticks": 3.0}),
    Row("100 people", TIMES, WITH_BALLOT, IN, CHANCE, habits={"people": 100}),
    Row("300 people", TIMES, WITH_BALLOT, IN, CHANCE, habits={"people": 300}),
)
WITHOUT = (
    Row("one flag is enough for a batch", TIMES, WITH_BALLOT, OUT, ABOVE, {"minimum": 1}),
    Row("flags are opened as they come", TIMES, WITH_BALLOT, OUT, ABOVE, {"waits": False}),
    Row("flags are opened as they come", SENDS, WITH_BALLOT, OUT, ABOVE, {"waits": False}),
    Row("nobody sends an empty flag", TIMES, STANDING, OUT, ABOVE, habits={"covering": 0.0}),
)
AT_ONCE = (
    Row("everybody there sends at once", TIMES, STANDING, IN, ABOVE, habits=ALL_AT_ONCE),
    Row("everybody of the standing page sends at once", TIMES, WITH_BALLOT, IN, TOLD, habits=ALL_AT_ONCE),
)
MEDDLING = (
    Row("", TIMES, FOLLOWED, IN, CHANCE),
    Row("a colleague sends at once around it", TIMES, FOLLOWED, IN, CHANCE, meddles=flush),
    Row("the same, and takes along who waits", TIMES, FOLLOWED, OUT, ABOVE, {"takes_along": True}, meddles=flush),
    Row("a colleague sends eight flags around it", TIMES, FOLLOWED, IN, TOLD, meddles=flood),
    Row("the same, batches as long as the hour lasts", TIMES, FOLLOWED, OUT, ABOVE, {"all_hour": True}, meddles=flood),
    Row("a colleague sends eight without a pass", TIMES, FOLLOWED, IN, CHANCE, meddles=flood_bare),
    Row("the same, and these count", TIMES, FOLLOWED, OUT, ABOVE, {"bare_count": True}, meddles=flood_bare),
)
MENDS = (
    Row("", TIMES, ANY, IN, TOLD),
    Row("flags of yesterday wait until 8", TIMES, ANY, MENDED, TOLD, {"late": 8}),
    Row("flags of yesterday wait until 12", TIMES, ANY, MENDED, TOLD, {"late": 12}),
    Row("flags of yesterday wait until 16", TIMES, ANY, MENDED, TOLD, {"late": 16}),
    Row("flags wait for two days", TIMES, ANY, MENDED, TOLD, {"patience": 2}),
    Row("flags wait for seven days", TIMES, ANY, MENDED, TOLD, {"patience": 7}),
    Row("two unlit flags a person and month", TIMES, STANDING, MENDED, TOLD, habits={"covering": 2.0}),
    Row("the same, flags of yesterday wait until 16", TIMES, STANDING, MENDED, TOLD, {"late": 16}, {"covering": 2.0}),
)
ROWS = (*PRODUCT, *WITHOUT, *AT_ONCE, *MEDDLING, *MENDS)


def figure(row: Row, *, trials: int, learned: int = LEARNED) -> Tally:
    """As many months as it takes for so many candles to be named; the attacker has learned from so many people."""
    rule, habits = replace(Rule(), **row.rule), replace(Habits(), **row.habits)
    rates, tally = _rates(row.knows, habits, rule, learned), Tally()
    for seed in count():
        if len(tally.trials) >= trials:
            return tally
        lived = month(seed, habits)
        asked = [flag for flag in lived.flags if flag.lit and _is_asked(flag, row.candles)]
        if row.candles == FOLLOWED:
            asked = followed(lived)
        flags = row.meddles(lived, asked[0]) if asked else ()
        tally.trials += name_all(play(lived, rule, flags, asked), row.knows, habits, rule, rates) if asked else []
    raise AssertionError("months never end")


def _is_asked(flag: Flag, candles: str) -> bool:
    return candles == ANY or flag.standing == (candles == STANDING)


@lru_cache
def _rates(knows: Knows, habits: Habits, rule: Rule, people: int) -> Rates:
    return learn(knows, habits, rule, people=people)
