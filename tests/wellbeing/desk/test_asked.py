"""What a badge window may send: read in its one shape, or refused in one sentence, whatever the bytes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import keepers
from tests.wellbeing.desk.console import copy_of
from wellbeing.desk.asked import BadAsked, read_browser_key, read_keys
from wellbeing.desk.models import Copy

SECRET = b"k" * 64
RECORD = keepers.write_record(SECRET, rota="hr", previous=None)
MINE = {"how": "passphrase", "for": "12" * 16, "copy": copy_of()}
KIT = {"how": "kit", "for": None, "copy": copy_of()}
RETIRED = {"how": "retired", "for": None, "copy": copy_of()}
NEW = {"record": json.loads(RECORD), "signature": keepers.sign_record(SECRET, RECORD), "copies": [MINE, KIT]}


def body(value: Any) -> bytes:
    return json.dumps(value).encode()


def test_a_browser_key_is_32_bytes() -> None:
    assert read_browser_key(body({"key": "0a" * 32})) == b"\n" * 32


@pytest.mark.parametrize("key", [None, 1, "", "0A" * 32, "0a" * 31, "0a" * 33, ["0a" * 32]])
def test_no_other_browser_key_is_read(key: object) -> None:
    with pytest.raises(BadAsked, match="64 hex digits"):
        read_browser_key(body({"key": key}))


def test_a_new_key_comes_with_its_record_as_it_is_signed() -> None:
    asked = read_keys(body(NEW | {"copies": [MINE, KIT, RETIRED, RETIRED, RETIRED]}))

    assert (asked.record, asked.signature) == (RECORD, NEW["signature"])
    assert asked.has(Copy.How.PASSPHRASE, "12" * 16)
    assert asked.has(Copy.How.KIT, None)
    assert not asked.has(Copy.How.HANDOVER, "12" * 16)


def test_copies_alone_are_of_the_current_key() -> None:
    assert read_keys(body({"copies": [MINE]})).record is None


def test_a_passphrase_for_nobody_is_ones_own_where_that_is_said() -> None:
    mine = body({"copies": [MINE | {"for": None}]})

    assert read_keys(mine, own="34" * 16).copies[0].number == "34" * 16
    with pytest.raises(BadAsked):
        read_keys(mine)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        [],
        NEW | {"more": 1},
        {"record": NEW["record"], "copies": [MINE]},
        NEW | {"signature": "short"},
        NEW | {"signature": None},
        NEW | {"record": None},
        NEW | {"record": NEW["record"] | {"rota": "HR"}},
        NEW | {"record": NEW["record"] | {"sealing": "AAAA"}},
        NEW | {"copies": []},
        NEW | {"copies": [MINE] * 2},
        NEW | {"copies": [KIT] * 2},
        NEW | {"copies": [MINE, KIT, *[RETIRED] * 4]},
        {"copies": [RETIRED]},
        {"copies": [MINE | {"for": None}]},
        {"copies": [MINE | {"for": "12"}]},
        {"copies": [KIT | {"for": "12" * 16}]},
        {"copies": [MINE | {"how": "shouted"}]},
        {"copies": [MINE | {"how": []}]},
        {"copies": [MINE | {"copy": {}}]},
        {"copies": [MINE | {"copy": copy_of() | {"memory": 2**40}}]},
        {"copies": [dict(MINE, copy=copy_of(b"s"))]},
        {"copies": [MINE] * 65},
    ],
)
def test_whatever_has_another_shape_is_refused(wrong: Any) -> None:
    with pytest.raises(BadAsked):
        read_keys(body(wrong))


@given(st.binary(max_size=300))
def test_no_bytes_break_the_readers(data: bytes) -> None:
    for reader in (read_browser_key, read_keys):
        with pytest.raises(BadAsked):
            reader(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(field=st.sampled_from(["record", "signature", "copies"]), value=JSON)
def test_no_field_breaks_the_reader(field: str, value: Any) -> None:
    with pytest.raises(BadAsked):
        read_keys(body(NEW | {field: value}))


@given(field=st.sampled_from(["how", "for", "copy"]), value=JSON.filter(lambda value: value is not None))
def test_no_copy_breaks_the_reader(field: str, value: Any) -> None:
    with pytest.raises(BadAsked):
        read_keys(body({"copies": [KIT | {field: value}]}))
