"""What is assumed of an organisation's people and keepers, and the rules of the product, each of them removable."""

from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = {"day": 1, "half-day": 1}  # passes that everybody gets a quarter: two together, as the design has it
OUTSIDE = "week"  # a kind that nobody holds passes for; the product refuses to offer it
HOURS = (0, 8, 12, 16)  # at which the router opens flags, when at least `MINIMUM` wait
MINIMUM = 8
PATIENCE = 7  # days after which waiting leave is shown in any case
BATCH_HOUR = 6


@dataclass(frozen=True, slots=True)
class Habits:
    """People and keepers. Shares are 0 to 1; times are means of exponential waits, in days unless said otherwise.

    `used`: of 1,500 employees asked by Breeze (2022) 63 % took a day off for their mental health in the year before,
    and workers asked by SWNS (2022) took four such days: half of eight passes a year are four.
    `tick`, `walks_in`: employees' assistance is used by 3 to 6 % in a year (EAPA), after a call to somebody with a
    name; a tick costs less. These give about 65 candles a year for 300 people.
    `haste`: 1, so that who lit a candle hands in as everybody does; another row of the table gives them more haste.
    """

    people: int = 300
    group: int = 12  # people who have one manager
    takes_part: float = 0.7  # in a wave; usual of short surveys at work
    tick: float = 0.02  # of ballots
    walks_in: float = 0.004  # of people, in a month, from the standing page
    collects: float = 0.03  # of people, in a month, sign in and collect their passes without a survey
    used: float = 0.5  # of entitlement passes are handed in
    soon: float = 0.3  # of these within days of being collected, as the page suggests; the others at any time
    soon_days: float = 6.0
    late_days: float = 100.0  # the others: evenly, while the pass is good
    urgencies: Mapping[str, tuple[float, float]] = field(  # share, hours of work until a keeper answers
        default_factory=lambda: {"today": (0.25, 3.0), "week": (0.35, 12.0), "": (0.4, 20.0)}
    )
    asks_back: float = 0.4  # of candles, the keeper writes first and waits for an answer
    offered: float = 0.75  # of candles lead to an offer; the others to letters
    comes_back: float = 1.5  # until the owner looks again: the page's reminder names the next day
    takes: float = 0.85  # of offers
    at_sitting: float = 0.6  # hand the pass in a few minutes after taking it
    later: float = 0.3  # hand it in days later; the rest never
    later_days: float = 4.0
    looks_again: float = 0.4  # into the mailbox, once everything is done or when the pass is fetched from it
    closes: float = 0.8  # of taken candles are closed by a keeper, after `closing` hours of work
    closing: float = 16.0
    today: float = 0.1  # choose that the desk sees it today
    lead: float = 5.0  # days between the desk's seeing it and the first day of rest; a fifth of that for "today"
    haste: float = 1.0  # who lit a candle chooses "today" so many times as often, and a lead so many times shorter
    goes_on: float = 0.0  # when told that one more than everybody holds would show; the others keep the pass


@dataclass(frozen=True, slots=True)
class Rules:
    """What the product does. The defaults are the product's."""

    interval: int = 1  # days between two batches of the desk; 0: the desk sees everything as it comes
    minimum: int = MINIMUM  # passes of a key that must be out; 0: the rule is off
    patience: int = PATIENCE
    fill: int = 0  # so much leave of one kind must wait for a batch; 0: the batch opens for a single one
    entitled: float = 1.0  # of all people get entitlement passes
    outside: float = 0.0  # of offers are of a kind that nobody holds passes for
    batch_day: bool = False  # leave keeps the day of its batch, or of "today", as long as it is kept
    visits: str = "month"  # to which a candle's last visit and its closing are rounded: time, day, week or month
    hours: bool = False  # a candle of which a break was taken keeps its hours of waiting until it is closed
    forgotten: bool = True  # the named side forgets who asked for passes once the month or quarter is over
    collects_first: bool = True  # who collected none in the quarter of the pass is asked to, before they redeem
    handed_time: bool = False  # leave keeps the time at which it was handed in
