"""Invitation tokens and the reading of requests, without a database."""

import base64
import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.refusal import Refusal
from surveys.campaigns.asking import BadAsking, UnknownInvitation, read_asking, token

KEY, BLANK = "a1" * 32, base64.b64encode(bytes(range(256))).decode()


def body(invitation: str, groups: Any = None) -> bytes:
    return json.dumps({"version": 1, "invitation": invitation, "groups": groups or {"ballot": [[KEY, BLANK]]}}).encode()


def test_a_token_is_read_back() -> None:
    invitation = uuid4()

    asking = read_asking(body(token(invitation)))

    assert asking.invitation == invitation
    assert list(asking.groups) == ["ballot"]
    assert asking.groups["ballot"].blinded == bytes(range(256))


@given(invitation=st.uuids(), position=st.integers(0, 41), letter=st.sampled_from("ABCxyz019-_"))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_an_altered_token_is_unknown(invitation: UUID, position: int, letter: str) -> None:
    genuine = token(invitation)
    altered = genuine[:position] + letter + genuine[position + 1 :]

    if altered == genuine:
        assert read_asking(body(altered)).invitation == invitation
    else:
        with pytest.raises(UnknownInvitation):
            read_asking(body(altered))


def test_the_digest_covers_the_key() -> None:
    other = "b2" * 32
    digests = {
        read_asking(body(token(UUID(int=1)), {"ballot": [[key, BLANK]]})).groups["ballot"].digest
        for key in (KEY, other)
    }

    assert len(digests) == 2


@given(data=st.binary(max_size=300))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_any_bytes_are_one_refusal(data: bytes) -> None:
    with pytest.raises(BadAsking):
        read_asking(data)


@pytest.mark.parametrize("data", [b"[" * 30_000, b'{"version": ' + b"1" * 5000 + b"}", b"\xff\xfe", b"null"])
def test_hostile_json_is_one_refusal(data: bytes) -> None:
    with pytest.raises(Refusal):
        read_asking(data)
