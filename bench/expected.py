"""What a Report must say, computed straight from answers in the clear: a second, independent implementation.

It shares no code with `disclosure/`, takes the set of published cohorts as given, and works out each cell of
it from scratch: the coding of R7 here, the display of R11 in bench/shown.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .shown import WHOLE_PERCENT_FROM, enps, half_up, mean, share

CODED_BELOW = 30  # R7: people in a residual class
DISTRIBUTION_FROM = 30  # R11: people in a cell


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one person answered, by question key, and the cohort that their ballot counts under."""

    cohort: str
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of figures: a whole question, or one option of a question with any number of them."""

    question: str
    kind: str
    values: tuple[int, ...]
    groups: tuple[tuple[str, tuple[int, ...]], ...]  # indices into `values`
    option: int | None = None

    def place(self, answers: Mapping[str, Any]) -> int:
        """The index of the bin that an answer falls into; one past the last is "no answer"."""
        answer = answers.get(self.question)
        if answer is None:
            return len(self.values)
        if self.option is not None:
            return 0 if self.option in answer else 1
        return self.values.index(answer)


@dataclass(frozen=True, slots=True)
class Coded:
    """Counts after R7, bin by bin ("no answer" last) and group by group, and how each of them reads."""

    bins: list[int]
    reads: list[str]
    groups: list[int]
    group_reads: list[str]


def measures(questions: Iterable[Mapping[str, Any]]) -> dict[str, Measure]:
    """Every measure of a wave by the key it has in a Report."""
    found = {}
    for question in questions:
        key, values = question["key"], tuple(option["value"] for option in question["bins"])
        if question["kind"] == "choices":
            for value in values:
                yes_no = (("chosen", (0,)), ("not chosen", (1,)))
                found[f"{key}.{value}"] = Measure(key, "choices", (1, 0), yes_no, option=value)
            continue
        groups = tuple((name, tuple(sorted(map(values.index, members)))) for name, members in question["groups"])
        found[key] = Measure(key, question["kind"], values, groups)
    return found


def cells(notice: Mapping[str, Any], sheets: Sequence[Sheet], published: set[str]) -> dict[str, dict[str, Any]]:
    """Each published cohort's cell, by cohort id, as a Report must hold it."""
    if not published:
        return {}
    parents = {cohort["id"]: cohort["parent"] for cohort in notice["cohorts"]}
    classes: dict[str, list[Sheet]] = {cohort: [] for cohort in published}
    for sheet in sheets:
        classes[nearest(sheet.cohort, parents, published)].append(sheet)
    below: dict[str, list[str]] = {cohort: [] for cohort in published}
    for own in published:
        for cohort in published.intersection(lineage(own, parents)):
            below[cohort].append(own)
    sizes = {cohort: sum(len(classes[own]) for own in parts) for cohort, parts in below.items()}
    found: dict[str, dict[str, Any]] = {c: {"cohort": c, "n": sizes[c], "items": {}} for c in published}
    for key, measure in measures(notice["questions"]).items():
        coded = {own: code(_tally(measure, people), measure) for own, people in classes.items()}
        for cohort, parts in below.items():
            shown = figures(measure, _added([coded[own] for own in parts]), n=sizes[cohort], k=notice["k"])
            if shown:
                found[cohort]["items"][key] = shown
    return found


def participation(notice: Mapping[str, Any], sheets: Sequence[Sheet]) -> list[dict[str, Any]]:
    """R10: percent by cohort, between 10 and 90; None where ballots outnumber people."""
    found = []
    for cohort in notice["cohorts"]:
        n, eligible = sum(sheet.cohort == cohort["id"] for sheet in sheets), cohort["eligible"]
        if eligible >= notice["m"]:
            percent = min(90, max(10, half_up(Fraction(100 * n, eligible))))
            found.append({"cohort": cohort["id"], "percent": None if n > eligible else percent})
    return found


def lineage(cohort: str, parents: Mapping[str, str | None]) -> list[str]:
    """A cohort and all above it, nearest first."""
    found = [cohort]
    while (above := parents[found[-1]]) is not None:
        found.append(above)
    return found


def nearest(cohort: str, parents: Mapping[str, str | None], published: set[str]) -> str:
    """The published cohort whose residual class a ballot of `cohort` falls into."""
    return next(above for above in lineage(cohort, parents) if above in published)


