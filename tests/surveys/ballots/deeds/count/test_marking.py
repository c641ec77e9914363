import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.items import BadAnswer, marks
from surveys.ballots.deeds.count.marking import Marker
from tests.surveys.ballots import town as towns

MARKER = Marker(towns.QUESTIONS)


def test_marks_when_answers_are_given_are_a_byte_an_item():
    assert MARKER.marks({"rest": 1, "noise": [2], "stay": 10}) == bytes([0, 1, 1, 0, 10])


def test_marks_when_nothing_is_answered_are_the_last_bins():
    assert MARKER.marks({}) == MARKER.marks({"rest": None, "noise": None, "stay": None}) == bytes([5, 2, 2, 2, 11])


VALUES = st.none() | st.booleans() | st.integers(-1, 12) | st.floats() | st.text(max_size=2)
ANSWERS = st.dictionaries(
    st.sampled_from(["rest", "noise", "stay", "else"]),
    VALUES | st.lists(VALUES, max_size=4) | st.dictionaries(st.text(max_size=1), VALUES, max_size=2),
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(answers=ANSWERS)
def test_marks_when_answers_are_anything_are_those_of_disclosure(answers):
    try:
        expected = bytes(marks(towns.QUESTIONS, answers))
    except BadAnswer:
        with pytest.raises(BadAnswer):
            MARKER.marks(answers)
    else:
        assert MARKER.marks(answers) == expected
