"""Letters sealed again: believed when a keeper of the rota vouched for exactly this text at this place."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from demo.vouching import is_vouched, read_vouched, vouch

KEY, OTHER = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
PUBLIC = [one.public_key().public_bytes_raw() for one in (KEY, OTHER)]
ABOUT = {"mailbox": b"m" * 32, "number": 3, "author": "employee"}


def test_text_that_was_vouched_for_is_read_under_any_key_of_the_rota():
    plain = vouch(KEY, "Ein Wort: 🕯", **ABOUT)

    assert is_vouched(plain)
    assert not is_vouched(b'{"text":"x","version":1}')
    assert read_vouched(plain, PUBLIC[::-1], **ABOUT) == "Ein Wort: 🕯"


def test_text_at_another_place_or_under_a_strangers_key_is_not_believed():
    plain = vouch(KEY, "a word", **ABOUT)

    assert read_vouched(plain, PUBLIC[1:], **ABOUT) is None
    for other in ({"mailbox": b"n" * 32}, {"number": 4}, {"author": "keeper"}):
        assert read_vouched(plain, PUBLIC, **(ABOUT | other)) is None


@given(st.binary(max_size=200))
def test_whatever_stands_there_is_never_believed_by_chance(data):
    assert read_vouched(b"\x01" + data, PUBLIC, **ABOUT) is None
