"""The second implementation against figures worked out by hand."""

from fractions import Fraction

from bench.expected import Measure, Sheet, cells, code, measures, participation
from bench.shown import enps, half_up, mean, share, wilson

SCALE = Measure("q1", "scale", (1, 2, 3, 4, 5), (("favourable", (3, 4)), ("neutral", (2,)), ("unfavourable", (0, 1))))
CHOICE = Measure("q2", "choice", (0, 1, 2, 3), ())
YES_NO = Measure("q3", "choices", (1, 0), (("chosen", (0,)), ("not chosen", (1,))), option=7)


def scale(key="q1"):
    groups = [["favourable", [4, 5]], ["neutral", [3]], ["unfavourable", [1, 2]]]
    return {"key": key, "kind": "scale", "text": {}, "bins": [{"value": v, "text": {}} for v in range(1, 6)],
            "groups": groups}  # fmt: skip


def notice(*cohorts, k=5, m=7):
    rows = [{"id": i, "name": i, "parent": parent, "eligible": eligible} for i, parent, eligible in cohorts]
    return {"k": k, "m": m, "questions": [scale()], "cohorts": rows}


def sheets(cohort, *answers):
    return [Sheet(cohort, {"q1": answer}) for answer in answers]


def test_code_when_a_class_is_mixed():
    coded = code([2, 2, 2, 2, 2, 0], SCALE)

    assert coded.bins == [2, 2, 2, 2, 2, 0]
    assert coded.groups == [4, 2, 4]
    assert set(coded.reads + coded.group_reads) == {"exact"}


def test_code_when_all_say_the_lowest():
    coded = code([10, 0, 0, 0, 0, 0], SCALE)

    assert coded.bins == [8, 0, 2, 0, 0, 0]  # two out of the group
    assert coded.reads == ["or more", "or more", "or less", "exact", "exact", "exact"]
    assert coded.groups == [0, 2, 8]
    assert coded.group_reads == ["exact", "or less", "or more"]


def test_code_when_all_are_on_the_edge_of_a_wide_group():
    groups = (("favourable", (9, 10)), ("neutral", (7, 8)), ("unfavourable", tuple(range(7))))

    coded = code([0] * 6 + [10] + [0] * 5, Measure("q", "recommend", tuple(range(11)), groups))

    assert coded.bins == [0] * 6 + [8, 2] + [0] * 4  # 5 gets none, though it is the neighbour
    assert coded.reads == ["or more"] * 7 + ["or less"] + ["exact"] * 4


def test_code_when_all_say_the_highest():
    assert code([0, 0, 0, 0, 10, 0], SCALE).bins == [0, 0, 2, 0, 8, 0]


def test_code_when_all_say_the_middle():
    assert code([0, 0, 10, 0, 0, 0], SCALE).bins == [0, 2, 8, 0, 0, 0]  # 2 is not under (5 - 1) / 2


def test_code_when_all_but_one_agree():
    coded = code([0, 0, 0, 0, 9, 1], SCALE)

    assert coded.bins == [0, 0, 1, 0, 8, 1]  # 9 > 8: one out of the group
    assert coded.reads == ["exact", "exact", "or less", "or more", "or more", "or less"]
    assert coded.groups == [8, 1, 0]


def test_code_when_nobody_answers():
    coded = code([0, 0, 0, 0, 0, 7], SCALE)

    assert coded.bins == [0, 0, 2, 0, 0, 5]  # 5 // 2 is the middle
    assert coded.reads == ["exact", "exact", "or less", "exact", "exact", "or more"]
    assert coded.groups == [0, 2, 0]
    assert coded.group_reads == ["exact", "or less", "exact"]  # a bin is full, if no group is


def test_code_when_only_a_group_agrees():
    coded = code([0, 0, 0, 5, 5, 0], SCALE)

    assert coded.bins == [0, 0, 2, 3, 5, 0]  # taken from the option nearest the neutral one
    assert coded.reads == ["exact", "exact", "or less", "or more", "or more", "exact"]
    assert coded.groups == [8, 2, 0]
    assert coded.group_reads == ["or more", "or less", "exact"]


def test_code_when_a_bin_got_to_the_cap_honestly():
    coded = code([0, 0, 1, 1, 8, 0], SCALE)

    assert coded.bins == [0, 0, 2, 0, 8, 0]  # the group held nine
    assert coded.reads == ["exact", "exact", "or less", "or more", "or more", "exact"]
    assert coded.group_reads == ["or more", "or less", "exact"]


def test_code_when_a_group_holds_every_option():
    measure = Measure("q", "scale", (1, 2), (("favourable", (0, 1)),))

    coded = code([5, 4, 0], measure)

    assert coded.bins == [5, 2, 2]
    assert (coded.groups, coded.group_reads) == ([7], ["or more"])


def test_code_when_the_class_has_thirty():
    coded = code([30, 0, 0, 0, 0, 0], SCALE)

    assert coded.bins == [30, 0, 0, 0, 0, 0]
    assert coded.groups == [0, 0, 30]
    assert set(coded.reads + coded.group_reads) == {"exact"}


