import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import ballot
from crypto.passes import BadPass, Pass

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


def test_fill_in_has_one_spelling():
    filled = ballot.fill_in([b"label"], {"q2": [0, 2], "q1": 4})

    assert filled == b'{"answers":{"q1":4,"q2":[0,2]},"labels":["bGFiZWw="],"version":1}'


def test_read_answers_when_the_label_is_left_out_or_no_text():
    assert ballot.read_answers(b'{"version":1,"labels":[],"answers":{}}') == ballot.FilledIn((), {})
    assert ballot.read_answers(b'{"version":1,"labels":[7],"answers":{}}') == ballot.FilledIn((b"",), {})
    assert ballot.read_answers(b'{"version":1,"labels":["\xc3\xa9"],"answers":{}}') == ballot.FilledIn((b"",), {})
    assert ballot.read_answers(b'{"version":1,"labels":["bGFi*ZWw="],"answers":{}}') == ballot.FilledIn((b"",), {})


@pytest.mark.parametrize("field", ["version", "labels", "answers"])
def test_read_answers_when_a_field_is_missing(field):
    document = {"version": 1, "labels": [], "answers": {}}
    del document[field]

    with pytest.raises(ballot.BadBallot, match="cannot be read"):
        ballot.read_answers(json.dumps(document).encode())


def test_split_parts_a_pass_from_an_envelope():
    shown = Pass(b"n" * 32, b"c" * 32, b"k" * 32, b"a" * 256)

    assert ballot.split(shown.to_bytes() + b"e" * 5232) == (shown, b"e" * 5232)
    assert ballot.BALLOT_SIZE == 5586
    with pytest.raises(ballot.BadBallot, match="5586 bytes"):
        ballot.split(shown.to_bytes() + b"e" * 5231)


def test_nonce_for_is_the_hash_of_the_envelope():
    assert ballot.nonce_for(b"abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
