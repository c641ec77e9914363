import copy
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.coding import code
from disclosure.items import items_of
from disclosure.recheck import Class, Unsafe
from disclosure.release import Plan, assert_safe, release
from tests.attacks import worlds
from tests.disclosure.waves import COUNTERS, COUNTS, NOTICE, PLAN, made


def check(release_=None, *, notice=NOTICE, counts=COUNTS, plan=PLAN, counters=COUNTERS, unlabelled=0):
    assert_safe(notice, counts, plan, counters, release_ or made(), unlabelled=unlabelled)


def leaves(part, path=()):
    """The path to every figure, word and empty list in a document."""
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    found = [leaf for key, value in inner for leaf in leaves(value, (*path, key))]
    return found or [path]


def parent_of(document, path):
    for key in path[:-1]:
        document = document[key]
    return document


def planted(path, corrupt):
    document = copy.deepcopy(made())
    above = parent_of(document, path)
    above[path[-1]] = corrupt(above[path[-1]])
    return document


def other(value):
    if value is None:
        return 10
    if isinstance(value, str):
        return {"exact": "or less", "or less": "or more", "or more": "exact"}.get(value, value + "x")
    return round(value + 0.1, 1) if isinstance(value, float) else value + 1


LEAVES = leaves(made())


def test_assert_safe_when_nothing_is_planted():
    check()


@pytest.mark.parametrize("path", LEAVES, ids=lambda path: "/".join(map(str, path)))
def test_assert_safe_when_one_figure_or_word_is_another(path):
    with pytest.raises(Unsafe):
        check(planted(path, other))


@pytest.mark.parametrize("path", sorted({path[:depth] for path in LEAVES for depth in range(len(path))}, key=str))
def test_assert_safe_when_something_is_added_or_taken_away(path):
    for corrupt in (_with_more, _with_less):
        document = copy.deepcopy(made())
        corrupt(parent_of(document, (*path, None)))

        with pytest.raises(Unsafe):
            check(document)


def _with_more(part):
    if isinstance(part, dict):
        part["also"] = 1
    else:
        part.append(copy.deepcopy(part[-1]))


def _with_less(part):
    if isinstance(part, dict):
        part.popitem()
    else:
        part.pop()


@pytest.mark.parametrize(
    "plan, sentence",
    [
        (Plan(PLAN.published | {"b"}, PLAN.classes | {"b": "b"}), "a cell of fewer than k people"),
        (Plan(frozenset(), {}), "publishes the wrong cohorts"),
        (Plan(PLAN.published - {"root"}, PLAN.classes), "publishes the wrong cohorts"),
        (Plan(PLAN.published | {"x"}, PLAN.classes), "publishes the wrong cohorts"),
        (Plan(PLAN.published, PLAN.classes | {"b": "a"}), "another class than its own"),
        (Plan(PLAN.published, PLAN.classes | {"x": "a"}), "does not place every cohort"),
        (Plan(PLAN.published - {"d"}, PLAN.classes), "another class than its own"),
    ],
)
def test_assert_safe_when_the_plan_is_another(plan, sentence):
    with pytest.raises(Unsafe, match=sentence):
        check(plan=plan)


def test_assert_safe_when_ballots_without_a_label_are_one_towards_k():
    check(unlabelled=COUNTS["root"])  # 4 of b and one more

    with pytest.raises(Unsafe, match="singled out by subtraction"):
        check(counts=COUNTS | {"root": 4, "b": 3}, unlabelled=4)


def test_assert_safe_when_nearly_all_lack_a_label_and_the_whole_is_shown_alone():
    alone = Plan(frozenset({"root"}), dict.fromkeys(PLAN.classes, "root"))
    beside = Plan(frozenset({"root", "a"}), alone.classes | {"a": "a"})
    counts = {"root": 60, "a": 5}

    with pytest.raises(Unsafe, match="a histogram does not hold"):  # the plan itself is good
        check(counts=counts, plan=alone, unlabelled=60, counters={})
    with pytest.raises(Unsafe, match="singled out by subtraction"):
        check(counts=counts, plan=beside, unlabelled=60, counters={})


@pytest.mark.parametrize("unlabelled", [-1, 4, 1.0, True])
def test_assert_safe_when_so_many_cannot_lack_a_label(unlabelled):
    with pytest.raises(Unsafe, match="not so many ballots lack a label"):
        check(unlabelled=unlabelled)


def test_assert_safe_when_a_residual_is_too_small():
    counts = {"root": 1, "a": 31, "b": 3, "c": 0, "d": 9}

    with pytest.raises(Unsafe, match="singled out by subtraction"):
        check(counts=counts)


@pytest.mark.parametrize(
    "counters, sentence",
    [
        (COUNTERS | {"b": COUNTERS["root"]}, "outside the residual classes"),
        ({name: rows for name, rows in COUNTERS.items() if name != "d"}, "does not hold the ballots"),
        (COUNTERS | {"d": [[2, 2, 2, 2, 2, 0], *COUNTERS["d"][1:]]}, "does not hold the ballots"),  # a straggler
        (COUNTERS | {"d": [[2, 2, 2, 2, 1], *COUNTERS["d"][1:]]}, "lacks a bin"),
        (COUNTERS | {"d": COUNTERS["d"][1:]}, "lacks a bin"),
        (COUNTERS | {"d": [[10, -1, 0, 0, 0, 0], *COUNTERS["d"][1:]]}, "is not a count"),
        (COUNTERS | {"d": None}, "does not have the shape"),
    ],
)
def test_assert_safe_when_the_counters_are_others(counters, sentence):
    with pytest.raises(Unsafe, match=sentence):
        check(counters=counters)


@pytest.mark.parametrize("change", [{"k": 4}, {"k": 21, "m": 30}, {"m": 6}])
def test_assert_safe_when_the_thresholds_are_looser(change):
    with pytest.raises(Unsafe, match="thresholds"):
        check(notice=NOTICE | change)


@pytest.mark.parametrize("counts", [COUNTS | {"x": 1}, COUNTS | {"b": -1}, COUNTS | {"b": 4.0}])
def test_assert_safe_when_the_counts_are_no_counts(counts):
    with pytest.raises(Unsafe):
        check(counts=counts)


def test_assert_safe_when_something_is_published_of_fewer_than_k():
    with pytest.raises(Unsafe, match="from fewer than k ballots"):
        check(counts={"a": 4}, plan=PLAN)


def test_assert_safe_when_an_overfull_cohort_has_a_percent():
    found = release(NOTICE, COUNTS, PLAN, COUNTERS, overfull={"d"})

    assert_safe(NOTICE, COUNTS, PLAN, COUNTERS, found, overfull={"d"})
    with pytest.raises(Unsafe, match="participation"):
        check(found)


@settings(max_examples=40)
@given(st.integers(0, 100_000))
def test_assert_safe_when_released_by_the_engine(seed):
    wave = worlds.random_wave(random.Random(seed))

    fixed = wave.plan()

    assert_safe(wave.notice, wave.counts, fixed, wave.counters(fixed), wave.release())


@given(st.sampled_from(items_of(worlds.QUESTIONS)), st.data())
def test_class_when_coded_a_second_time_is_what_the_engine_says(item, data):
    counts = [data.draw(st.integers(0, 4)) for _ in range(len(item.bins) + 1)]
    counts[data.draw(st.integers(0, len(item.bins)))] += 5

    one, coded = Class(item, counts), code(item, counts)

    assert (tuple(one.bins), tuple(one.groups)) == (coded.bins, coded.groups)
