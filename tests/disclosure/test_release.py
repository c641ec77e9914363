import time

import pytest

from disclosure.release import Plan, assert_safe, plan, release
from disclosure.tree import BadTree
from tests.disclosure.waves import COUNTERS, COUNTS, NOTICE, PLAN, made, scale


def test_plan_when_a_team_is_too_small():
    # c has only the people of d in it, and is shown beside it: what is left of it is nobody
    assert Plan(frozenset({"root", "a", "c", "d"}), {"root": "root", "a": "a", "b": "root", "c": "c", "d": "d"}) == PLAN


def test_plan_when_fewer_than_k_took_part():
    assert plan(NOTICE, {"a": 4}, frozenset()) == Plan(frozenset(), {})


def test_plan_when_a_cohort_is_unknown():
    with pytest.raises(BadTree, match="a cohort that the wave does not have"):
        plan(NOTICE, {"x": 9}, frozenset())


def test_plan_when_ballots_without_a_label_would_fill_up_the_rest():
    counts = {"root": 0, "a": 31, "b": 3, "c": 0, "d": 9}
    shown = {unlabelled: plan(NOTICE, counts | {"root": unlabelled}, frozenset(), unlabelled=unlabelled).published
             for unlabelled in (0, 1, 2, 40)}  # fmt: skip

    # a hides what is left of b, however many there are without a label
    assert set(shown.values()) == {frozenset({"root", "c", "d"})}
    assert plan(NOTICE, counts | {"root": 2}, frozenset()).published == {"root", "a", "c", "d"}


def test_plan_when_one_person_may_have_sent_nearly_all():
    assert plan(NOTICE, {"root": 60, "a": 3}, frozenset(), unlabelled=60).published == {"root"}
    assert plan(NOTICE, {"root": 4}, frozenset(), unlabelled=4) == Plan(frozenset(), {})
    assert plan(NOTICE, {"root": 4, "a": 5}, frozenset(), unlabelled=4).published == {"root"}  # not a, beside four


def test_plan_when_people_of_the_root_have_labels():
    counts = {"root": 9, "a": 31, "d": 9}

    assert plan(NOTICE, counts, frozenset(), unlabelled=5).published == {"root", "a", "c", "d"}  # 4 and one more
    assert plan(NOTICE, counts, frozenset(), unlabelled=6).published == {"root", "c", "d"}


def test_plan_when_more_lack_a_label_than_are_at_the_root():
    with pytest.raises(BadTree, match="more ballots have no label"):
        plan(NOTICE, {"root": 2, "a": 31}, frozenset(), unlabelled=3)


def test_release_when_a_hidden_team_falls_to_the_root():
    found = made()

    assert found["hidden"] == ["b"]
    assert [(cell["cohort"], cell["n"]) for cell in found["cells"]] == [("root", 47), ("a", 31), ("c", 9), ("d", 9)]
    assert [list(cell["items"]) for cell in found["cells"]] == [["q", "r", "c.0"]] * 4


def test_release_when_classes_are_coded_adds_up_the_coded_ones():
    root, a, c, d = made()["cells"]

    # 7 in the rest say 5 and become 5 and 2; 9 in d recommend with 10 and become 7 and 2
    assert [row["count"] for row in root["items"]["q"]["distribution"]] == [8, 8, 10, 8, 12, 1]
    assert root["items"]["q"]["groups"]["favourable"]["reads"] == "or more"
    assert [row["count"] for row in root["items"]["r"]["distribution"]] == [3, 3, 3, 3, 3, 3, 3, 4, 6, 4, 10, 2]
    assert a["items"]["q"]["distribution"][0] == {"value": 1, "count": 6, "reads": "exact"}
    assert c["items"] == d["items"]
    assert d["items"]["c.0"]["groups"] == {
        "chosen": {"from": 20, "to": 40, "reads": "or less", "interval": [5, 70]},
        "not chosen": {"from": 60, "to": 80, "reads": "or more", "interval": [30, 95]},
    }


def test_release_when_participation_is_low_high_or_unknown():
    assert made()["participation"] == [
        {"cohort": "a", "percent": 78},
        {"cohort": "b", "percent": 40},
        {"cohort": "c", "percent": 10},
        {"cohort": "d", "percent": 10},
    ]
    full = release(NOTICE, COUNTS | {"b": 10, "c": 13}, Plan(frozenset(), {}), {}, overfull={"d"})
    assert [row["percent"] for row in full["participation"]] == [78, 90, None, None]


def test_release_when_nothing_is_published():
    found = release(NOTICE, {"a": 4}, Plan(frozenset(), {}), {})

    assert (found["cells"], found["hidden"]) == ([], ["root", "a", "b", "c", "d"])
    assert_safe(NOTICE, {"a": 4}, Plan(frozenset(), {}), {}, found)


def test_release_when_run_again_is_the_same():
    assert made() == made()


def test_release_and_assert_safe_when_there_are_500_cells_of_19_items():
    cohorts = [{"id": f"n{p}", "parent": f"n{(p - 1) // 6}" if p else None, "eligible": 12} for p in range(500)]
    wave = {"k": 8, "m": 12, "questions": [scale(f"q{number}") for number in range(19)], "cohorts": cohorts}
    counts = {cohort["id"]: 9 for cohort in cohorts}
    counters = {cohort["id"]: [[1, 2, 3, 2, 1, 0]] * 19 for cohort in cohorts}

    started = time.process_time()
    fixed = plan(wave, counts, frozenset())
    found = release(wave, counts, fixed, counters)
    assert_safe(wave, counts, fixed, counters, found)

    assert len(found["cells"]) == 500
    assert time.process_time() - started < 5
    assert COUNTERS["a"][0] == [6, 6, 6, 6, 6, 1]  # nothing that was given is changed
