"""Both databases, all messages of both sides and all keys of the employer: who did what cannot be told.

Of one honest run each. Where a separation is taken away, a test tells the two worlds apart; `pytest -rP` prints it.
"""

import pytest

from tests.attacks.symbolic.claims import BROKEN, HOLD
from tests.attacks.symbolic.equivalence import tell_apart


@pytest.mark.parametrize("world", HOLD.values(), ids=list(HOLD))
def test_worlds_when_everything_is_as_it_should_be_are_the_same(world):
    assert tell_apart(world(False), world(True)) is None


@pytest.mark.parametrize("world", BROKEN.values(), ids=list(BROKEN))
def test_worlds_when_a_separation_is_missing_are_told_apart(world):
    left, right = world(False), world(True)

    test = tell_apart(left, right)

    print(test)
    assert test is not None
    assert test.tells(left, right)


@pytest.mark.parametrize("world", [*HOLD.values(), *BROKEN.values()], ids=[*HOLD, *BROKEN])
def test_worlds_are_two(world):
    assert world(False) != world(True)
