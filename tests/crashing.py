"""A process dies between two steps of a deed; the machines of the folders `deeds` go on as a new process would.

Each example of a machine runs inside one transaction that is rolled back, so that a deed's own transaction is a
savepoint here. A deed without one leaves behind what its statements did before the crash, as it would in production.
"""

import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, ClassVar
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test


class _Lost:
    def __repr__(self) -> str:
        return "LOST"


NIGHTS = 2  # of an example
LOST = _Lost()  # nobody heard the answer, if there was one


class Crashed(BaseException):
    """The process dies here."""


class _Kept(transaction.Atomic):
    """Django gives some of its own transactions no savepoint: cut off, they would spoil the example around them.

    In production, where nothing is around them, they are transactions like any other.
    """

    def __init__(self, using: str | None, _savepoint: bool, durable: bool) -> None:
        super().__init__(using, savepoint=True, durable=durable)


class Fuse:
    """Burns with every statement, and ends the process before the last that it has length for."""

    def __init__(self, length: int) -> None:
        self._left = length

    def burn(self) -> None:
        """One step more. Raises Crashed."""
        self._left -= 1
        if self._left == 0:
            raise Crashed

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("SAVEPOINT", "ROLLBACK TO")):
            return execute(sql, params, many, context)
        try:
            self.burn()
        except Crashed:
            if sql.startswith("RELEASE"):  # a transaction that was never committed
                execute(sql.replace("RELEASE", "ROLLBACK TO", 1), params, many, context)
            raise
        return execute(sql, params, many, context)


def cut(
    deed: Callable[[], Any],
    at: int | None,
    *,
    remembered: Iterable[Any] = (),
    steps: Callable[[Fuse], AbstractContextManager[Any]] = lambda _fuse: nullcontext(),
) -> Any:
    """What the deed returns or raises; LOST when it is cut off before its statement `at`.

    A deed of fewer statements is done, and only its answer is lost. What the process `remembered` is gone with it.
    `steps` lets other steps than statements burn the fuse.
    """
    if at is None:
        return deed()
    fuse = Fuse(at)
    try:
        with connection.execute_wrapper(fuse), patch.object(transaction, "Atomic", _Kept), steps(fuse):
            deed()
    except Crashed:
        pass
    forget(remembered)
    return LOST


def forget(remembered: Iterable[Any]) -> None:
    """As a new process does."""
    for kept in remembered:
        kept.cache_clear()


def before_any(most: int) -> st.SearchStrategy[int | None]:
    """Where a deed is cut: nowhere, or as often before a statement up to the one numbered `most`."""
    return st.booleans().flatmap(lambda cuts: st.integers(1, most) if cuts else st.none())


class Life(RuleBasedStateMachine):
    """A machine whose examples leave no rows behind, and begin as a new process that remembers nothing."""

    world: ClassVar[Any]
    remembered: ClassVar[tuple[Any, ...]] = ()  # functions whose answers a process keeps

    def __init__(self) -> None:
        super().__init__()
        self._nights = 0
        forget(self.remembered)
        self._example = transaction.atomic()
        self._example.__enter__()

    @property
    def may_sleep(self) -> bool:
        """The nightly rewriting is by far the longest deed; a few nights are enough of an example."""
        return self._nights < NIGHTS

    def sleep(self, rewrite: Callable[[], Any], at: int | None) -> Any:
        """A night with its rewriting, which may be cut off; what `cut` says of it."""
        self._nights += 1
        done = cut(rewrite, at)
        if done is LOST:
            with connection.cursor() as cursor:  # a temporary table goes with its process
                cursor.execute("DROP TABLE IF EXISTS shuffled")
        return done

    def finish(self) -> None:
        """What comes of it all in the end, when nothing dies any more."""

    def teardown(self) -> None:
        try:
            if sys.exc_info()[0] is None:  # what failed before is to be told, not what follows from it
                self.finish()
        finally:
            transaction.set_rollback(True)
            self._example.__exit__(None, None, None)


class Loose:
    """In the place of django.db.transaction in a deed's module: every statement stands alone."""

    @staticmethod
    def atomic(*_args: Any, **_said: Any) -> AbstractContextManager[None]:
        return nullcontext()


def holds(machine: type[Life], world: Any, *, examples: int = 25, steps: int = 30) -> None:
    """No example breaks what the machine says."""
    _lived(machine, {"world": world}, examples=examples, steps=steps, phases=(Phase.generate, Phase.shrink))


def fails(machine: type[Life], world: Any, *, by: Iterable[str], match: str | None = None) -> None:
    """Some example does: so it is with a guard taken out. The first one is enough.

    Only the rules named in `by` are tried, those that meet the guard, so that one is found soon.
    """
    rules = [rule.function for rule in machine.setup_state().rules]
    others = {rule.__name__: _no_rule(rule) for rule in rules if rule.__name__ not in by}
    with pytest.raises(AssertionError, match=match):
        _lived(machine, {"world": world} | others, examples=300, steps=12, phases=(Phase.generate,))


def _no_rule(function: Callable[..., Any]) -> Callable[..., Any]:
    """What a rule does, for those that call it."""

    def done(*given: Any, **said: Any) -> Any:
        return function(*given, **said)

    return done


def _lived(machine: type[Life], said: dict[str, Any], *, examples: int, steps: int, phases: Iterable[Phase]) -> None:
    here = type(machine.__name__, (machine,), said)
    how = settings(
        max_examples=examples,
        stateful_step_count=steps,
        derandomize=True,  # the same examples on every run: what fails once fails again
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(here, settings=how)
