import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import keys, seal, unseal
from crypto.seal import Envelope

SEED = keys.new_seed()
PUBLIC = keys.sealing_public(SEED)
KNIFE = unseal.Knife(SEED)
FOR = {"envelope": Envelope.BALLOT, "purpose": "ballot", "scope": "w1"}
SEALED = seal.seal(PUBLIC, b"yes", **FOR)


def noise_of(size):
    return st.integers(min_value=0).map(lambda seed: random.Random(seed).randbytes(size))


@given(st.binary(max_size=500) | noise_of(4095))
def test_open_when_sealed_to_the_same_key_gives_it_back(plaintext):
    sealed = seal.seal(PUBLIC, plaintext, **FOR)

    assert (len(sealed), KNIFE.open(sealed, **FOR)) == (Envelope.BALLOT.sealed, plaintext)


@pytest.mark.parametrize("envelope", list(Envelope))
def test_sealed_size_when_the_content_differs_is_the_same(envelope):
    sizes = {len(seal.seal(PUBLIC, bytes(n), envelope=envelope, purpose="p", scope="s")) for n in (0, 1, 4000)}

    assert sizes == {envelope.sealed}


def test_seal_when_it_does_not_fit():
    with pytest.raises(seal.TooLarge):
        seal.seal(PUBLIC, bytes(4096), **FOR)


@pytest.mark.parametrize("change", [{"purpose": "flag"}, {"scope": "w2"}, {"envelope": Envelope.FLAG}])
def test_open_when_meant_for_something_else(change):
    with pytest.raises(unseal.Unreadable):
        KNIFE.open(SEALED, **{**FOR, **change})


def test_open_when_the_key_is_another():
    with pytest.raises(unseal.Unreadable):
        unseal.Knife(keys.new_seed()).open(SEALED, **FOR)


@pytest.mark.parametrize("place", [0, 700, 1119, 1120, 3000, 5231])
def test_open_when_one_bit_was_turned(place):
    altered = SEALED[:place] + bytes([SEALED[place] ^ 1]) + SEALED[place + 1 :]

    with pytest.raises(unseal.Unreadable):
        KNIFE.open(altered, **FOR)


@pytest.mark.parametrize("altered", [SEALED[:-1], SEALED + b"\0", b""], ids=["truncated", "oversized", "empty"])
def test_open_when_truncated_or_oversized(altered):
    with pytest.raises(unseal.Unreadable):
        KNIFE.open(altered, **FOR)


@pytest.mark.parametrize("padded", [bytes(4096), b"\x01" * 4096, b"a" + bytes(4095)])
def test_open_when_the_padding_is_wrong(padded):
    sealed = seal.SUITE.encrypt(padded, keys.load_sealing_public(PUBLIC), info=seal.seal_info("ballot", "w1"))

    with pytest.raises(unseal.Unreadable):
        KNIFE.open(sealed, **FOR)


@given(noise_of(5232) | st.binary(max_size=600))
def test_open_when_given_noise_raises_one_error(noise):
    with pytest.raises(unseal.Unreadable):
        KNIFE.open(noise, **FOR)


@given(noise_of(1216) | st.just(bytes(1216)) | st.binary(max_size=140))
def test_seal_when_the_key_is_noise_raises_one_error_or_seals(noise):
    try:
        sealed = seal.seal(noise, b"", **FOR)
    except keys.BadKey:
        return

    assert len(sealed) == Envelope.BALLOT.sealed


def test_seal_when_opened_by_hpke_alone_is_padded_and_bound_so():
    padded = seal.SUITE.decrypt(SEALED, keys.sealing_private(SEED), info=b"windbreak seal 1\0ballot\0w1")

    assert padded == b"yes\x80" + bytes(4092)
    assert (Envelope.BALLOT.plain, Envelope.BALLOT.sealed) == (4096, 5232)
    assert (Envelope.FLAG.plain, Envelope.FLAG.sealed) == (8192, 9328)


def test_pad_when_it_just_fits():
    assert seal.pad(b"abc", 4) == b"abc\x80"
    with pytest.raises(seal.TooLarge, match="at most 3 bytes"):
        seal.pad(b"abcd", 4)


def test_open_when_the_plaintext_ends_like_padding():
    plain = b"x\x80\0\x80"

    assert KNIFE.open(seal.seal(PUBLIC, plain, **FOR), **FOR) == plain
