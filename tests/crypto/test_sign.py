import threading

import gmpy2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import blind, keys, openssl, sign

KEY = keys.new_signing_key()
PEN = sign.Pen(KEY)
MODULUS = KEY.public_key().public_numbers().n


def test_sign_when_asked_again_gives_the_same_signature():
    blinded = blind.blind(KEY.public_key(), b"m").blinded

    assert PEN.sign(blinded) == PEN.sign(blinded)


@pytest.mark.parametrize("value", [0, 1, MODULUS - 1, MODULUS, MODULUS + 1], ids=["0", "1", "n - 1", "n", "n + 1"])
def test_sign_when_the_message_is_off_range(value):
    with pytest.raises(sign.BadBlindedMessage):
        PEN.sign(value.to_bytes(256, "big"))


@given(st.binary(max_size=600))
def test_sign_when_given_noise_signs_or_raises_one_error(noise):
    try:
        signature = PEN.sign(noise)
    except sign.BadBlindedMessage:
        return

    public = KEY.public_key().public_numbers()
    assert pow(int.from_bytes(signature, "big"), public.e, public.n) == int.from_bytes(noise, "big")


@given(st.integers(min_value=2, max_value=MODULUS - 2))
def test_both_powers_agree(value):
    data = value.to_bytes(256, "big")

    assert sign._GmpPower(KEY.private_numbers())(data) == PEN.sign(data)


def test_sign_when_the_power_is_faulty_gives_nothing_away():
    pen = sign.Pen(KEY)
    pen._power = lambda data: (int.from_bytes(PEN._power(data), "big") ^ 2).to_bytes(256, "big")

    with pytest.raises(RuntimeError, match="failed its check"):
        pen.sign(blind.blind(KEY.public_key(), b"m").blinded)


def test_sign_when_eight_threads_hold_one_pen():
    asked = [blind.blind(KEY.public_key(), bytes([i])) for i in range(40)]
    signatures = [b""] * len(asked)

    def work(start):
        for i in range(start, len(asked), 8):
            signatures[i] = PEN.sign(asked[i].blinded)

    threads = [threading.Thread(target=work, args=(start,)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for one, signature in zip(asked, signatures, strict=True):
        blind.unblind(KEY.public_key(), one, signature)


def test_private_power_when_a_4096_bit_key_is_given():
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=4096)
    message = gmpy2.mpz(12345).__int__().to_bytes(512, "big")

    power = openssl.private_power(key)

    assert power is None or power(message) == sign._GmpPower(key.private_numbers())(message)
