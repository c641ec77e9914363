import random

from hypothesis import given
from hypothesis import strategies as st

from tests.attacks.leaders import least_left


@given(st.integers(0, 100_000))
def test_leader_who_knows_their_own_answer_when_it_counts_above(seed):
    k, left = least_left(random.Random(seed), rule=True)

    assert left >= k