def code(counts: Sequence[int], measure: Measure) -> Coded:
    """R7 for one residual class: nobody may read off what all, or all but one, of a small class said.

    First no group, then no bin ("no answer" is one) may hold more than n - 2. What stands there afterwards reads
    "or more", every bin of such a group with it; what else is not empty in such a class reads "or less".
    """
    bins, n, options = list(counts), sum(counts), len(counts) - 1
    small = 0 < n < CODED_BELOW
    if small:
        for _, members in measure.groups:
            _lower(bins, members, options, surplus=sum(bins[i] for i in members) - (n - 2))
        for place, count in enumerate(list(bins)):
            if count > n - 2:
                bins[place] = n - 2
                bins[_neighbour(place, options)] += count - (n - 2)
    groups = [sum(bins[i] for i in members) for _, members in measure.groups]
    full_groups = [small and count == n - 2 for count in groups]
    full = {i for (_, members), at_cap in zip(measure.groups, full_groups, strict=True) if at_cap for i in members}
    full |= {i for i, count in enumerate(bins) if small and count == n - 2}
    return Coded(
        bins,
        [_reading(count, capped=i in full, beside=bool(full)) for i, count in enumerate(bins)],
        groups,
        [_reading(count, capped=at_cap, beside=bool(full)) for count, at_cap in zip(groups, full_groups, strict=True)],
    )


def _neighbour(place: int, options: int) -> int:
    if place == options:
        return options // 2
    return place + 1 if 2 * place < options - 1 else place - 1


def _lower(bins: list[int], members: Sequence[int], options: int, *, surplus: int) -> None:
    """Move what a group has too much to the nearest option outside it, from its nearest options first.

    Outside a group of all options there is "no answer" alone.
    """
    if surplus <= 0:
        return
    outside = [i for i in range(options) if i not in members] or [options]
    to = min(outside, key=lambda i: (min(abs(i - own) for own in members), i))
    for source in sorted(members, key=lambda own: (abs(own - to), own)):
        moved = min(surplus, bins[source])
        bins[source] -= moved
        bins[to] += moved
        surplus -= moved


def _reading(count: int, *, capped: bool, beside: bool) -> str:
    """`beside`: something of the class is capped, so that the rest may stand for fewer people."""
    if capped:
        return "or more"
    return "or less" if beside and count else "exact"


def _tally(measure: Measure, people: Iterable[Sheet]) -> list[int]:
    counts = [0] * (len(measure.values) + 1)
    for sheet in people:
        counts[measure.place(sheet.answers)] += 1
    return counts


def _added(parts: Sequence[Coded]) -> Coded:
    """A cell is the sum of the coded classes at and below it."""
    return Coded(
        [sum(column) for column in zip(*(part.bins for part in parts), strict=True)],
        [_read_together(column) for column in zip(*(part.reads for part in parts), strict=True)],
        [sum(column) for column in zip(*(part.groups for part in parts), strict=True)],
        [_read_together(column) for column in zip(*(part.group_reads for part in parts), strict=True)],
    )


def _read_together(reads: Iterable[str]) -> str:
    """Some parts may be more and others less: then nothing but "about" is true of the sum."""
    inexact = set(reads) - {"exact"}
    return "about" if len(inexact) == 2 else inexact.pop() if inexact else "exact"


def figures(measure: Measure, coded: Coded, *, n: int, k: int) -> dict[str, Any]:
    """R11 for one measure in a cell of `n` people."""
    found: dict[str, Any] = {}
    if measure.groups:
        shares = zip(measure.groups, coded.groups, coded.group_reads, strict=True)
        found["groups"] = {name: share(count, n) | {"reads": reads} for (name, _), count, reads in shares}
    weighted = list(zip(measure.values, coded.bins, strict=False))
    answered = sum(count for _, count in weighted)
    if measure.kind in ("scale", "recommend") and n >= WHOLE_PERCENT_FROM and answered >= k:
        found["mean"] = mean(weighted)
    if n >= DISTRIBUTION_FROM:
        bins = zip([*measure.values, None], coded.bins, coded.reads, strict=True)
        found["distribution"] = [{"value": v, "count": count, "reads": reads} for v, count, reads in bins]
    if measure.kind == "recommend" and n >= DISTRIBUTION_FROM and answered >= k:
        found["enps"] = enps(weighted)
    return found
