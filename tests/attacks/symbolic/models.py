"""Reads the models of docs/proof: what they declare, and what their people do, as steps that can be taken."""

from dataclasses import dataclass
from typing import Union

from .syntax import BITS, BOOL, CHANNEL, Scope, Terms, Types
from .terms import Apply, Hole, Term, pair
from .theory import TRUE


@dataclass(frozen=True, slots=True)
class New:
    """A name of its own."""

    word: str
    then: "Step"


@dataclass(frozen=True, slots=True)
class Out:
    """A message on a channel."""

    channel: Term
    message: Term
    then: "Step"


@dataclass(frozen=True, slots=True)
class In:
    """A message from a channel; the pattern's holes are what it binds, `=` of a term what it must be."""

    channel: Term
    pattern: Term
    then: "Step"


@dataclass(frozen=True, slots=True)
class Let:
    """A computation that fits a pattern, or an end."""

    pattern: Term
    term: Term
    then: "Step"


@dataclass(frozen=True, slots=True)
class If:
    """Two terms that are the same, or an end."""

    left: Term
    right: Term
    then: "Step"


@dataclass(frozen=True, slots=True)
class Beside:
    """Several at once."""

    steps: tuple["Step", ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A process by its name."""

    name: str
    parts: tuple[Term, ...]


Step = Union[New, Out, In, Let, If, Beside, Call, None]  # noqa: UP007  what is not defined yet cannot be or-ed


class Models(Terms):
    """Reads one text on top of what another declared."""

    def library(self) -> Scope:
        """Declarations to the end of the text. Raises Miswritten."""
        while self.next:
            self._declaration()
        return self.scope

    def model(self) -> Step:
        """Declarations, then one process to the end of the text. Raises Miswritten."""
        while self.next != "process":
            self._declaration()
        self.take("process")
        step = self._process({})
        if self.next:
            raise self.wrong("more than one process")
        return step

    def _declaration(self) -> None:
        kinds = {"type": self._type, "const": self._words, "free": self._words, "fun": self._function,
                 "equation": self._equation, "reduc": self._reduction, "letfun": self._shorthand,
                 "let": self._named_process}  # fmt: skip
        kinds[self.take(*kinds)]()
        self.take(".")

    def _type(self) -> None:
        self.scope.types.add(self.scope.declare(self.name()))

    def _words(self) -> None:
        names = [self.name()]
        while self.has(","):
            names.append(self.name())
        self.take(":")
        kind = self.type()
        self.scope.words.update({self.scope.declare(name): kind for name in names})

    def _function(self) -> None:
        name = self.scope.declare(self.name())
        self.take("(")
        parts = self.listed(self.type)
        self.take(":")
        self.scope.functions[name] = (tuple(parts), self.type())

    def _variables(self) -> Types:
        self.take("forall")
        return dict(self.listed(self.typed, ";"))

    def _equation(self) -> None:
        variables = self._variables()
        left, kind = self.term(variables)
        self.take("=")
        right, other = self.term(variables)
        self.same(other, kind)
        self.scope.rules.append((left, right, False))

    def _reduction(self) -> None:
        variables = self._variables()
        name = self.scope.declare(self.name())
        self.take("(")
        parts = self.listed(lambda: self.term(variables))
        self.take("=")
        right, kind = self.term(variables)
        self.scope.functions[name] = (tuple(part_kind for _, part_kind in parts), kind)
        self.scope.rules.append((Apply(name, tuple(part for part, _ in parts)), right, True))

    def _shorthand(self) -> None:
        name = self.scope.declare(self.name())
        self.take("(")
        parts = dict(self.listed(self.typed))
        self.take("=")
        body, kind = self.term(parts)
        self.scope.functions[name] = (tuple(parts.values()), kind)
        self.scope.shorthands[name] = (tuple(parts), body)

    def _named_process(self) -> None:
        name = self.scope.declare(self.name())
        self.take("(")
        parts = self.listed(self.typed)
        self.take("=")
        self.scope.processes[name] = (tuple(parts), self._process(dict(parts)))

    def _process(self, local: Types) -> Step:
        steps = [self._step(local)]
        while self.has("|"):
            steps.append(self._step(local))
        return steps[0] if len(steps) == 1 else Beside(tuple(steps))

    def _step(self, local: Types) -> Step:
        self.has("!")  # any number of them: one here
        kinds = {"(": self._brackets, "new": self._new, "out": self._out, "in": self._in, "let": self._let_step,
                 "if": self._if}  # fmt: skip
        return kinds[self.take()](local) if self.next in kinds else self._call(local)

    def _brackets(self, local: Types) -> Step:
        step = self._process(local)
        self.take(")")
        return step

    def _then(self, local: Types) -> Step:
        return self._step(local) if self.has(";") else None

    def _new(self, local: Types) -> Step:
        name, kind = self.typed()
        return New(name, self._then(local | {name: kind}))

    def _channel(self, local: Types) -> Term:
        self.take("(")
        channel, kind = self.term(local)
        self.same(kind, CHANNEL)
        self.take(",")
        return channel

    def _out(self, local: Types) -> Step:
        channel = self._channel(local)
        message, _ = self.term(local)
        self.take(")")
        return Out(channel, message, self._then(local))

    def _in(self, local: Types) -> Step:
        channel = self._channel(local)
        pattern, bound = self._pattern(local)
        self.take(")")
        return In(channel, pattern, self._then(local | bound))

    def _pattern(self, local: Types, kind: str = "") -> tuple[Term, Types]:
        """A pattern and what it binds; a word without a type has that of what it is held against."""
        if self.has("="):
            return Apply("=", (self.term(local)[0],)), {}
        if self.has("("):
            parts = self.listed(lambda: self._pattern(local))
            bound = {name: part_kind for _, words in parts for name, part_kind in words.items()}
            return pair(*(part for part, _ in parts)), bound
        name = self.name()
        kind = self.type() if self.has(":") else kind
        if not kind:
            raise self.wrong(f"{name!r} needs a type")
        return Hole(name), {name: kind}

    def _let_step(self, local: Types) -> Step:
        pattern, bound = self._pattern(local, kind="?")
        self.take("=")
        term, kind = self.term(local)
        self.take("in")
        if isinstance(pattern, Apply):
            self.same(kind, BITS)
        return Let(
            pattern, term, self._step(local | {name: kind if given == "?" else given for name, given in bound.items()})
        )

    def _if(self, local: Types) -> Step:
        left, kind = self.term(local)
        right, other = self.term(local) if self.has("=") else (TRUE, BOOL)
        self.same(other, kind)
        self.take("then")
        return If(left, right, self._step(local))

    def _call(self, local: Types) -> Step:
        name = self.take()
        if name not in self.scope.processes:
            raise self.wrong(f"no process {name!r}")
        self.take("(")
        parts = self.listed(lambda: self.term(local))
        self.same(tuple(kind for _, kind in parts), tuple(kind for _, kind in self.scope.processes[name][0]))
        return Call(name, tuple(part for part, _ in parts))
