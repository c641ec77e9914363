import copy
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.coding import code
from disclosure.display import share
from disclosure.items import Item, items_of
from disclosure.recheck import Class, Unsafe
from disclosure.release import Plan, assert_safe, plan, release
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


def less(value):
    """What stands there, one or a tenth less, or of another kind where it is no number."""
    if value is None or isinstance(value, str):
        return 0
    return round(value - 0.1, 1) if isinstance(value, float) else value - 1


@pytest.mark.parametrize("path", LEAVES, ids=lambda path: "/".join(map(str, path)))
def test_assert_safe_when_one_figure_is_less_or_no_number(path):
    for corrupt in (less, lambda value: None if value is not None else "", lambda value: [value]):
        with pytest.raises(Unsafe):
            check(planted(path, corrupt))


@pytest.mark.parametrize("seed", range(8))
def test_assert_safe_when_one_figure_of_a_cell_is_a_little_off(seed):
    rng = random.Random(seed)
    wave = worlds.random_wave(rng, largest=12)
    fixed, found = wave.plan(), wave.release()
    counters = wave.counters(fixed)
    figures = [path for path in leaves(found["cells"]) if path]

    for path in rng.sample(figures, min(len(figures), 60)):
        above = parent_of(found["cells"], path)
        true = above[path[-1]]
        for corrupt in (other, less):
            above[path[-1]] = corrupt(true)
            with pytest.raises(Unsafe):
                assert_safe(wave.notice, wave.counts, fixed, counters, found)
        above[path[-1]] = true


