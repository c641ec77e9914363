"""What waiting buys and costs: in how many people's company flags are opened, and after how many hours."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import mean, median
from typing import Any

from .flags import Flag, month
from .habits import Habits, is_night
from .router import Rule, openings

FEW = 4  # people
BY_DAY, BY_NIGHT, STANDING = "with a ballot, by day", "with a ballot, by night", "from the standing page"


@dataclass(frozen=True, slots=True)
class Cover:
    """Of the flags of one kind: how many; the shares opened alone and in a company of fewer than four people; the
    middle number of people; hours of waiting on average and at most.
    """

    flags: int
    alone: float
    few: float
    middle: float
    hours: float
    longest: float


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation and a rule; the fields say what differs from the product's and from forty people."""

    title: str
    habits: Mapping[str, Any] = field(default_factory=dict)
    rule: Mapping[str, Any] = field(default_factory=dict)


PLACES = (
    Place("40 people"),
    Place("100 people", {"people": 100}),
    Place("300 people", {"people": 300}),
    Place("40 people, flags of yesterday wait until 12", rule={"late": 12}),
    Place("40 people, flags of yesterday wait until 16", rule={"late": 16}),
    Place("300 people, flags of yesterday wait until 16", {"people": 300}, {"late": 16}),
    Place("40 people, flags wait for two days", rule={"patience": 2}),
    Place("40 people, flags wait for seven days", rule={"patience": 7}),
    Place("40 people, nobody sends an empty flag", {"covering": 0.0}),
    Place("300 people, nobody sends an empty flag", {"people": 300, "covering": 0.0}),
    Place("40 people, two unlit flags a person and month from the standing page", {"covering": 2.0}),
    Place("300 people, two unlit flags a person and month", {"people": 300, "covering": 2.0}),
    Place("40 people, one flag is enough for a batch", rule={"minimum": 1}),
)


def covers(place: Place, *, months: int) -> dict[str, Cover]:
    """By kind of flag."""
    rule, habits = replace(Rule(), **place.rule), replace(Habits(), **place.habits)
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for seed in range(months):
        for batch in openings(month(seed, habits).flags, rule):
            for flag in (flag for flag in batch.flags if flag.lit or not flag.standing):
                found[_kind(flag)].append((len(batch.people()), batch.opened - flag.time))
    return {kind: _cover(found[kind]) for kind in (BY_DAY, BY_NIGHT, STANDING)}


def _kind(flag: Flag) -> str:
    if flag.standing:
        return STANDING
    return BY_NIGHT if is_night(flag.time) else BY_DAY


def _cover(seen: Sequence[tuple[int, float]]) -> Cover:
    people, hours = zip(*seen, strict=True)
    return Cover(
        flags=len(seen),
        alone=mean(count == 1 for count in people),
        few=mean(count < FEW for count in people),
        middle=median(people),
        hours=mean(hours),
        longest=max(hours),
    )
