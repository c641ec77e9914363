"""Which rows of a Report one reader sees: all of them, or those of the groups they lead.

Every cell of a Report is safe beside every other, so this decides who needs to know and protects nobody's answers;
figures never differ by reader, there are only fewer of them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A led group that has no figures of its own in a Report: its ballots count in a larger cohort."""

    group: str  # its name on the roster
    cohort: str  # id of the nearest published cohort above it


@dataclass(frozen=True, slots=True)
class Seen:
    """What of one Report is shown."""

    cohorts: frozenset[str]
    elsewhere: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """`led` are the ids (32 hex digits) of the groups that the reader leads and of all below; None reads everything.

    `tree` is the roster's: id -> (id of the group above or None, name).
    """

    led: frozenset[str] | None = None
    tree: Mapping[str, tuple[str | None, str]] = field(default_factory=dict)

    def of(self, above: Mapping[str, str | None], published: Collection[str]) -> Seen:
        """`above` gives each cohort of the Notice the one above it, `published` are those that have a cell."""
        if self.led is None:
            return Seen(frozenset(above))
        elsewhere = []
        for group in sorted(self.led):
            if self.tree.get(group, (None, ""))[0] not in self.led:
                nearest = _nearest(self._counted_in(group, above), above, published)
                if nearest not in (group, None):
                    elsewhere.append(Elsewhere(self.tree.get(group, (None, ""))[1], nearest or ""))
        root = {cohort for cohort, parent in above.items() if parent is None}
        own = {cohort for cohort in above if cohort in self.led}
        return Seen(frozenset(root | own | {one.cohort for one in elsewhere}), tuple(elsewhere))

    def _counted_in(self, group: str, above: Mapping[str, str | None]) -> str:
        """The cohort that a group's ballots carry: its own, or the nearest one above it on the roster."""
        at: str | None = group
        while at is not None and at not in above:
            at = self.tree.get(at, (None, ""))[0]
        return at if at is not None else next(cohort for cohort, parent in above.items() if parent is None)


def _nearest(cohort: str | None, above: Mapping[str, str | None], published: Collection[str]) -> str | None:
    while cohort is not None and cohort not in published:
        cohort = above[cohort]
    return cohort


EVERYTHING = Scope()
