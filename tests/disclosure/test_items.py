import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.items import BadAnswer, Item, items_of, marks


def question(key, kind, values, groups=()):
    return {
        "key": key,
        "kind": kind,
        "text": {},
        "bins": [{"value": value, "text": {}} for value in values],
        "groups": groups,
    }


QUESTIONS = [
    question("q1", "scale", [1, 2, 3], [["favourable", [3]], ["neutral", [2]], ["unfavourable", [1]]]),
    question("q2", "choices", [0, 7]),
    question("q3", "choice", [4, 5]),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 8) | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


def test_items_of_when_any_number_may_be_chosen_makes_one_an_option():
    yes_no = (("chosen", frozenset({1})), ("not chosen", frozenset({0})))

    found = items_of(QUESTIONS)

    assert found == [
        Item("q1", "q1", "scale", (1, 2, 3), tuple((n, frozenset(v)) for n, v in QUESTIONS[0]["groups"])),
        Item("q2.0", "q2", "choices", (1, 0), yes_no),
        Item("q2.7", "q2", "choices", (1, 0), yes_no),
        Item("q3", "q3", "choice", (4, 5), ()),
    ]


@pytest.mark.parametrize(
    "answers, bins",
    [
        ({"q1": 1, "q2": [7], "q3": 5}, [0, 1, 0, 1]),
        ({"q1": 3, "q2": [7, 0], "q3": 4}, [2, 0, 0, 0]),
        ({"q1": None, "q2": None, "q3": None}, [3, 2, 2, 2]),
        ({"q2": []}, [3, 1, 1, 2]),
        ({}, [3, 2, 2, 2]),
    ],
)
def test_marks_when_answered(answers, bins):
    assert marks(QUESTIONS, answers) == bins


@pytest.mark.parametrize(
    "answers",
    [
        {"q1": 4}, {"q1": True}, {"q1": 1.0}, {"q1": "1"}, {"q1": [1]}, {"q1": {}}, {"q2": 0}, {"q2": [1]},
        {"q2": [0, 0]}, {"q2": [False]}, {"q2": [[0]]}, {"q2": {"0": 1}}, {"q9": None}, {"q1": 1, "q3": 9},
    ],
)  # fmt: skip
def test_marks_when_an_answer_is_no_option(answers):
    with pytest.raises(BadAnswer):
        marks(QUESTIONS, answers)


@given(st.dictionaries(st.sampled_from(["q1", "q2", "q3"]), JSON))
def test_marks_when_anything_comes_gives_a_bin_an_item_or_refuses(answers):
    try:
        found = marks(QUESTIONS, answers)
    except BadAnswer:
        return

    assert len(found) == 4
    assert all(0 <= mark <= len(item.bins) for mark, item in zip(found, items_of(QUESTIONS), strict=True))
