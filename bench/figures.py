"""Figures and their limits: measured in turn, round by round, and compared by their medians."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `limit` is what this machine can do at best, `ratio` the value's part of it."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    ratio: float | None = None


def in_turn(
    name: str, unit: str, *, value: Callable[[], float], limit: Callable[[], float], rounds: int = ROUNDS
) -> Figure:
    """Both measured `rounds` times, one after the other, so that a slow minute of the machine hits both."""
    return of_rounds(name, unit, [(value(), limit()) for _ in range(rounds)])


def of_rounds(name: str, unit: str, rounds: Sequence[tuple[float, float]]) -> Figure:
    """The medians of rounds that were measured in turn: value and limit of each."""
    value, limit = median(one[0] for one in rounds), median(one[1] for one in rounds)
    return Figure(name, round(value, 1), unit, round(limit, 1), round(value / limit, 3))


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines of text, one each under a heading."""
    rows = [("figure", "value", "unit", "limit", "ratio")]
    for figure in figures:
        limit = "" if figure.limit is None else f"{figure.limit:,.1f}"
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
        rows.append((figure.name, f"{figure.value:,.1f}", figure.unit, limit, ratio))
    return "\n".join(f"{n:<32} {v:>12} {u:<12} {li:>12} {r:>7}" for n, v, u, li, r in rows)


def write(path: Path, figures: Sequence[Figure]) -> None:
    """The figures as `{"figures": [...]}`."""
    path.write_text(json.dumps({"figures": [asdict(figure) for figure in figures]}, indent=1) + "\n")
