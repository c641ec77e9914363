import hashlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import blind, keys, passes
from crypto.sign import Pen


def make_pass(key, *, purpose="ballot", scope="w1", nonce=b"n" * 32):
    signed_input = passes.token_input(
        nonce, purpose=purpose, scope=scope, key_id=keys.key_id(keys.spki(key.public_key()))
    )
    asked = blind.blind(key.public_key(), signed_input)
    return passes.assemble(signed_input, blind.unblind(key.public_key(), asked, Pen(key).sign(asked.blinded)))


def test_check_when_genuine(signing_key):
    made = make_pass(signing_key)

    passes.Pass.read(made.to_bytes()).check(signing_key.public_key(), purpose="ballot", scope="w1")


@pytest.mark.parametrize("shown", [("label", "w1"), ("ballot", "w2")])
def test_check_when_shown_for_something_else(signing_key, shown):
    made = make_pass(signing_key)

    with pytest.raises(passes.BadPass, match="something else"):
        made.check(signing_key.public_key(), purpose=shown[0], scope=shown[1])


def test_check_when_another_key_signed(signing_key, other_key):
    made = make_pass(signing_key)

    with pytest.raises(passes.BadPass, match="not genuine"):
        made.check(other_key.public_key(), purpose="ballot", scope="w1")


@pytest.mark.parametrize("place", [2, 33, 66, 97, 98, 353])
def test_check_when_one_bit_was_turned(signing_key, place):
    raw = bytearray(make_pass(signing_key).to_bytes())
    raw[place] ^= 1

    with pytest.raises(passes.BadPass):
        passes.Pass.read(bytes(raw)).check(signing_key.public_key(), purpose="ballot", scope="w1")


@given(st.binary(max_size=400) | st.binary(min_size=352, max_size=352).map(lambda tail: b"\0\2" + tail))
def test_read_when_given_noise_raises_one_error_or_writes_it_back(noise):
    try:
        read = passes.Pass.read(noise)
    except passes.BadPass:
        return

    assert read.to_bytes() == noise


def test_challenges_when_the_parts_are_cut_elsewhere_differ():
    assert passes.challenge("ab", "c") != passes.challenge("a", "bc")


def test_token_challenge_is_readable_as_rfc_9577_writes_it():
    raw = passes.token_challenge("ballot", "w1")

    issuer_size = int.from_bytes(raw[2:4], "big")
    context_at = 4 + issuer_size
    assert (raw[:2], raw[4:context_at], raw[context_at]) == (b"\0\2", b"windbreak", 32)
    assert raw[context_at + 33 :] == b"\0\0"


def test_nonces_when_random_are_the_serials(signing_key):
    nonce = os.urandom(32)

    assert make_pass(signing_key, nonce=nonce).nonce == nonce


def test_token_challenge_is_spelled_so():
    context = hashlib.sha256(b"windbreak pass 1\0ballot\0w1").digest()
    challenge = b"\0\2\0\x09windbreak\x20" + context + b"\0\0"

    assert passes.token_challenge("ballot", "w1") == challenge
    assert passes.challenge("ballot", "w1") == hashlib.sha256(challenge).digest()
    assert passes.token_input(b"n" * 32, purpose="ballot", scope="w1", key_id=b"k" * 32) == (
        b"\0\2" + b"n" * 32 + hashlib.sha256(challenge).digest() + b"k" * 32
    )


def test_read_takes_the_parts_in_their_places():
    body = b"\0\2" + b"n" * 32 + b"c" * 32 + b"k" * 32 + b"a" * 256

    assert passes.Pass.read(body) == passes.Pass(b"n" * 32, b"c" * 32, b"k" * 32, b"a" * 256)
    assert (passes.PASS_SIZE, passes.INPUT_SIZE, passes.NONCE_SIZE) == (354, 98, 32)
    with pytest.raises(passes.BadPass, match="of a kind"):
        passes.Pass.read(b"\0\1" + body[2:])
