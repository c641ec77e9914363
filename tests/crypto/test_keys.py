import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from crypto import keys


def test_load_spki_when_written_by_us(signing_key):
    spki = keys.spki(signing_key.public_key())

    assert keys.load_spki(spki).public_numbers() == signing_key.public_key().public_numbers()


def test_load_spki_when_written_as_ordinary_rsa(signing_key):
    ordinary = signing_key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    with pytest.raises(keys.BadKey):
        keys.load_spki(ordinary)


@pytest.mark.parametrize("exponent", [3, 65537])
def test_load_spki_when_the_key_is_of_another_size(exponent):
    key = rsa.generate_private_key(public_exponent=exponent, key_size=1024 if exponent == 65537 else 2048)

    with pytest.raises(keys.BadKey):
        keys.load_spki(keys.spki(key.public_key()))


@given(st.binary(max_size=400))
def test_loaders_when_given_noise_raise_one_error(noise):
    for load in (keys.load_spki, keys.load_private):
        with pytest.raises(keys.BadKey):
            load(noise)


@given(st.integers(min_value=0, max_value=341), st.integers(min_value=0, max_value=255))
def test_load_spki_when_one_byte_was_altered(place, byte):
    altered = SPKI[:place] + bytes([byte]) + SPKI[place + 1 :]

    try:
        key = keys.load_spki(altered)
    except keys.BadKey:
        return

    assert keys.spki(key) == altered


def test_load_private_when_it_was_written_by_us(signing_key):
    assert keys.load_private(keys.private_bytes(signing_key)).private_numbers() == signing_key.private_numbers()


def test_load_private_when_it_is_no_rsa_key():
    der = ec.generate_private_key(ec.SECP256R1()).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())

    with pytest.raises(keys.BadKey):
        keys.load_private(der)


@pytest.mark.parametrize("size", [0, 31, 33])
def test_seeds_when_of_a_wrong_size(size):
    for use in (keys.sealing_public, keys.sealing_private, keys.installation_public):
        with pytest.raises(keys.BadKey):
            use(bytes(size))


SPKI = keys.spki(keys.new_signing_key().public_key())
