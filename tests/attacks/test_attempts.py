from hypothesis import given
from hypothesis import strategies as st

from disclosure.tree import Node
from tests.attacks.attempts import Count
from tests.attacks.worlds import Ballot, notice

COHORTS = [Node("root", None, 9), Node("a", "root", 30), Node("b", "root", 30), Node("c", "b", 12)]
ARRIVAL = st.lists(st.sampled_from([node.id for node in COHORTS]), max_size=12)
STEP = ARRIVAL | st.sampled_from(["labels", "answers", "published"])
STEPS = st.lists(STEP, min_size=2, max_size=12)


def run(count, steps):
    for at, step in enumerate(steps):
        if isinstance(step, str):
            count.attempt(until=step)
        else:
            count.arrive([Ballot(f"{at}/{number}", cohort, {"scale": 4}) for number, cohort in enumerate(step)])
    return count


@given(STEPS)
def test_attempt_when_repeated_in_any_way_gives_increments_of_nobody(steps):
    count = run(Count(notice(COHORTS, k=5)), [["a"] * 9, *steps, "published", ["b", "a"], "published"])

    assert len(count.published) == 1
    assert count.smallest_support() >= 5


def test_attempt_when_run_again_after_a_crash_makes_the_same_release():
    straight = run(Count(notice(COHORTS, k=5)), [["a"] * 9 + ["b"] * 7, "published"])

    crashed = run(Count(notice(COHORTS, k=5)), [["a"] * 9 + ["b"] * 7, "labels", ["a"], "answers", ["c"], "published"])

    assert crashed.published[0][1] == straight.published[0][1]
