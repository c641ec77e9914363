"""What is assumed of a small organisation's people: when they send, and when they light a candle."""

from dataclasses import dataclass

DAYS = 28  # of a month: a wave opens on its first day, a Monday
OPENS, CLOSES = 8, 7 * 24 + 8  # hours after that Monday began
BEGIN_OF_NIGHT, END_OF_NIGHT = 20, 7  # nobody is at work

# By hour of the day, at the place of work, whose clock is UTC's. Letters go out at eight.
SENDS_BY_DAY = (45, 25, 15, 8, 4, 2, 1)
SENDS_BY_HOUR = (2, 1, 1, 0, 0, 1, 3, 6, 13, 12, 11, 8, 7, 9, 8, 7, 6, 5, 4, 3, 3, 4, 4, 3)
# The standing page is opened on any day, and where nobody looks over a shoulder.
WALKS_IN_BY_HOUR = (5, 4, 3, 2, 2, 2, 3, 3, 4, 4, 4, 3, 5, 4, 3, 3, 4, 4, 5, 6, 7, 8, 8, 7)


@dataclass(frozen=True, slots=True)
class Habits:
    """Shares are 0 to 1.

    `tick`, `walks_in`: employees' assistance is used by 3 to 6 % in a year (EAPA), after a call to somebody with a
    name; a tick costs less. As in the attack on leave. `covering`: of 300 people some 75 hand in a pass in a month
    there, for which they open the page that sends an empty flag (browser/client/cover.ts).
    """

    people: int = 40
    takes_part: float = 0.7  # in a wave
    tick: float = 0.02  # of flags that go with ballots
    walks_in: float = 0.004  # of people, in a month, from the standing page, whose flags are all lit
    at_once: float = 0.0  # of those, send at once
    covering: float = 0.25  # empty flags of a person, in a month: the page of break passes sends one when it is opened
    night_ticks: float = 1.0  # who sends by night ticks so many times as often


def is_night(time: float) -> bool:
    """Hours since a Monday began."""
    hour = int(time) % 24
    return hour >= BEGIN_OF_NIGHT or hour < END_OF_NIGHT
