"""A keeper who sees each candle appear, and was told who was seen with a phone when: whose candle is it?

How often each kind of moment goes with a candle the attacker has learned in other months of other organisations, whose
secrets they were told. Of who sent what opens now they name, for each candle, whoever is likeliest.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import prod

from .flags import COLLEAGUE, Flag, Month, month, patient
from .habits import Habits, is_night
from .router import Batch, Rule, openings
from .tally import Trial

TOLD = 1_000_000  # seeds of the months in which the attacker was told everything begin here
LEARNED = 60_000  # people in them

Clue = tuple[object, ...]
Rates = Mapping[Clue, float]


@dataclass(frozen=True, slots=True)
class Knows:
    """What of a month's flags was seen: which of them, and what a moment looked like."""

    name: str
    sees: Callable[[Flag], bool]
    clue: Callable[[Flag, Batch, Month, Rule], Clue]


@dataclass(frozen=True, slots=True)
class Played:
    """A month with what the attacker did to it, and how its flags would have been opened without that."""

    month: Month
    batches: Sequence[Batch]
    company: Mapping[float, tuple[int, int]]  # of each flag by its time: the batch, and how many people are in it
    asked: frozenset[float]  # the candles that are to be named, by the times of their flags


def by_night(flag: Flag, _batch: Batch, _month: Month, _rule: Rule) -> Clue:
    """Somebody answers a survey by day or by night."""
    return (is_night(flag.time),)


def moment(flag: Flag, batch: Batch, month: Month, rule: Rule) -> Clue:
    """Also whether it may have been the survey at all, and whether this very moment had the batch opened."""
    hurried = batch.opened == flag.time and int(batch.opened) % 24 not in rule.hours
    return is_night(flag.time), flag.time in month.first, hurried


def moment_and_page(flag: Flag, batch: Batch, month: Month, rule: Rule) -> Clue:
    """Also which page it was."""
    return *moment(flag, batch, month, rule), flag.standing


SENDS = Knows("a keeper who knows when everybody answered", lambda flag: not flag.standing, by_night)
TIMES = Knows("a keeper who knows when everybody sent any flag", lambda _: True, moment)
PAGES = Knows("a keeper who knows that, and from which page", lambda _: True, moment_and_page)


def play(month: Month, rule: Rule, flags: Sequence[Flag], asked: Iterable[Flag]) -> Played:
    """`flags` are the month's with the attacker's own among them; `asked` are the lit ones to be named."""
    company = {
        flag.time: (number, len(batch.people()))
        for number, batch in enumerate(openings(patient(month.flags), Rule()))
        for flag in batch.flags
    }
    return Played(month, openings(flags, rule), company, frozenset(flag.time for flag in asked))


def learn(knows: Knows, habits: Habits, rule: Rule, *, people: int = LEARNED) -> Rates:
    """How often what was seen goes with a candle, in months with so many people together."""
    seen, lit = Counter[Clue](), Counter[Clue]()
    for told in _told(habits, people // habits.people):
        for batch in openings(told.flags, rule):
            for flag in filter(knows.sees, batch.flags):
                clue = knows.clue(flag, batch, told, rule)
                seen[clue] += 1
                lit[clue] += flag.lit
    return {clue: (lit[clue] + habits.tick) / (seen[clue] + 1) for clue in seen}


@lru_cache(maxsize=4)
def _told(habits: Habits, months: int) -> list[Month]:
    return [month(seed, habits) for seed in range(TOLD, TOLD + months)]


def name_all(one: Played, knows: Knows, habits: Habits, rule: Rule, rates: Rates) -> Iterator[Trial]:
    """Name the owner of every candle that is asked for, when it appears. Chance knows who sent together with them."""
    for batch in one.batches:
        wanted = [flag for flag in batch.flags if flag.time in one.asked]
        likeliest = _likeliest(batch, one.month, knows, rule, rates) if wanted else set()
        for flag in wanted:
            number, people = one.company[flag.time]
            named = likeliest or set(range(habits.people))
            yield Trial((one.month.seed, number), (flag.person in named) / len(named), 1 / people)


def _likeliest(batch: Batch, month: Month, knows: Knows, rule: Rule, rates: Rates) -> set[int]:
    """Of the people seen in a batch those who have lit a candle with the highest chance."""
    unlit: dict[int, list[float]] = defaultdict(list)
    for flag in batch.flags:
        if flag.person != COLLEAGUE and knows.sees(flag):
            unlit[flag.person].append(1 - rates.get(knows.clue(flag, batch, month, rule), 0.5))
    chances = {person: round(1 - prod(each), 6) for person, each in unlit.items()}
    return {person for person, chance in chances.items() if chance == max(chances.values())}
