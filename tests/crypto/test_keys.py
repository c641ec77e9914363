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


def test_sealing_public_of_the_published_vector():
    # draft-connolly-cfrg-xwing-kem, appendix C, first vector
    seed = bytes.fromhex("7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26")

    public = keys.sealing_public(seed)

    assert public.hex().startswith("e2236b35a8c24b39b10aa1323a96a919a2ced88400633a7b07131713fc14b2b5b19cfc3d")
    assert len(public) == keys.SEALING_PUBLIC_SIZE == 1216


def test_installation_public_of_the_published_vector():
    # RFC 8032, section 7.1, test 1
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")

    public = keys.installation_public(seed)

    assert public.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"


def test_new_seeds_are_random_and_of_32_bytes():
    for new in (keys.new_seed, keys.new_installation_seed):
        first, second = new(), new()
        assert (len(first), len(second)) == (32, 32)
        assert first != second


def test_new_signing_key_has_2048_bits_and_the_usual_exponent(signing_key):
    assert (signing_key.key_size, signing_key.public_key().public_numbers().e) == (2048, 65537)


def test_private_bytes_are_pkcs8_in_der_that_anybody_reads(signing_key):
    der = keys.private_bytes(signing_key)

    assert der == signing_key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def test_load_private_when_it_is_of_another_size():
    der = rsa.generate_private_key(public_exponent=65537, key_size=1024).private_bytes(
        Encoding.DER, PrivateFormat.PKCS8, NoEncryption()
    )

    with pytest.raises(keys.BadKey, match="2048-bit"):
        keys.load_private(der)


@pytest.mark.parametrize("size", [0, 1215, 1217])
def test_load_sealing_public_when_of_a_wrong_size(size):
    with pytest.raises(keys.BadKey, match="1216 bytes"):
        keys.load_sealing_public(bytes(size))


def test_key_id_is_the_hash_of_the_spki():
    assert keys.key_id(b"abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
