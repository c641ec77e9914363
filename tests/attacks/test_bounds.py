import random

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.items import items_of
from tests.attacks import bounds, worlds
from tests.attacks.bounds import Shares

GROUPS = [(item, name) for item in items_of(worlds.QUESTIONS) for name, _ in item.groups]


@settings(max_examples=12)
@given(st.integers(0, 100_000))
def test_certain_when_released_by_the_engine(seed):
    wave = worlds.random_wave(random.Random(seed), largest=16)

    assert bounds.certain(wave.release(), wave.notice, wave.respondents) == []


@settings(max_examples=12)
@given(st.integers(0, 100_000), st.sampled_from(GROUPS))
def test_bounds_when_read_from_a_release_hold_the_truth(seed, row):
    wave, (item, name) = worlds.random_wave(random.Random(seed), largest=16), row
    made = wave.release()
    if not made["cells"]:
        return

    shares = Shares(made, wave.notice, wave.respondents, item=item.key, group=name)

    for cohort in shares.own:
        said = sum(_is_in(item, name, ballot.answers) for ballot in wave.ballots if ballot.cohort == cohort)
        low, high = shares.bounds([cohort])
        assert low <= said <= high


def _is_in(item, name, answers):
    answer = answers.get(item.question)
    if item.kind == "choices":
        return answer is not None and (int(item.key.split(".")[1]) in answer) == (name == "chosen")
    return answer in dict(item.groups)[name]
