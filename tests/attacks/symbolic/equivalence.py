"""Static equivalence: whether two lists of things seen can be told apart by any computation on them.

After Abadi and Cortier, "Deciding knowledge in security protocols under equational theories" (2006): both lists are
saturated together, each step with a recipe that says how the attacker computes it. A recipe that works on one side and
not on the other, or gives equal things on one side and different ones on the other, is a test that tells them apart.
It is enough to apply each rule to what is known, its other parts put together from what is known: where the attacker
put together the first part as well, the rule gives back nothing new (`lift` sees to that for blind signatures, whose
rule is not subterm convergent).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .terms import Apply, Hole, Name, Term, fill, match
from .theory import RULES, apply

Seen = Mapping[str, Term]
SIDES = ("left", "right")
MOST = 20_000  # things known; far above what a claim needs


@dataclass(frozen=True, slots=True)
class Test:
    """What tells two sides apart: on one of them, `recipe` gives what `other` gives; without `other`, it works."""

    recipe: Term
    other: Term | None
    side: int

    __test__ = False  # nothing for pytest

    def __str__(self) -> str:
        holds = f"works: {self.recipe}" if self.other is None else f"holds: {self.recipe} = {self.other}"
        return f"on the {SIDES[self.side]} alone {holds}"

    def tells(self, left: Seen, right: Seen) -> bool:
        """Whether it is so, computed anew."""
        found = [_holds(seen, self.recipe, self.other) for seen in (left, right)]
        return found[self.side] and not found[1 - self.side]


class _ToldApart(Exception):
    def __init__(self, recipe: Term, other: Term | None, side: int) -> None:
        self.test = Test(recipe, other, side)


def evaluate(recipe: Term, seen: Seen) -> Term | None:
    """What a recipe gives of what was seen; None where it fails and shows it."""
    if isinstance(recipe, Hole):
        return seen[recipe.word]
    if isinstance(recipe, Name):
        raise ValueError("a recipe has no names: the attacker does not know them")
    parts = [evaluate(part, seen) for part in recipe.parts]
    known = tuple(part for part in parts if part is not None)
    return apply(recipe.function, known) if len(known) == len(parts) else None


def _holds(seen: Seen, recipe: Term, other: Term | None) -> bool:
    value = evaluate(recipe, seen)
    return value is not None and (other is None or value == evaluate(other, seen))


def tell_apart(left: Seen, right: Seen) -> Test | None:
    """A test that tells the two apart, or None where nothing does. Both name what was seen alike."""
    if list(left) != list(right):
        raise ValueError("two sides must have seen as much, under the same names")
    try:
        _Twin(left, right).compare()
    except _ToldApart as told:
        return told.test
    return None


def deduce(seen: Seen, wanted: Term) -> Term | None:
    """A recipe for `wanted`, or None where the attacker cannot compute it."""
    twin = _Twin(seen, seen)
    twin.compare()
    return twin.recipe(wanted, 0)


class _Twin:
    """What the attacker knows on both sides, by the same recipes."""

    def __init__(self, left: Seen, right: Seen) -> None:
        self.seen = (left, right)
        self.facts: list[tuple[Term, tuple[Term, Term]]] = []  # a recipe and what it gives on either side
        self.known: tuple[dict[Term, Term], dict[Term, Term]] = ({}, {})  # on each side, values and a recipe
        self.tried: set[Term] = set()

    def compare(self) -> None:
        for label in self.seen[0]:
            self._learn(Hole(label))
        while any(self._apply_rules(recipe, values) for recipe, values in list(self.facts)):
            if len(self.facts) > MOST:
                raise RuntimeError("this grows without end")
        for recipe, values in self.facts:
            self._put_together(recipe, values)

    def recipe(self, term: Term, side: int) -> Term | None:
        """How the attacker gets `term` on a side from what is known so far."""
        if term in self.known[side]:
            return self.known[side][term]
        return self._composed(term, side)

    def _composed(self, term: Term, side: int) -> Term | None:
        if not isinstance(term, Apply):
            return None
        parts = []
        for part in term.parts:
            found = self.recipe(part, side)
            if found is None:
                return None
            parts.append(found)
        return Apply(term.function, tuple(parts))

    def _learn(self, recipe: Term) -> bool:
        """Whether it gives something new."""
        left, right = (evaluate(recipe, seen) for seen in self.seen)
        if left is None or right is None:
            if left is None and right is None:
                return False
            raise _ToldApart(recipe, None, 0 if right is None else 1)
        values = (left, right)
        others = [self.recipe(values[side], side) for side in (0, 1)]
        for side, other in enumerate(others):
            if other is not None:
                self._hold_against(recipe, values, other, side)
        if None not in others:
            return False
        self.facts.append((recipe, values))
        for side in (0, 1):
            self.known[side].setdefault(values[side], recipe)
        return True

    def _apply_rules(self, recipe: Term, values: tuple[Term, Term]) -> bool:
        found = False
        for rule in RULES.values():
            for side in (0, 1):
                filling = match(rule.left.parts[0], values[side], {})
                if filling is None:
                    continue
                rest = [self.recipe(fill(part, filling), side) for part in rule.left.parts[1:]]
                made = Apply(rule.left.function, (recipe, *(part for part in rest if part is not None)))
                if len(made.parts) == len(rule.left.parts) and made not in self.tried:
                    self.tried.add(made)
                    found = self._learn(made) or found
        return found

    def _put_together(self, recipe: Term, values: tuple[Term, Term]) -> None:
        """What was seen as one thing may also be put together from others: then on both sides."""
        for side in (0, 1):
            other = self._composed(values[side], side)
            if other is not None:
                self._hold_against(recipe, values, other, side)

    def _hold_against(self, recipe: Term, values: tuple[Term, Term], other: Term, side: int) -> None:
        if evaluate(other, self.seen[1 - side]) != values[1 - side]:
            raise _ToldApart(recipe, other, side)
