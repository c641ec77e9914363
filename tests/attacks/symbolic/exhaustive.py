"""Tells two sides apart by trying every recipe up to a depth: slow, obvious, and what the other way is held against."""

from collections.abc import Iterable
from itertools import product

from .equivalence import Seen
from .terms import Term, word
from .theory import apply

Values = tuple[Term | None, Term | None]


def differ(left: Seen, right: Seen, functions: dict[str, int], words: Iterable[str], depth: int) -> bool:
    """Whether some recipe of these functions (with their numbers of parts) works, or equals another, on one side."""
    values: set[Values] = {(left[label], right[label]) for label in left} | {(word(text),) * 2 for text in words}
    for _ in range(depth):
        values |= {
            tuple(_apply(function, parts, side) for side in (0, 1))
            for function, count in functions.items()
            for parts in product(values, repeat=count)
        }
    works = [value for value in values if None not in value]
    fails_alone = any((one is None) != (other is None) for one, other in values)
    return fails_alone or len({one for one, _ in works}) != len(works) or len({two for _, two in works}) != len(works)


def _apply(function: str, parts: tuple[Values, ...], side: int) -> Term | None:
    known = tuple(value for part in parts if (value := part[side]) is not None)
    return apply(function, known) if len(known) == len(parts) else None
