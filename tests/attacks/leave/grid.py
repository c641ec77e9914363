"""The lines of the table: which attacker, with which protection on or off, and what is expected of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .habits import Habits, Rules

KEEPER, LOOKING = "keeper", "keeper who sees who is away"
DESK, DESK_ASIDE = "desk", "desk, days of waves left aside"
MANAGER, MANAGER_ASIDE = "manager", "manager, days of waves left aside"
TOGETHER = "keeper and desk together"
NAMED, STOLEN = "named database, afterwards", "both databases, afterwards"

CHANCE, ABOVE, TOLD = "chance", "above", "told"  # what is expected; TOLD: the figure is for the reader
BOTH = {TOGETHER: TOLD, STOLEN: TOLD}
DAYS_KEPT: dict[str, Any] = {"batch_day": True, "visits": "day", "hours": True}
ASKED_KEPT: dict[str, Any] = {"forgotten": False, "collects_first": False}


@dataclass(frozen=True, slots=True)
class World:
    """Organisations under one set of habits and rules, and what is expected of each attacker there."""

    title: str
    expects: Mapping[str, str]
    habits: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)

    def play(self) -> tuple[Habits, Rules]:
        """The product's with these changes."""
        return replace(Habits(), **self.habits), replace(Rules(), **self.rules)


PRODUCT = World(
    "as the product is",
    dict.fromkeys([KEEPER, DESK_ASIDE, MANAGER_ASIDE, NAMED, STOLEN], CHANCE)
    | dict.fromkeys([DESK, MANAGER, LOOKING, TOGETHER], TOLD),
)

WITHOUT = [
    World("entitlement passes for one person in ten", {DESK_ASIDE: ABOVE}, rules={"entitled": 0.1}),
    World("a fifth of offers of a kind that nobody holds", {DESK_ASIDE: ABOVE}, rules={"outside": 0.2}),
    World("everybody goes on above the common number", {DESK_ASIDE: ABOVE}, {"goes_on": 1.0}),
    World(
        "who lit a candle is in three times the haste", {DESK_ASIDE: TOLD, DESK: TOLD, TOGETHER: TOLD}, {"haste": 3.0}
    ),
    World(
        "entitlements too are handed in soon after waves", {DESK: TOLD, MANAGER: TOLD}, {"soon": 0.7, "soon_days": 8.0}
    ),
    World("no batches", {DESK_ASIDE: TOLD, TOGETHER: ABOVE, STOLEN: TOLD}, rules={"interval": 0}),
    World("everybody chooses today", {TOGETHER: ABOVE, STOLEN: CHANCE}, {"today": 1.0}),
    World("times in both databases", {STOLEN: ABOVE}, rules={**DAYS_KEPT, "visits": "time", "handed_time": True}),
    World("days in both databases, and who asked", {NAMED: ABOVE, STOLEN: ABOVE}, rules=DAYS_KEPT | ASKED_KEPT),
    World("days in both databases", {STOLEN: ABOVE}, rules=DAYS_KEPT),
    World("leave keeps the day of its batch", {STOLEN: TOLD}, rules={"batch_day": True}),
    World("visits and closings by week", {STOLEN: TOLD}, rules={"visits": "week"}),
    World("visits and closings by day", {STOLEN: TOLD}, rules={"visits": "day"}),
    World("hours stay once a break is taken", {STOLEN: TOLD}, rules={"hours": True}),
    World("who asked for passes is kept", {NAMED: ABOVE, STOLEN: ABOVE}, rules=ASKED_KEPT),
    World(
        "who asked is forgotten, and nobody collects first",
        {NAMED: TOLD, STOLEN: TOLD},
        rules={"collects_first": False},
    ),
    World("who asked is kept, and everybody collects first", {NAMED: TOLD, STOLEN: TOLD}, rules={"forgotten": False}),
]

OTHERWISE = [
    World("a tenth of passes used", {STOLEN: TOLD, NAMED: TOLD}, {"used": 0.1}),
    World("a batch once 8 of a kind wait", {**BOTH, NAMED: CHANCE}, rules={"fill": 8}),
    World("breaks of candles are handed in days later", BOTH, {"at_sitting": 0.0, "later": 0.9}),
]

DAYS, USED, TODAY, FILL, OUT = (1, 2, 3, 7, 14), (0.1, 0.25, 0.5, 0.9), (0.0, 0.3, 1.0), (4, 8, 16), (0, 8, 50)


def _grid() -> Iterator[World]:
    for days in DAYS:
        for used in USED:
            yield World(f"batch every {days} days, {used:.0%} of passes used", BOTH, {"used": used}, {"interval": days})
    for days in (1, 7):
        for today in TODAY:
            yield World(f"batch every {days} days, {today:.0%} today", BOTH, {"today": today}, {"interval": days})
    for fill in FILL:
        yield World(f"a batch once {fill} of a kind wait, after 7 days at the latest", BOTH, rules={"fill": fill})
    for out in OUT:
        yield World(f"{out} passes out", BOTH, rules={"minimum": out})
        few = {"entitled": 0.03, "minimum": out}
        yield World(f"{out} passes out, entitlements for three in a hundred", BOTH, rules=few)


WORLDS: Sequence[World] = [PRODUCT, *WITHOUT, *OTHERWISE, *_grid()]
