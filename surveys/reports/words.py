"""Figures in words: what stands in a table's cell."""

from collections.abc import Mapping

from .figures import Bar, Estimate, Share

SPOILED = {
    "envelope": "could not be opened",
    "label": "carried a label that is not genuine, and count for the whole organisation",
    "repeated": "carried a label that another ballot carries too, and count for the whole organisation",
    "overfull": "came from a group with more ballots than people, and count for the whole organisation",
    "answers": "held an answer that is not on offer, and count as “no answer”",
}


def in_english(text: Mapping[str, str]) -> str:
    """The text in English, or else in the first language it has."""
    return text.get("en") or next(iter(text.values()), "")


def share(shown: Share) -> str:
    """62 %, 62 % or more, about 62 %; of fewer than ten people 40 to 60 %, 60 % or more, about 40 to 60 %."""
    if shown.percent is not None:
        return _as_read(f"{shown.percent} %", shown.reads)
    if shown.reads == "or more":
        return f"{shown.low} % or more"
    if shown.reads == "or less":
        return f"{shown.high} % or less"
    return _as_read(f"{shown.low} to {shown.high} %", shown.reads)


def reach(shown: Share | Estimate, *, decimals: int = 0) -> str:
    """The 95 % interval."""
    low, high = shown.interval
    return f"{low:.{decimals}f} to {high:.{decimals}f}"


def bar(shown: Bar) -> str:
    """How many people chose one option."""
    return _as_read(str(shown.count), shown.reads)


def participation(percent: int | None) -> str:
    """R10: nothing is told below 10 % and above 90 %."""
    if percent is None:
        return "not shown"
    return {10: "10 % or less", 90: "90 % or more"}.get(percent, f"{percent} %")


def _as_read(figure: str, reads: str) -> str:
    if reads == "about":
        return f"about {figure}"
    return figure if reads == "exact" else f"{figure} {reads}"
