import hmac

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from crypto import wrap

KEY = wrap.derive(b"s" * 32, purpose="tests")


@given(st.binary(max_size=2000), st.text(st.characters(codec="utf-8"), max_size=20))
def test_unwrap_when_key_and_context_are_given_again(plaintext, context):
    assert wrap.unwrap(KEY, wrap.wrap(KEY, plaintext, context=context), context=context) == plaintext


@pytest.mark.parametrize(("purpose", "context"), [("other", "c"), ("tests", "d")])
def test_unwrap_when_key_or_context_differ(purpose, context):
    wrapped = wrap.wrap(KEY, b"x", context="c")

    with pytest.raises(wrap.BadWrap):
        wrap.unwrap(wrap.derive(b"s" * 32, purpose=purpose), wrapped, context=context)


@given(st.binary(max_size=100))
def test_unwrap_when_given_noise_raises_one_error(noise):
    with pytest.raises(wrap.BadWrap):
        wrap.unwrap(KEY, noise, context="c")


def test_derive_is_hkdf_over_a_purpose_of_ours():
    extracted = hmac.digest(bytes(32), b"s" * 32, "sha256")  # RFC 5869, no salt

    assert hmac.digest(extracted, b"windbreak key 1\0tests\x01", "sha256") == KEY


def test_wrap_puts_a_fresh_nonce_before_what_aes_gcm_makes():
    first, second = (wrap.wrap(KEY, b"secret", context="c") for _ in range(2))

    assert first[:12] != second[:12]
    assert len(first) == len(b"secret") + 28
    assert AESGCM(KEY).decrypt(first[:12], first[12:], b"c") == b"secret"