def test_code_when_a_choice_is_unanimous():
    assert code([0, 9, 0, 0, 0], CHOICE).bins == [0, 7, 2, 0, 0]
    assert code([0, 0, 9, 0, 0], CHOICE).bins == [0, 2, 7, 0, 0]
    assert code([0, 0, 0, 0, 9], CHOICE).bins == [0, 0, 2, 0, 7]


def test_code_when_all_choose_an_option():
    assert code([9, 0, 0], YES_NO).bins == [7, 2, 0]
    assert code([0, 9, 0], YES_NO).bins == [2, 7, 0]
    assert code([0, 0, 9], YES_NO).bins == [0, 2, 7]


def test_measures_when_a_question_takes_any_number_of_options():
    question = {"key": "q3", "kind": "choices", "bins": [{"value": 0}, {"value": 7}], "groups": []}

    found = measures([question])

    assert list(found) == ["q3.0", "q3.7"]
    assert [found["q3.7"].place({"q3": answer}) for answer in ([0, 7], [0], [], None)] == [0, 1, 1, 2]


def test_cells_when_a_hidden_child_falls_to_its_parent():
    wave = notice(("root", None, 10), ("a", "root", 10), ("b", "root", 10))
    people = sheets("root", 1, 2) + sheets("a", 5, 5, 5, 5, 5, 5, 5, 5, 5, 5) + sheets("b", 3, 3, 3, None)

    found = cells(wave, people, {"root", "a"})

    assert {cohort: cell["n"] for cohort, cell in found.items()} == {"root": 16, "a": 10}
    assert found["a"]["items"]["q1"] == {
        "groups": {
            "favourable": {"percent": 80, "reads": "or more", "interval": [49, 95]},
            "neutral": {"percent": 20, "reads": "or less", "interval": [5, 51]},
            "unfavourable": {"percent": 0, "reads": "exact", "interval": [0, 28]},
        },
        "mean": {"value": 4.6, "interval": [4.0, 5.0]},
    }
    assert found["root"]["items"]["q1"]["groups"]["favourable"] == {
        "percent": 50, "reads": "or more", "interval": [27, 73],  # 0.279996 and 0.720004
    }  # fmt: skip


def test_cells_when_fewer_than_ten_answer():
    found = cells(notice(("root", None, 9)), sheets("root", 5, 5, 4, 4, 3, 3, 1), {"root"})

    assert found["root"]["items"]["q1"] == {
        "groups": {
            "favourable": {"from": 40, "to": 60, "reads": "exact", "interval": [14, 86]},
            "neutral": {"from": 20, "to": 40, "reads": "exact", "interval": [4, 73]},
            "unfavourable": {"from": 0, "to": 20, "reads": "exact", "interval": [0, 57]},
        }
    }


def test_cells_when_thirty_answer():
    found = cells(notice(("root", None, 40)), sheets("root", *[1, 2, 3, 4, 5] * 6, None), {"root"})["root"]["items"][
        "q1"
    ]

    assert [row["value"] for row in found["distribution"]] == [1, 2, 3, 4, 5, None]
    assert [row["count"] for row in found["distribution"]] == [6, 6, 6, 6, 6, 1]
    assert found["mean"] == {"value": 3.0, "interval": [2.5, 3.5]}


def test_cells_when_too_few_answer_a_question_for_a_mean():
    found = cells(notice(("root", None, 40)), sheets("root", 1, 2, 3, 4, *[None] * 8), {"root"})

    assert set(found["root"]["items"]["q1"]) == {"groups"}


def test_participation_when_it_is_low_high_and_impossible():
    wave = notice(("root", None, 0), ("a", "root", 100), ("b", "root", 100), ("c", "root", 7), ("d", "root", 8))
    people = sheets("a", *[1] * 3) + sheets("b", *[1] * 97) + sheets("c", *[1] * 8) + sheets("d", *[1] * 5)

    assert participation(wave, people) == [
        {"cohort": "a", "percent": 10},
        {"cohort": "b", "percent": 90},
        {"cohort": "c", "percent": None},
        {"cohort": "d", "percent": 63},
    ]


def test_share_when_it_stands_on_a_boundary():
    assert share(1, 200)["percent"] == 1  # 0.5 goes up
    assert (share(8, 8)["from"], share(8, 8)["to"]) == (80, 100)
    assert (share(3, 5)["from"], share(3, 5)["to"]) == (60, 80)
    assert (share(0, 5)["from"], share(0, 5)["to"]) == (0, 20)


def test_wilson_against_published_figures():
    # Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3
    assert wilson(Fraction(81), 263) == (25, 37)  # 0.2553 to 0.3662
    assert wilson(Fraction(15), 148) == (6, 17)  # 0.0624 to 0.1605
    assert wilson(Fraction(0), 20) == (0, 17)  # 0.0000 to 0.1611
    assert wilson(Fraction(1), 29) == (0, 18)  # 0.0061 to 0.1718


def test_mean_when_all_agree():
    assert mean([(1, 0), (2, 9), (3, 0)]) == {"value": 2.0, "interval": [2.0, 2.0]}


def test_enps_by_hand():
    found = enps([(v, 3) for v in range(11)])

    assert found["value"] == -45  # 6 of 33 promote, 21 detract
    assert found["interval"] == [-74, -17]


def test_half_up_when_the_number_is_negative():
    assert [half_up(Fraction(x, 2)) for x in (-3, -1, 1, 3)] == [-1, 0, 1, 2]
