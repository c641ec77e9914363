import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import blind, keys
from crypto.sign import Pen


def test_unblind_when_signed_by_the_key_it_was_blinded_for(signing_key):
    asked = blind.blind(signing_key.public_key(), b"a token input")

    signature = blind.unblind(signing_key.public_key(), asked, Pen(signing_key).sign(asked.blinded))

    blind.verify(signing_key.public_key(), b"a token input", signature)


def test_blind_when_asked_twice_sends_nothing_alike(signing_key):
    first, second = (blind.blind(signing_key.public_key(), b"same") for _ in range(2))

    assert first.blinded != second.blinded


def test_unblind_when_another_key_signed(signing_key, other_key):
    asked = blind.blind(signing_key.public_key(), b"m")
    while int.from_bytes(asked.blinded, "big") >= other_key.public_key().public_numbers().n:
        asked = blind.blind(signing_key.public_key(), b"m")

    with pytest.raises(blind.BadSignature):
        blind.unblind(signing_key.public_key(), asked, Pen(other_key).sign(asked.blinded))


def test_verify_when_the_message_is_another(signing_key):
    asked = blind.blind(signing_key.public_key(), b"m")
    signature = blind.unblind(signing_key.public_key(), asked, Pen(signing_key).sign(asked.blinded))

    with pytest.raises(blind.BadSignature):
        blind.verify(signing_key.public_key(), b"n", signature)


@given(st.binary(max_size=300) | st.binary(min_size=256, max_size=256))
def test_unblind_when_the_reply_is_noise_raises_one_error(reply):
    public, asked = KEY.public_key(), ASKED

    with pytest.raises(blind.BadSignature):
        blind.unblind(public, asked, reply)


@given(st.binary(max_size=300), st.binary(max_size=50))
def test_verify_when_given_noise_raises_one_error(signature, message):
    with pytest.raises(blind.BadSignature):
        blind.verify(KEY.public_key(), message, signature)


KEY = keys.new_signing_key()
ASKED = blind.blind(KEY.public_key(), b"m")
