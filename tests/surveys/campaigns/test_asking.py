"""Invitation tokens and the reading of requests, without a database."""

import base64
import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.refusal import Refusal
from surveys.campaigns.asking import BadAsking, UnknownInvitation, digest, read_asking, token

KEY, BLANK = "a1" * 32, base64.b64encode(bytes(range(256))).decode()


def body(invitation: str, groups: Any = None) -> bytes:
    return json.dumps({"version": 1, "invitation": invitation, "groups": groups or {"ballot": [[KEY, BLANK]]}}).encode()


def test_a_token_is_read_back() -> None:
    invitation = uuid4()

    asking = read_asking(body(token(invitation)))

    assert asking.invitation == invitation
    assert list(asking.groups) == ["ballot"]
    assert [blank.blinded for blank in asking.groups["ballot"]] == [bytes(range(256))]


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


def digest_of(*pairs: list[str]) -> bytes:
    return digest(read_asking(body(token(UUID(int=1)), {"spare": list(pairs)})).groups["spare"])


def test_the_digest_covers_every_key_and_message_in_order() -> None:
    other, zeros = "b2" * 32, base64.b64encode(bytes(256)).decode()
    one, two = [KEY, BLANK], [KEY, zeros]

    digests = {
        digest_of(one),
        digest_of([other, BLANK]),
        digest_of(one, two),
        digest_of(two, one),
        digest_of(one, [other, zeros]),
        digest_of(one, two, two),
    }

    assert len(digests) == 6
    assert digest_of(one, two) == digest_of(one, two)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_up_to_three_spare_passes_are_read_in_their_order(count: int) -> None:
    messages = [bytes([n]) * 256 for n in range(count)]
    pairs = [[KEY, base64.b64encode(message).decode()] for message in messages]

    asking = read_asking(body(token(uuid4()), {"spare": pairs}))

    assert [blank.blinded for blank in asking.groups["spare"]] == messages


@pytest.mark.parametrize("pairs", [[], [[KEY, BLANK]] * 4, None, {}, [KEY, BLANK], [[KEY, BLANK], None]])
def test_no_or_too_many_or_malformed_spare_passes_are_refused(pairs: Any) -> None:
    with pytest.raises(BadAsking, match="spare"):
        read_asking(body(token(uuid4()), {"spare": pairs}))


@given(data=st.binary(max_size=300))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_any_bytes_are_one_refusal(data: bytes) -> None:
    with pytest.raises(BadAsking):
        read_asking(data)


@pytest.mark.parametrize("data", [b"[" * 30_000, b'{"version": ' + b"1" * 5000 + b"}", b"\xff\xfe", b"null"])
def test_hostile_json_is_one_refusal(data: bytes) -> None:
    with pytest.raises(Refusal):
        read_asking(data)
