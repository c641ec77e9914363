"""Terms of the symbolic model: names that nobody guesses, functions that anybody applies, and holes to be filled."""

from dataclasses import dataclass, field
from functools import reduce


@dataclass(frozen=True, slots=True)
class Name:
    """Something drawn at random: a private key, a serial, a blinding factor."""

    word: str

    def __str__(self) -> str:
        return self.word


@dataclass(frozen=True, slots=True)
class Hole:
    """A variable of a rule; in a recipe, something that was seen."""

    word: str

    def __str__(self) -> str:
        return f"[{self.word}]"


@dataclass(frozen=True, slots=True)
class Apply:
    """A function of its parts; without parts, a word that everybody knows."""

    function: str
    parts: tuple["Term", ...] = ()
    _hash: int = field(init=False, repr=False, compare=False)  # once, for terms are deep and looked up often

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.function, self.parts)))

    def __hash__(self) -> int:
        return self._hash

    def __str__(self) -> str:
        return self.function + (f"({', '.join(map(str, self.parts))})" if self.parts else "")


Term = Name | Hole | Apply
Filling = dict[str, Term]


def word(text: str) -> Apply:
    """A constant that everybody knows."""
    return Apply(text)


def pair(*parts: Term) -> Term:
    """Two or more terms side by side; more than two lean to the right."""
    return reduce(lambda rest, first: Apply("pair", (first, rest)), reversed(parts[:-1]), parts[-1])


def match(pattern: Term, term: Term, filling: Filling) -> Filling | None:
    """What makes `pattern` into `term` beyond `filling`; None when nothing does."""
    if isinstance(pattern, Hole):
        if pattern.word in filling:
            return filling if filling[pattern.word] == term else None
        return filling | {pattern.word: term}
    if isinstance(pattern, Name) or isinstance(term, Name | Hole):
        return filling if pattern == term else None
    if pattern.function != term.function or len(pattern.parts) != len(term.parts):
        return None
    found: Filling | None = filling
    for part, other in zip(pattern.parts, term.parts, strict=True):
        found = None if found is None else match(part, other, found)
    return found


def fill(pattern: Term, filling: Filling) -> Term:
    """`pattern` with its holes filled. Raises KeyError for a hole without filling."""
    if isinstance(pattern, Hole):
        return filling[pattern.word]
    if isinstance(pattern, Name):
        return pattern
    return Apply(pattern.function, tuple(fill(part, filling) for part in pattern.parts))


def holes(term: Term) -> set[str]:
    """The holes in a term."""
    if isinstance(term, Hole):
        return {term.word}
    return set() if isinstance(term, Name) else set().union(*map(holes, term.parts))
