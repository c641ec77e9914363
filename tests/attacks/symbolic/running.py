"""Runs a model of docs/proof once, to its end, on one side of its choices: what the employer has seen then."""

from collections.abc import Callable
from dataclasses import dataclass

from .equivalence import Seen
from .models import Beside, Call, If, In, Let, New, Out, Step
from .syntax import Scope
from .terms import Apply, Hole, Name, Term, word
from .theory import apply

NET = word("net")


class Stuck(Exception):
    """Somebody waits for what never comes, or holds something that does not pass."""


@dataclass
class Person:
    """A process on its way: its next step, what its words stand for, and what it said last on the net."""

    name: str
    place: int
    step: Step
    words: dict[str, Term]
    said: Term | None = None


class Run:
    """One run on one side: 0 is the left of each choice, 1 the right. `answer` plays the employer.

    Where it is `lenient`, whoever holds something that does not pass stops; else that is a fault of the model, since
    nothing would be claimed about what stands behind it.
    """

    def __init__(
        self, scope: Scope, step: Step, side: int, answer: Callable[["Run", Person], Term], *, lenient: bool = False
    ) -> None:
        self.scope, self.side, self.answer, self.lenient = scope, side, answer, lenient
        self.people = [Person("employer", 0, step, {})]
        self.seen: dict[str, Term] = {}
        self.drawn = 0

    def to_end(self) -> Seen:
        """What was said on the net, in order. Raises Stuck."""
        while any(self._tries(person) for person in list(self.people)):
            pass
        waiting = [person.name for person in self.people if isinstance(person.step, In)]
        if waiting and not self.lenient:
            raise Stuck(f"{waiting} wait for ever")
        return self.seen

    def _tries(self, person: Person) -> bool:
        try:
            return self._goes_on(person)
        except Stuck:
            if not self.lenient:
                raise
            person.step = None
            return True

    def _goes_on(self, person: Person) -> bool:
        """Whether a step was taken."""
        match person.step:
            case New(name, then):
                self.drawn += 1
                person.words, person.step = person.words | {name: Name(f"{name} {self.drawn}")}, then
            case Let(pattern, term, then):
                self._bind(person, pattern, self._value(person, term))
                person.step = then
            case If(left, right, then):
                if self._value(person, left) != self._value(person, right):
                    raise Stuck(f"{person.name}: {left} is not {right}")
                person.step = then
            case Beside(steps):
                for step in steps:
                    self.people.append(Person(person.name, len(self.people), step, person.words, person.said))
                person.step = None
            case Call(name, parts):
                self._enter(person, name, [self._value(person, part) for part in parts])
            case Out() | In():
                return self._speaks(person)
            case _:
                return False
        return True

    def _enter(self, person: Person, name: str, parts: list[Term]) -> None:
        words, step = self.scope.processes[name]
        person.name = f"{name} {parts[0]}"
        person.words, person.step = dict(zip((known for known, _ in words), parts, strict=True)), step

    def _speaks(self, person: Person) -> bool:
        step = person.step
        channel = self._value(person, step.channel)
        if isinstance(step, In):
            if channel != NET:
                return False  # whoever speaks there hands it over
            self._bind(person, step.pattern, self.answer(self, person))
        else:
            message = self._value(person, step.message)
            if channel == NET:
                self.seen[f"{len(self.seen) + 1}: {person.name}"] = message
                person.said = message
            elif not self._hands_over(channel, message):
                return False
        person.step = step.then
        return True

    def _hands_over(self, channel: Term, message: Term) -> bool:
        for other in self.people:
            if isinstance(other.step, In) and self._value(other, other.step.channel) == channel:
                self._bind(other, other.step.pattern, message)  # on a hidden channel nothing comes but what fits
                other.step = other.step.then
                return True
        return False

    def _value(self, person: Person, term: Term) -> Term:
        """Raises Stuck where a computation fails."""
        if isinstance(term, Hole):
            return person.words[term.word]
        if term.function == "choice":
            return self._value(person, term.parts[self.side])
        value = apply(term.function, tuple(self._value(person, part) for part in term.parts))
        if value is None:
            raise Stuck(f"{person.name}: {term} fails")
        return value

    def _bind(self, person: Person, pattern: Term, term: Term) -> None:
        if isinstance(pattern, Hole):
            person.words = person.words | {pattern.word: term}
        elif pattern.function == "=":
            if self._value(person, pattern.parts[0]) != term:
                raise Stuck(f"{person.name}: {term} is not {pattern.parts[0]}")
        elif not isinstance(term, Apply) or term.function != "pair":
            raise Stuck(f"{person.name}: {term} is not {pattern}")
        else:
            for part, other in zip(pattern.parts, term.parts, strict=True):
                self._bind(person, part, other)
