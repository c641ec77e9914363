"""The figures of one item in one cell, in the shape that R11 gives them (disclosure.md; docs/protocol.md section 2)."""

from typing import Annotated, Any, Literal

import msgspec
from django.utils.translation import gettext_noop as _
from msgspec import Meta, Struct, field

from disclosure.items import Item

# R11 once more, for what comes is held against the rule and not against the code that made it.
WHOLE_PERCENT_FROM, DISTRIBUTION_FROM = 10, 30  # people in a cell
NUMERIC = ("scale", "recommend")
NO_ANSWER = None
ENPS_ENDS = (-100.0, 100.0)

Percent = Annotated[int, Meta(ge=0, le=100)]
Reads = Literal["exact", "or more", "or less", "about"]


class Share(Struct, frozen=True, forbid_unknown_fields=True):
    """How much of a cell one group of answers is: a whole percent, or a band of 20 points below ten people."""

    reads: Reads
    interval: tuple[Percent, Percent]
    percent: Percent | None = None
    low: Percent | None = field(name="from", default=None)
    high: Percent | None = field(name="to", default=None)


class Estimate(Struct, frozen=True, forbid_unknown_fields=True):
    value: float
    interval: tuple[float, float]


class Bar(Struct, frozen=True, forbid_unknown_fields=True):
    value: int | None
    count: Annotated[int, Meta(ge=0)]
    reads: Reads


class Figures(Struct, frozen=True, forbid_unknown_fields=True):
    """All that is shown of one item in one cell."""

    groups: dict[str, Share] = field(default_factory=dict)
    mean: Estimate | None = None
    enps: Estimate | None = None
    distribution: list[Bar] = field(default_factory=list)


def read_figures(shown: dict[str, Any]) -> Figures:
    """Raises msgspec.ValidationError."""
    return msgspec.convert(shown, Figures)


def fault(figures: Figures, item: Item, *, n: int) -> str | None:
    """What shows more of a cell of `n` people than R11 lets out, or something else than `item`; None if all is well."""
    if {name for name, _ in item.groups} != figures.groups.keys():
        return _("a figure of the Report is wrong: its groups are not those of the question")
    if any((share.percent is None) != (n < WHOLE_PERCENT_FROM) for share in figures.groups.values()):
        return _("a figure of the Report is wrong: a share is written for a cell of another size")
    if any((share.low is None or share.high is None) != (n >= WHOLE_PERCENT_FROM) for share in figures.groups.values()):
        return _("a figure of the Report is wrong: a share is written for a cell of another size")
    if figures.mean and n < WHOLE_PERCENT_FROM:
        return _("a figure of the Report is wrong: a mean is shown of too few people")
    if n < DISTRIBUTION_FROM and (figures.distribution or figures.enps):
        return _("a figure of the Report is wrong: a distribution is shown of too few people")
    if figures.distribution and [bar.value for bar in figures.distribution] != [*item.bins, NO_ANSWER]:
        return _("a figure of the Report is wrong: its options are not those of the question")
    if any(share.interval[0] > share.interval[1] for share in figures.groups.values()):
        return _("a figure of the Report is wrong: an interval ends before it begins")
    ends = float(min(item.bins)), float(max(item.bins))
    if not (_is_possible(figures.mean, ends) and _is_possible(figures.enps, ENPS_ENDS)):
        return _("a figure of the Report is wrong: a mean lies where no answer does")
    return None


def _is_possible(shown: Estimate | None, ends: tuple[float, float]) -> bool:
    """Whether an estimate lies in its interval, and that between the smallest and the largest value."""
    return shown is None or ends[0] <= shown.interval[0] <= shown.value <= shown.interval[1] <= ends[1]
