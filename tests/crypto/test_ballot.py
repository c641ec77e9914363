import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import ballot
from crypto.passes import BadPass

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


def test_read_answers_when_filled_in_by_us():
    label = b"l" * 354

    filled = ballot.read_answers(ballot.fill_in([label], {"q1": 4, "q2": [0, 2], "q3": None}))

    assert filled == ballot.FilledIn((label,), {"q1": 4, "q2": [0, 2], "q3": None})


def test_read_answers_when_the_label_is_no_base64_keeps_the_answers():
    filled = ballot.read_answers(b'{"version":1,"labels":["*"],"answers":{"q1":1}}')

    assert filled == ballot.FilledIn((b"",), {"q1": 1})


@pytest.mark.parametrize(
    "plaintext",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 4000,
        b'{"version":2,"labels":[],"answers":{}}',
        b'{"version":1,"labels":["",""],"answers":{}}',
        b'{"version":1,"labels":[],"answers":[]}',
    ],
)
def test_read_answers_when_malformed(plaintext):
    with pytest.raises(ballot.BadBallot):
        ballot.read_answers(plaintext)


@given(st.binary(max_size=200) | JSON.map(lambda value: repr(value).encode()))
def test_read_answers_when_given_noise_raises_one_error(noise):
    with pytest.raises(ballot.BadBallot):
        ballot.read_answers(noise)


@given(st.binary(max_size=100) | st.just(bytes(ballot.BALLOT_SIZE)) | st.just(bytes(ballot.BALLOT_SIZE + 1)))
def test_split_when_given_noise_raises_a_named_error(noise):
    with pytest.raises((ballot.BadBallot, BadPass)):
        ballot.split(noise)
