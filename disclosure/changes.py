"""Changes between two waves that are marked as changes (R11, last sentence).

statsmodels is loaded by whoever compares: it brings pandas, and no other process needs its 100 MB.
"""

from collections.abc import Iterable, Mapping
from math import sqrt
from typing import Any

from scipy.special import ndtr

from .display import WHOLE_PERCENT_FROM
from .items import items_of

LEAST_POINTS = 5
COMPARED = ("favourable", "chosen")  # the groups whose share is followed
FALSE_DISCOVERIES = 0.10  # expected share among the marked ones, over the whole heatmap


def marked_changes(
    before: Mapping[str, Any], after: Mapping[str, Any], questions: Iterable[Mapping[str, Any]]
) -> set[tuple[str, str]]:
    """The (cohort id, item key) whose share "favourable" or "chosen" changed between two Reports.

    From published figures alone: cells with at least ten people in both. A change is marked when it is at least five
    points and its score test passes Benjamini-Hochberg at 10 % over all that could be compared.
    """
    items = {item.key for item in items_of(questions)}
    from statsmodels.stats.multitest import multipletests

    was, now = _percents(before, items), _percents(after, items)
    compared = sorted(was.keys() & now.keys())
    if not compared:
        return set()
    passed = multipletests([_score(was[at], now[at]) for at in compared], FALSE_DISCOVERIES, method="fdr_bh")[0]
    large = [abs(now[at][0] - was[at][0]) >= LEAST_POINTS for at in compared]
    return {at for at, significant, enough in zip(compared, passed, large, strict=True) if significant and enough}


def _percents(report: Mapping[str, Any], items: set[str]) -> dict[tuple[str, str], tuple[int, int]]:
    """(cohort, item) -> (percent, n)."""
    return {
        (cell["cohort"], key): (share["percent"], cell["n"])
        for cell in report["cells"]
        if cell["n"] >= WHOLE_PERCENT_FROM
        for key in cell["items"].keys() & items
        for name, share in cell["items"][key].get("groups", {}).items()
        if name in COMPARED
    }


def _score(was: tuple[int, int], now: tuple[int, int]) -> float:
    """Two-sided p of the score test for two equal shares, with the pooled share in the variance."""
    (share_was, n_was), (share_now, n_now) = (was[0] / 100, was[1]), (now[0] / 100, now[1])
    pooled = (share_was * n_was + share_now * n_now) / (n_was + n_now)
    error = sqrt(pooled * (1 - pooled) * (1 / n_was + 1 / n_now))
    return 1.0 if error == 0 else float(2 * ndtr(-abs(share_now - share_was) / error))
