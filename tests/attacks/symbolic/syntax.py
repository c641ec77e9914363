"""Reads terms of ProVerif's language as docs/proof uses it, each held against what was declared, types included."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .terms import Apply, Hole, Term, fill, pair, word

KEYWORDS = set(
    re.findall(
        r"\w+",
        """among axiom channel choice clauses const def diff do elimtrue else equation equivalence event expand fail for
    forall foreach free fun get if implementation in insert lemma let letfun letproba new noninterf noselect not nounif
    or otherwise out param phase pred proba process proof public_vars putbegin query reduc restriction secret select set
    suchthat sync table then type weaksecret yield""",
    )
)
BITS, BOOL, CHANNEL = "bitstring", "bool", "channel"
_TOKEN = re.compile(r"\s+|\(\*.*?\*\)|([A-Za-z][A-Za-z0-9_']*|[()\[\],;:.=|!])", re.DOTALL)
Types = dict[str, str]
Typed = tuple[Term, str]


class Miswritten(Exception):
    """ProVerif would not read this."""


@dataclass
class Scope:
    """What is declared: words with their types; functions and processes with those of their parts."""

    types: set[str] = field(default_factory=lambda: {BITS, BOOL, CHANNEL})
    words: Types = field(default_factory=lambda: {"true": BOOL, "false": BOOL})
    functions: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    shorthands: dict[str, tuple[tuple[str, ...], Term]] = field(default_factory=dict)  # `letfun`: holes and a term
    rules: list[tuple[Term, Term, bool]] = field(default_factory=list)  # left, right, whether a failure shows
    processes: dict[str, tuple[tuple[tuple[str, str], ...], Any]] = field(default_factory=dict)

    def declare(self, name: str) -> str:
        """`name`, unless it stands for something already. Raises Miswritten."""
        if name in self.types or name in self.words or name in self.functions or name in self.processes:
            raise Miswritten(f"{name!r} is declared twice")
        return name


class Terms:
    """A text, read from the front."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.tokens, self.at, self.scope = tokens(text), 0, scope

    @property
    def next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, *wanted: str) -> str:
        token = self.next
        if wanted and token not in wanted:
            raise self.wrong(f"expected {' or '.join(wanted)}")
        self.at += 1
        return token

    def has(self, wanted: str) -> bool:
        """Takes `wanted` if it is next."""
        found = self.next == wanted
        self.at += found
        return found

    def wrong(self, why: str) -> Miswritten:
        return Miswritten(f"{why}: ... {' '.join(self.tokens[max(0, self.at - 12) : self.at])} >>> {self.next}")

    def name(self) -> str:
        """A new word."""
        token = self.take()
        if not token[:1].isalpha() or token in KEYWORDS:
            raise self.wrong(f"{token!r} cannot be declared")
        return token

    def type(self) -> str:
        token = self.take()
        if token not in self.scope.types:
            raise self.wrong(f"no type {token!r}")
        return token

    def typed(self) -> tuple[str, str]:
        """A new word and its type."""
        name = self.name()
        self.take(":")
        return name, self.type()

    def listed(self, read: Callable[[], Any], end: str = ")") -> list[Any]:
        """What `read` reads, parted by commas, up to `end`."""
        found = [] if self.next == end else [read()]
        while found and self.has(","):
            found.append(read())
        self.take(end)
        return found

    def same(self, found: object, wanted: object) -> None:
        if found != wanted:
            raise self.wrong(f"{found} where {wanted} belongs")

    def term(self, local: Types) -> Typed:
        """A term and its type; `local` words become holes."""
        if self.has("let"):
            return self._let(local)
        if self.has("("):
            parts = self.listed(lambda: self.term(local))
            return parts[0] if len(parts) == 1 else (pair(*(part for part, _ in parts)), BITS)
        if self.has("choice"):
            self.take("[")
            parts = self.listed(lambda: self.term(local), "]")
            self.same([kind for _, kind in parts], [parts[0][1]] * 2)
            return Apply("choice", tuple(part for part, _ in parts)), parts[0][1]
        name = self.take()
        if self.has("("):
            return self._applied(name, self.listed(lambda: self.term(local)))
        if name in local:
            return Hole(name), local[name]
        if name not in self.scope.words:
            raise self.wrong(f"{name!r} is not declared")
        return word(name), self.scope.words[name]

    def _let(self, local: Types) -> Typed:
        name = self.name()
        self.take("=")
        meant, kind = self.term(local)
        self.take("in")
        rest, rest_kind = self.term(local | {name: kind})
        return fill(rest, {**{other: Hole(other) for other in local}, name: meant}), rest_kind

    def _applied(self, name: str, parts: list[Typed]) -> Typed:
        if name not in self.scope.functions:
            raise self.wrong(f"no function {name!r}")
        wanted, kind = self.scope.functions[name]
        self.same(tuple(part_kind for _, part_kind in parts), wanted)
        terms = tuple(part for part, _ in parts)
        if name in self.scope.shorthands:
            words, body = self.scope.shorthands[name]
            return fill(body, dict(zip(words, terms, strict=True))), kind
        return Apply(name, terms), kind


def tokens(text: str) -> list[str]:
    """The words and signs of a text, without its comments. Raises Miswritten."""
    found, at = [], 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise Miswritten(f"cannot be read: {text[at : at + 30]!r}")
        found += [token[1]] if token[1] else []
        at = token.end()
    return found
