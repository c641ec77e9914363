"""Hold a Report against the answers it was made from, figure by figure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from . import expected
from .expected import Sheet

MISSING = "nothing"


@dataclass(slots=True)
class Comparison:
    """What stood in a Report, and one sentence for each thing that should not be as it is."""

    published: int = 0
    under_floor: int = 0  # cohorts of fewer than k ballots
    held_back: int = 0  # cohorts of k and more ballots that are hidden all the same, to guard others (R5)
    equal_cells: int = 0
    unequal_cells: int = 0
    figures: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def hidden(self) -> int:
        """Cohorts that R5 keeps out of the Report, for whatever reason."""
        return self.under_floor + self.held_back


def compare(notice: Mapping[str, Any], report: Mapping[str, Any], sheets: Sequence[Sheet]) -> Comparison:
    """Every field of every cell against `bench.expected`, and the published set against R5."""
    found = Comparison()
    names = {cohort["id"]: cohort["name"] for cohort in notice["cohorts"]}
    published = [cell["cohort"] for cell in report["cells"]]
    found.published = len(published)
    found.faults += _faults_of_set(notice, report, sheets)
    if found.faults:
        found.unequal_cells = found.published
        return found
    _count_hidden(found, notice, sheets, hidden=report["hidden"])
    wanted = expected.cells(notice, sheets, set(published))
    for cell in report["cells"]:
        faults = [f"{names[cell['cohort']]}, {fault}" for fault in differences(wanted[cell["cohort"]], cell)]
        found.figures += leaves(cell)
        found.equal_cells += not faults
        found.unequal_cells += bool(faults)
        found.faults += faults
    found.faults += [f"participation {fault}" for fault in _faults_of_participation(notice, report, sheets)]
    return found


def differences(wanted: Any, got: Any, path: str = "") -> Iterator[str]:
    """One sentence for each place where two values of JSON differ; 1 and 1.0 are one number there."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        for key in sorted(wanted.keys() | got.keys()):
            yield from differences(wanted.get(key, MISSING), got.get(key, MISSING), f"{path}/{key}")
    elif isinstance(wanted, list) and isinstance(got, list) and len(wanted) == len(got):
        for index, (one, other) in enumerate(zip(wanted, got, strict=True)):
            yield from differences(one, other, f"{path}/{index}")
    elif wanted != got or isinstance(wanted, bool) != isinstance(got, bool):
        yield f"{path}: should be {wanted!r}, is {got!r}"


def leaves(value: Any) -> int:
    """How many single figures a value of JSON holds."""
    if isinstance(value, dict):
        return sum(map(leaves, value.values()))
    return sum(map(leaves, value)) if isinstance(value, list) else 1


def _faults_of_set(notice: Mapping[str, Any], report: Mapping[str, Any], sheets: Sequence[Sheet]) -> list[str]:
    """R5 from counts alone: who is in, and that every residual class is empty or has k people."""
    cohorts = [cohort["id"] for cohort in notice["cohorts"]]
    published = [cell["cohort"] for cell in report["cells"]]
    root = next(cohort["id"] for cohort in notice["cohorts"] if cohort["parent"] is None)
    faults = []
    if sorted(published + report["hidden"]) != sorted(cohorts):
        faults.append("cells and hidden do not hold every cohort once")
    if (report["k"], report["m"]) != (notice["k"], notice["m"]):
        faults.append("the thresholds are not those of the Notice")
    if report["ballots"] != len(sheets) or any(report["spoiled"].values()):
        faults.append(f"{len(sheets)} ballots were cast, {report['ballots']} counted, spoiled {report['spoiled']}")
    if (root in published) != (len(sheets) >= notice["k"]) or (published and root not in published):
        faults.append("the root is published exactly when it has k ballots, and nothing without it")
    return faults or _faults_of_residuals(notice, set(published), sheets)


def _faults_of_residuals(notice: Mapping[str, Any], published: set[str], sheets: Sequence[Sheet]) -> list[str]:
    parents = {cohort["id"]: cohort["parent"] for cohort in notice["cohorts"]}
    sizes = Counter(expected.nearest(sheet.cohort, parents, published) for sheet in sheets if published)
    return [f"a residual class has {n} people, fewer than k" for n in sizes.values() if n < notice["k"]]


def _count_hidden(
    found: Comparison, notice: Mapping[str, Any], sheets: Sequence[Sheet], *, hidden: Sequence[str]
) -> None:
    parents = {cohort["id"]: cohort["parent"] for cohort in notice["cohorts"]}
    sizes = Counter(above for sheet in sheets for above in expected.lineage(sheet.cohort, parents))
    found.under_floor = sum(sizes[cohort] < notice["k"] for cohort in hidden)
    found.held_back = len(hidden) - found.under_floor


def _faults_of_participation(
    notice: Mapping[str, Any], report: Mapping[str, Any], sheets: Sequence[Sheet]
) -> Iterator[str]:
    wanted = {row["cohort"]: row for row in expected.participation(notice, sheets)}
    yield from differences(wanted, {row["cohort"]: row for row in report["participation"]})
