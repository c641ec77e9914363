"""What the steps of a count hand on to each other, as it is wrapped in partials."""

from typing import NamedTuple

from msgspec import Struct

Counters = dict[str, list[list[int]]]  # residual class -> for each item, how many answers in each bin


class Row(NamedTuple):
    """One ballot opened: its label's cohort (place in the Notice) and serial, and a byte an item: the bin marked.

    A ballot that counts at the root for want of a good label has the root's place and an empty serial.
    """

    cohort: int
    serial: bytes
    marks: bytes


class Opened(Struct):
    """A chunk after the first map: its rows, and how many ballots were spoiled for which reason."""

    rows: list[Row]
    envelope: int = 0
    label: int = 0
    answers: int = 0


class Spoiled(Struct):
    """Ballots by what was wrong with them; one ballot may stand in two places."""

    envelope: int
    label: int
    repeated: int
    overfull: int
    answers: int


class Decided(Struct):
    """The first reduction: ballots by cohort id, the published set and its residual classes."""

    counts: dict[str, int]
    unlabelled: int  # of those at the root: no label, none that is good, or one of too many
    published: list[str]
    classes: dict[str, str]  # cohort id -> class, empty when nothing is published
    repeated: set[tuple[int, bytes]]  # labels that stood in more than one ballot
    overfull: set[int]  # cohorts with more ballots than eligible people
    spoiled: Spoiled
