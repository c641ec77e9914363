import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import mailbox
from crypto.keys import sealing_public

KEY = bytes(range(16))


@given(st.binary(min_size=16, max_size=16))
def test_read_key_when_written_by_us(key):
    assert mailbox.read_key(mailbox.write_key(key)) == key


def test_write_key_has_one_spelling():
    assert mailbox.write_key(KEY) == "000G-40R4-0M30-E209-185G-R38E-1W6"
    assert mailbox.write_key(bytes(16)) == "0000-0000-0000-0000-0000-0000-000"


@pytest.mark.parametrize("typed", ["ooog 4or4 om3o e2o9 i85g r38e iw6", "000G40R40M30E209185GR38E1W6"])
def test_read_key_forgives_how_it_is_typed(typed):
    assert mailbox.read_key(typed) == KEY


@given(st.binary(min_size=16, max_size=16), st.data())
def test_read_key_when_one_character_is_wrong(key, data):
    text = mailbox.write_key(key).replace("-", "")
    place = data.draw(st.integers(0, 25))
    other = data.draw(st.sampled_from(sorted(set("0123456789ABCDEFGHJKMNPQRSTVWXYZ") - {text[place]})))

    with pytest.raises(mailbox.BadCandleKey):
        mailbox.read_key(text[:place] + other + text[place + 1 :])


@given(st.text(max_size=60))
def test_read_key_when_given_noise_raises_one_error(noise):
    with pytest.raises(mailbox.BadCandleKey):
        mailbox.read_key(noise)


def test_mailbox_of_is_the_public_half_and_differs_by_key():
    public = mailbox.signing_key(KEY).public_key().public_bytes_raw()

    assert mailbox.mailbox_of(KEY) == public
    assert public.hex() == "c71ef7149cf4c0b3bb2790d649d65edc4a0cc3c6ad68ffc9c478d2d0dc25474d"
    assert mailbox.mailbox_of(bytes(16)) != public


def test_the_three_keys_of_a_mailbox_have_nothing_in_common():
    assert mailbox.sealing_seed(KEY).hex() == "52828baa24d308a68793803c82829e59347bd9418e36e99bc833704ee3a1cb3d"
    assert mailbox.keeping_key(KEY).hex() == "e1d5763cfbeeb517c0337cb168457dc483e523766e5e14103cde3b71116a1f7d"
    assert mailbox.sealing_of(KEY) == sealing_public(mailbox.sealing_seed(KEY))
    assert len({mailbox.sealing_seed(KEY), mailbox.keeping_key(KEY), mailbox.signing_key(KEY).private_bytes_raw()}) == 3


def test_read_key_forgives_blanks_tabs_and_new_lines():
    assert mailbox.read_key(" 000G-40R4\n0M30-E209\t185G-R38E-1W6\n") == KEY


@pytest.mark.parametrize("place", [0, 10, 25])
@pytest.mark.parametrize("letter", ["U", "*", "é"])
def test_read_key_when_a_character_is_none_of_the_alphabet(place, letter):
    text = mailbox.write_key(bytes(16)).replace("-", "")

    with pytest.raises(mailbox.BadCandleKey, match="27 letters and digits"):
        mailbox.read_key(text[:place] + letter + text[place + 1 :])


def test_read_key_when_its_padding_is_not_empty():
    text = mailbox.write_key(bytes(16)).replace("-", "")

    for last in "123":
        with pytest.raises(mailbox.BadCandleKey, match="one character"):
            mailbox.read_key(text[:25] + last + text[26:])


@pytest.mark.parametrize("number, check", [(31, "Z"), (32, "*"), (33, "~"), (34, "$"), (35, "="), (36, "U"), (37, "0")])
def test_write_key_ends_with_its_check_character(number, check):
    text = mailbox.write_key(number.to_bytes(16, "big"))

    assert text[-1] == check
    assert mailbox.read_key(text) == number.to_bytes(16, "big")


def test_read_key_when_a_character_is_missing_or_more():
    text = mailbox.write_key(bytes(16))

    for other in (text[1:], "0" + text):
        with pytest.raises(mailbox.BadCandleKey, match="27 letters and digits"):
            mailbox.read_key(other)
