import pytest
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