@pytest.mark.parametrize("step", [-20, 20, 40])
def test_assert_safe_when_a_whole_band_is_another(step):
    document = made()
    shown = document["cells"][3]["items"]["q"]["groups"]["neutral"]  # 2 of 9
    assert shown["from"] == 20
    shown |= share(2 + step // 10, 9, "exact")

    with pytest.raises(Unsafe, match="a band of q is wrong"):
        check(document)


@pytest.mark.parametrize("k, m", [(5, 7), (6, 9), (20, 28)])
def test_assert_safe_when_the_thresholds_are_as_loose_as_may_be(k, m):
    notice, nothing = NOTICE | {"k": k, "m": m}, Plan(frozenset(), {})

    assert_safe(notice, {}, nothing, {}, release(notice, {}, nothing, {}))
    with pytest.raises(Unsafe, match="thresholds"):
        assert_safe(notice | {"m": m - 1}, {}, nothing, {}, release(notice, {}, nothing, {}))


@pytest.mark.parametrize("parents", [{"a": "nowhere"}, {"a": "b", "b": "a"}, {"a": "a"}, {"root": "a"}])
def test_assert_safe_when_the_cohorts_are_no_tree(parents):
    cohorts = [cohort | {"parent": parents.get(cohort["id"], cohort["parent"])} for cohort in NOTICE["cohorts"]]

    with pytest.raises(Unsafe, match="not a tree"):
        check(notice=NOTICE | {"cohorts": cohorts})


def test_assert_safe_when_the_cohorts_are_one_chain():
    cohorts = [{"id": f"n{at}", "parent": f"n{at - 1}" if at else None, "eligible": 9} for at in range(6)]
    notice, counts = NOTICE | {"cohorts": cohorts}, {f"n{at}": 9 for at in range(6)}
    fixed = plan(notice, counts, frozenset())
    counters = dict.fromkeys(counts, COUNTERS["d"])

    assert_safe(notice, counts, fixed, counters, release(notice, counts, fixed, counters))


def test_assert_safe_when_exactly_k_took_part():
    counts, rows = {"a": 5}, [[1, 1, 1, 1, 1, 0], [0] * 6 + [1, 1, 1, 1, 1, 0], [3, 2, 0]]
    fixed = plan(NOTICE, counts, frozenset())
    counters = {next(iter(set(fixed.classes.values()) - {"root"}), "root"): rows}

    assert_safe(NOTICE, counts, fixed, counters, release(NOTICE, counts, fixed, counters))
    with pytest.raises(Unsafe):
        assert_safe(NOTICE, counts, Plan(frozenset(), {}), {}, release(NOTICE, counts, Plan(frozenset(), {}), {}))


@pytest.mark.parametrize("counts", [COUNTS | {"b": True}, COUNTS | {"b": 4.0}, COUNTS | {"b": -4}])
def test_assert_safe_when_a_count_is_no_count_says_so(counts):
    with pytest.raises(Unsafe, match="a count of ballots is not a count"):
        check(counts=counts)


@pytest.mark.parametrize("row", [[2.0, 2, 2, 2, 1, 0], [True, 3, 2, 2, 1, 0], [-1, 5, 2, 2, 1, 0]])
def test_assert_safe_when_a_counter_is_no_count_says_so(row):
    with pytest.raises(Unsafe, match="a counter is not a count"):
        check(counters=COUNTERS | {"d": [row, *COUNTERS["d"][1:]]})


@pytest.mark.parametrize(
    "n, percent, good",
    [
        (0, 10, True), (3, 10, True), (3, 8, False), (4, 10, True), (4, 9, False), (4, 11, False), (0, 0, False),
        (0, None, False), (4, 10.0, False), (4, 90, False),
    ],
)  # fmt: skip
def test_assert_safe_when_few_take_part(n, percent, good):
    assert is_safe({"a": n}, Plan(frozenset(), {}), {}, percent) == good


@pytest.mark.parametrize(
    "n, percent, good",
    [
        (6, 15, True), (6, 14, False), (6, 16, False), (6, 10, False), (35, 88, True), (36, 90, True), (36, 91, False),
        (37, 90, True), (37, 93, False), (40, 90, True), (40, 100, False), (41, None, True), (41, 90, False),
        (20, 50, True), (20, None, False), (20, 90, False), (20, 10, False), (20, 50.0, False),
    ],
)  # fmt: skip
def test_assert_safe_when_many_take_part(n, percent, good):
    fixed = plan(NOTICE, {"a": n}, frozenset())
    counters = {fixed.classes["a"]: [[n, 0, 0, 0, 0, 0], [n, *[0] * 11], [n, 0, 0]]}

    assert is_safe({"a": n}, fixed, counters, percent) == good


def is_safe(counts, fixed, counters, percent):
    """Whether the release passes with this participation of `a`, of whom there are 40."""
    found = release(NOTICE, counts, fixed, counters)
    found["participation"][0]["percent"] = percent
    try:
        assert_safe(NOTICE, counts, fixed, counters, found)
    except Unsafe:
        return False
    return True


READS = {(False, False): "exact", (True, False): "or more", (False, True): "or less"}


@given(st.sampled_from(items_of(worlds.QUESTIONS)), st.data())
def test_class_when_read_a_second_time_reads_as_the_engine_says(item, data):
    counts = [data.draw(st.integers(0, 3)) for _ in range(len(item.bins) + 1)]
    counts[data.draw(st.integers(0, len(item.bins)))] += data.draw(st.sampled_from([5, 9, 30]))

    one, coded = Class(item, counts), code(item, counts)

    assert tuple(READS[way] for way in one.bin_ways) == coded.bin_reads
    assert tuple(READS[way] for way in one.group_ways) == coded.group_reads


@pytest.mark.parametrize("n", [0, 5, 28, 29, 30, 31])
def test_class_when_all_agree_is_what_the_engine_says_at_every_size(n):
    for item in items_of(worlds.QUESTIONS):
        for full in range(len(item.bins) + 1):
            counts = [n if at == full else 0 for at in range(len(item.bins) + 1)]
            one, coded = Class(item, counts), code(item, counts)
            assert (tuple(one.bins), tuple(one.groups)) == (coded.bins, coded.groups)


@pytest.mark.parametrize("options", range(2, 8))
@pytest.mark.parametrize("grouped", [False, True], ids=["no groups", "one group of all"])
def test_class_when_all_agree_is_what_the_engine_says_of_any_number_of_options(options, grouped):
    values = tuple(range(options))
    item = Item("q", "q", "choice", values, (("favourable", frozenset(values)),) if grouped else ())

    for full in range(options + 1):
        counts = [9 if at == full else 0 for at in range(options + 1)]
        one, coded = Class(item, counts), code(item, counts)
        assert (tuple(one.bins), tuple(one.groups)) == (coded.bins, coded.groups)
