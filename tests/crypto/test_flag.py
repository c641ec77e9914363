import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from crypto import flag
from crypto.passes import BadPass, Pass
from crypto.seal import Envelope


def make_flag(*, nonce=None):
    one_time = Ed25519PrivateKey.generate()
    nonce = nonce or flag.nonce_for(one_time.public_key().public_bytes_raw())
    return flag.raise_flag(
        Pass(nonce, bytes(32), bytes(32), bytes(256)),
        one_time,
        router=b"r" * 32,
        sealed=bytes(Envelope.FLAG.sealed),
    )


def test_read_when_written_by_us():
    made = make_flag()

    read = flag.Flag.read(made.to_bytes())

    read.check()
    assert read == made


def test_check_when_the_pass_belongs_to_another_flag():
    with pytest.raises(flag.BadFlag, match="another flag"):
        make_flag(nonce=b"x" * 32).check()


@pytest.mark.parametrize("place", [354 + 32, 354 + 96, 354 + 128, flag.FLAG_SIZE - 1])
def test_check_when_one_bit_was_turned(place):
    raw = bytearray(make_flag().to_bytes())
    raw[place] ^= 1

    with pytest.raises(flag.BadFlag, match="not signed"):
        flag.Flag.read(bytes(raw)).check()


@pytest.mark.parametrize("lit", [True, False])
def test_read_plaintext_when_written_by_us(lit):
    assert flag.read_plaintext(flag.write_plaintext(lit=lit)) is lit


@given(st.binary(max_size=100) | st.sampled_from([b"{}", b'{"version":1,"lit":1}', b"[" * 8000]))
def test_read_plaintext_when_given_noise_raises_one_error(noise):
    with pytest.raises(flag.BadFlag):
        flag.read_plaintext(noise)


@given(st.binary(max_size=100) | st.just(bytes(flag.FLAG_SIZE)))
def test_read_when_given_noise_raises_a_named_error(noise):
    with pytest.raises((flag.BadFlag, BadPass)):
        flag.Flag.read(noise)
