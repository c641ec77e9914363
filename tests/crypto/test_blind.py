import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
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


def test_blind_when_the_factor_shares_a_prime_takes_another(monkeypatch):
    drawn = [int(KEY.private_numbers().p) - 1, 5]
    monkeypatch.setattr(blind.secrets, "randbelow", lambda below: drawn.pop(0))

    asked = blind.blind(KEY.public_key(), b"m")

    assert drawn == []
    assert asked.inverse * 6 % KEY.public_key().public_numbers().n == 1


def test_blind_draws_its_salt_and_a_factor_of_the_whole_group(monkeypatch):
    below, salts = [], []
    monkeypatch.setattr(blind.secrets, "randbelow", lambda limit: (below.append(limit), 6)[1])
    monkeypatch.setattr(blind.secrets, "token_bytes", lambda size: (salts.append(size), b"s" * size)[1])

    asked = blind.blind(KEY.public_key(), b"m")

    assert (below, salts) == ([KEY.public_key().public_numbers().n - 1], [48])
    assert asked == blind.blind_with(KEY.public_key(), b"m", salt=b"s" * 48, factor=7)


@pytest.mark.parametrize("size", [0, 255, 257])
def test_unblind_when_the_reply_has_another_size_says_so(size):
    with pytest.raises(blind.BadSignature, match="wrong size"):
        blind.unblind(KEY.public_key(), ASKED, bytes(size))


@pytest.mark.parametrize("bits", [1025, 2047, 2048])
def test_unblind_when_the_key_has_any_number_of_bits(bits):
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    asked = blind.blind(key.public_key(), b"m")

    signature = blind.unblind(key.public_key(), asked, Pen(key).sign(asked.blinded))

    assert len(signature) == len(asked.blinded) == -(-bits // 8)
    key.public_key().verify(
        signature, b"m", padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=48), hashes.SHA384()
    )
