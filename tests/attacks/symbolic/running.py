"""Runs a model of docs/proof once, to its end, on one side of its choices: what the employer has seen then.

The employer answers as the protocol says, with keys of its own where it may choose them. A check that does not pass is
a fault of the model: nothing would be claimed about what stands behind it.
"""

from dataclasses import dataclass, field

from .equivalence import Seen
from .models import Beside, Call, If, In, Let, New, Out, Step
from .syntax import Scope
from .terms import Apply, Hole, Name, Term, pair, word
from .theory import apply

NET = word("net")


class Stuck(Exception):
    """Somebody waits for what never comes, or holds something that does not pass."""


@dataclass
class Person:
    """A process on its way: its next step, what its words stand for, and what it has asked to be signed unread."""

    name: str
    step: Step
    words: dict[str, Term]
    blinded: list[Term] = field(default_factory=list)


class Run:
    """One run on one side: 0 is the left of each choice, 1 the right."""

    def __init__(self, scope: Scope, step: Step, side: int) -> None:
        self.scope, self.side = scope, side
        self.people = [Person("employer", step, {})]
        self.seen: dict[str, Term] = {}
        self.drawn = 0

    def to_end(self) -> Seen:
        """What was said on the net, in order. Raises Stuck."""
        while any(self._goes_on(person) for person in list(self.people)):
            pass
        waiting = [person.name for person in self.people if isinstance(person.step, In)]
        if waiting:
            raise Stuck(f"{waiting} wait for ever")
        return self.seen

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
                self.people += [Person(person.name, step, person.words, list(person.blinded)) for step in steps]
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
            self._bind(person, step.pattern, self._answer(person, step.pattern))
        else:
            message = self._value(person, step.message)
            if channel == NET:
                self.seen[f"{len(self.seen) + 1}: {person.name}"] = message
                person.blinded = _blinded_in(message)
            elif not self._hands_over(channel, message):
                return False
        person.step = step.then
        return True

    def _hands_over(self, channel: Term, message: Term) -> bool:
        for other in self.people:
            if isinstance(other.step, In) and self._value(other, other.step.channel) == channel:
                self._bind(other, other.step.pattern, message)
                other.step = other.step.then
                return True
        return False

    def _answer(self, person: Person, pattern: Term) -> Term:
        """What the employer says to somebody who waits on the net."""
        process = person.name.split()[0]
        if len(person.blinded) == len(_parts(pattern)):
            return pair(*(Apply("sign", (blinded, _pen_for(blinded))) for blinded in person.blinded))
        if process == "visit":
            return word("a_challenge")
        if process == "take":
            return self._offer(person)
        if process in ("keeper", "trusting_keeper"):
            return self._candle(person, forged=process == "trusting_keeper")
        return Apply("pass_key_of", (word(f"own_pen_{self.people.index(person)}"),))  # another for each who asks

    def _offer(self, person: Person) -> Term:
        offer, signer = word("an_offer"), person.words["keepers"].parts[0]
        mailbox = Apply("signing_key_of", (Apply("mailbox_signer", (person.words["candle"],)),))
        return pair(offer, Apply("ed25519", (pair(word("to_say_offer"), mailbox, offer), signer)))

    def _candle(self, person: Person, *, forged: bool) -> Term:
        """A lit candle as the router sees it, or with a sealing key of the employer's own put in."""
        mailbox = person.words["this_mailbox"]
        if not forged:
            wish = next(term for term in self.seen.values() if _parts(term)[0] == word("lit"))
            return pair(*_parts(wish)[1:])
        own = Apply("sealing_key_of", (word("own_opener"),))
        keepers = Apply("sealing_key_of", (person.words["keepers_opener"],))
        put_in = pair(mailbox, own, word("this_note"), word("none"))
        return pair(mailbox, Apply("seal", (put_in, keepers, word("own_chance"))))

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


def _parts(term: Term) -> list[Term]:
    """What stands side by side."""
    if isinstance(term, Apply) and term.function == "pair":
        return [term.parts[0], *_parts(term.parts[1])]
    return [term]


def _blinded_in(message: Term) -> list[Term]:
    return [part for part in _parts(message) if isinstance(part, Apply) and part.function == "blind"]


def _pen_for(blinded: Term) -> Term:
    """The pen of the key that the blinded token input names: the employer has them all."""
    return _parts(blinded.parts[0])[-1].parts[0].parts[0]
