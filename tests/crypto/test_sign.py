import ctypes.util
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


def test_sign_when_the_message_is_just_in_range():
    for value in (2, MODULUS - 2):
        signature = PEN.sign(value.to_bytes(256, "big"))
        assert pow(int.from_bytes(signature, "big"), 65537, MODULUS) == value


@pytest.mark.parametrize("size", [0, 255, 257])
def test_sign_when_the_message_has_another_size(size):
    with pytest.raises(sign.BadBlindedMessage, match="the size of its key"):
        PEN.sign(b"\1" * size)


def test_private_power_when_the_message_is_larger_than_the_modulus_is_refused_and_goes_on():
    power = openssl.private_power(KEY) or pytest.skip("no libcrypto 3 here: signing goes through gmpy2, tested above")

    with pytest.raises(RuntimeError, match="refused"):
        power(b"\xff" * 256)

    assert power((2).to_bytes(256, "big")) == sign._GmpPower(KEY.private_numbers())((2).to_bytes(256, "big"))


@pytest.mark.parametrize("missing", ["name", "file", "function"])
def test_load_when_openssl_is_missing_or_old_gives_nothing(missing, monkeypatch):
    names = {"name": None, "file": "/nowhere/libcrypto.so", "function": ctypes.util.find_library("c")}
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: names[missing] if name == "crypto" else None)

    assert openssl._load() is None


def test_sign_when_openssl_is_missing_is_the_same(monkeypatch):
    monkeypatch.setattr(openssl, "_library", None)
    blinded = blind.blind(KEY.public_key(), b"m").blinded

    alone = sign.Pen(KEY)

    assert openssl.private_power(KEY) is None
    assert isinstance(alone._power, sign._GmpPower)
    assert alone.sign(blinded) == PEN.sign(blinded)


def test_both_powers_when_the_result_is_short_fill_the_modulus():
    data = pow(2, 65537, MODULUS).to_bytes(256, "big")  # the power of which is 2

    assert PEN.sign(data) == sign._GmpPower(KEY.private_numbers())(data) == bytes(255) + b"\2"


def test_gmp_power_when_its_factor_shares_a_prime_takes_another(monkeypatch):
    drawn = [int(KEY.private_numbers().p) - 2, 5]
    monkeypatch.setattr(sign.secrets, "randbelow", lambda below: drawn.pop(0))

    assert sign._GmpPower(KEY.private_numbers())((2).to_bytes(256, "big")) == PEN.sign((2).to_bytes(256, "big"))
    assert drawn == []


def test_gmp_power_blinds_its_base_anew_each_time(monkeypatch):
    asked = []
    monkeypatch.setattr(sign.secrets, "randbelow", lambda below: (asked.append(below), len(asked))[1])
    power = sign._GmpPower(KEY.private_numbers())

    for _ in range(2):
        power((2).to_bytes(256, "big"))

    assert asked == [MODULUS - 3] * 2  # with 2 added: 2 to n - 2
