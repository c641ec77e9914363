"""Bodies: what has the shape is read, everything else is refused in one sentence."""

import base64
import json
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wellbeing.candles.asked import (
    LARGEST,
    BadAsking,
    Exchanges,
    NewLetter,
    NewOffers,
    Nothing,
    Resealing,
    Taking,
    TooLarge,
    read_body,
)  # fmt: skip

KINDS = [Nothing, NewLetter, Taking, NewOffers, Resealing, Exchanges]
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=9), inside, max_size=4),
    max_leaves=12,
)


def text(size):
    return base64.b64encode(bytes(size)).decode()


GOOD = {
    Nothing: {"version": 1},
    NewLetter: {"version": 1, "number": 3, "keepers": text(5232), "employee": text(5232), "signature": text(64)},
    Taking: {"version": 1, "offer": "ab" * 16, "key": "ab" * 32, "blinded": text(256), "kept": text(382)},
    NewOffers: {"version": 1, "offers": [{"id": "ab" * 16, "kind": "half-day", "signature": text(64)}]},
    Resealing: {"version": 1, "signing": "ab" * 32, "inner": text(5232), "letters": [[1, text(5232)]]},
    Exchanges: {"version": 1, "exchanges": [{"pass": text(354), "key": "ab" * 32, "blinded": text(256)}]},
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_has_the_shape_is_read(kind):
    assert read_body(json.dumps(GOOD[kind]).encode(), kind).version == 1


def test_bytes_are_read_from_base64():
    read = read_body(json.dumps(GOOD[Exchanges]).encode(), Exchanges)

    assert [(one.spent, one.key, one.blinded) for one in read.exchanges] == [(bytes(354), "ab" * 32, bytes(256))]


MAY_BE = {"inner": [None], "letters": [[]], "offers": [[]], "number": range(1, 10_000)}  # other values that fit


@given(st.sampled_from(KINDS), st.data(), ANY_JSON)
def test_a_field_of_another_shape_is_refused(kind, data, value):
    name = data.draw(st.sampled_from([*GOOD[kind]]))
    assume(value != GOOD[kind][name] and value not in MAY_BE.get(name, []))

    with pytest.raises(BadAsking):
        read_body(json.dumps(GOOD[kind] | {name: value}).encode(), kind)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_field_that_is_missing_or_added_is_refused(kind):
    bodies = [{name: GOOD[kind][name] for name in GOOD[kind] if name != left_out} for left_out in GOOD[kind]]

    for body in [*bodies, GOOD[kind] | {"added": 1}]:
        with pytest.raises(BadAsking):
            read_body(json.dumps(body).encode(), kind)


@given(st.sampled_from(KINDS), st.binary(max_size=200) | ANY_JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_read_or_refused_and_nothing_else(kind, body):
    with suppress(BadAsking):
        assert read_body(body, kind).version == 1


@pytest.mark.parametrize("body", [b"", b"[" * 60_000, b'{"version":1}x', b"\xff", b'{"version":NaN}', b'{"version":2}'])
def test_what_is_not_json_of_version_1_is_refused(body):
    with pytest.raises(BadAsking):
        read_body(body, Nothing)


def test_a_body_that_is_too_large_is_refused():
    with pytest.raises(TooLarge):
        read_body(b" " * (LARGEST + 1), Nothing)


@pytest.mark.parametrize("size", [0, 253, 255, 257])
def test_bytes_of_another_size_are_refused(size):
    with pytest.raises(BadAsking):
        read_body(json.dumps(GOOD[Taking] | {"blinded": text(size)}).encode(), Taking)


@pytest.mark.parametrize("kind", ["", "Day", "day ", "a" * 21, "dáy", "day\n"])
def test_what_is_no_kind_is_refused(kind):
    offers = [{"id": "ab" * 16, "kind": kind, "signature": text(64)}]

    with pytest.raises(BadAsking):
        read_body(json.dumps({"version": 1, "offers": offers}).encode(), NewOffers)
