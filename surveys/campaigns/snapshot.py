"""The audience as it stands at one moment: cohorts by R2 and R3, and the cohort each person's ballot counts in."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import ngettext

from crypto.refusal import Refusal
from disclosure.cohorts import Cohort, make_cohorts
from disclosure.tree import Node
from surveys.people.audience import audience, tree


class TooFew(Refusal):
    """Nothing could ever be shown of so few answers."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Who is asked, and where it counts. Group and cohort ids are 32 hex digits; the root comes first."""

    cohorts: list[Cohort]
    names: dict[str, str]
    places: dict[UUID, str]


def take_snapshot(*, when: datetime, m: int) -> Snapshot:
    """The cohorts of at least `m` people of everybody eligible at `when`. Raises TooFew."""
    people = audience(when=when)
    if len(people) < m:
        few = ngettext(
            "%(count)d person is on the roster, and a wave needs at least %(least)d",
            "%(count)d people are on the roster, and a wave needs at least %(least)d",
            len(people),
        )
        raise TooFew(few % {"count": len(people), "least": m})
    groups = tree()
    own = Counter(group for _, group in people)
    nodes = [Node(group.hex, parent.hex if parent else None, own[group]) for group, parent, _ in groups]
    cohorts, cohort_of = make_cohorts(nodes, m=m)
    return Snapshot(
        cohorts,
        {group.hex: name for group, _, name in groups},
        {employee: cohort_of[group.hex] for employee, group in people},
    )
