import base64
import hashlib
import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from crypto import keys, letter, mailbox
from crypto.seal import Envelope
from crypto.unseal import Knife
from crypto.wrap import BadWrap, unwrap

KEY = bytes(range(16))
MAILBOX = mailbox.mailbox_of(KEY)
OWNER = mailbox.signing_key(KEY)
SEALING = mailbox.sealing_of(KEY)
INNER = letter.sign_inner(OWNER, sealing=SEALING, kinds=("day", "half-day"), note="Since the spring.")
KEEPERS = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
PUBLIC = KEEPERS.public_key().public_bytes_raw()
SIGNED = {"mailbox": MAILBOX, "number": 3, "keepers": b"to the keepers", "employee": b"to the employee"}


def message(**change):
    signed = SIGNED | change
    digests = {name: hashlib.sha256(signed.pop(name)).digest() for name in ("keepers", "employee")}
    return letter.letter_message(**signed, **digests)


def test_read_inner_when_sealed_for_the_keepers_of_its_rota():
    seed = keys.new_seed()

    sealed = letter.seal_inner(keys.sealing_public(seed), INNER, rota="hr")

    plain = Knife(seed).open(sealed, envelope=Envelope.BALLOT, purpose="candle", scope="hr")
    assert letter.read_inner(plain, mailbox=MAILBOX) == INNER


@pytest.mark.parametrize("character", ["a", "ü", "雨", "🕯", '"', "\n"])
def test_seal_inner_and_seal_letter_when_as_long_as_may_be_in_any_alphabet(character):
    public = mailbox.sealing_of(KEY)
    kinds = tuple(f"kind-{number:015}" for number in range(letter.MOST_KINDS))
    longest = letter.sign_inner(OWNER, sealing=SEALING, kinds=kinds, note=character * letter.LONGEST_NOTE)

    assert len(letter.seal_inner(public, longest, rota="hr")) == 5232
    assert len(letter.seal_letter(public, character * letter.LONGEST_LETTER, mailbox=MAILBOX)) == 5232


def test_seal_letter_when_too_long():
    with pytest.raises(letter.BadLetter, match="1000 characters"):
        letter.seal_letter(mailbox.sealing_of(KEY), "a" * 1001, mailbox=MAILBOX)


def test_read_letter_when_sealed_to_the_mailbox():
    sealed = letter.seal_letter(mailbox.sealing_of(KEY), "Come by, or don't.", mailbox=MAILBOX)

    knife = Knife(mailbox.sealing_seed(KEY))
    plain = knife.open(sealed, envelope=Envelope.BALLOT, purpose="letter", scope=MAILBOX.hex())
    assert letter.read_letter(plain) == "Come by, or don't."


def test_read_inner_when_it_names_another_mailbox():
    with pytest.raises(letter.BadLetter, match="another mailbox"):
        letter.read_inner(letter.write_inner(INNER), mailbox=b"m" * 32)


def test_read_inner_when_a_server_puts_its_own_sealing_key_in():
    theirs = replace(INNER, sealing=mailbox.sealing_of(bytes(16)))

    with pytest.raises(letter.BadLetter, match="not signed"):
        letter.read_inner(letter.write_inner(theirs), mailbox=MAILBOX)


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2}, {"version": True}, {"mailbox": "zz"}, {"mailbox": None}, {"sealing": "QUJD"}, {"sealing": 7},
        {"kinds": ["DAY"]}, {"kinds": ["day"] * 9}, {"kinds": 7}, {"kinds": [7]}, {"note": "a" * 501}, {"note": None},
        {"name": "Ada"}, {"note": "another"}, {"kinds": []}, {"signature": ""}, {"signature": 7},
    ],
)  # fmt: skip
def test_read_inner_when_a_field_is_wrong(change):
    document = json.loads(letter.write_inner(INNER))
    assert base64.b64decode(document["sealing"]) == INNER.sealing

    with pytest.raises(letter.BadLetter):
        letter.read_inner(json.dumps(document | change).encode(), mailbox=MAILBOX)


@given(st.binary(max_size=80) | st.sampled_from([b"[" * 9000, b"null", b'{"version":1,"text":7}']))
def test_reading_when_given_noise_raises_one_error(noise):
    with pytest.raises(letter.BadLetter):
        letter.read_inner(noise, mailbox=MAILBOX)
    with pytest.raises(letter.BadLetter):
        letter.read_letter(noise)


def test_check_signature_when_the_keepers_signed_exactly_this_letter():
    signature = letter.sign_letter(KEEPERS, **SIGNED)

    letter.check_signature(PUBLIC, message(), signature)
    for change in ({"number": 4}, {"mailbox": b"m" * 32}, {"keepers": b"x"}, {"employee": b"x"}):
        with pytest.raises(letter.BadLetter):
            letter.check_signature(PUBLIC, message(**change), signature)


def test_check_signature_when_an_offer_is_for_another_kind_or_mailbox():
    offered = {"mailbox": MAILBOX, "offer": b"o" * 16, "kind": "day"}
    signature = KEEPERS.sign(letter.offer_message(**offered))

    letter.check_signature(PUBLIC, letter.offer_message(**offered), signature)
    for change in ({"kind": "week"}, {"mailbox": b"m" * 32}, {"offer": b"p" * 16}):
        with pytest.raises(letter.BadLetter):
            letter.check_signature(PUBLIC, letter.offer_message(**offered | change), signature)


def test_unkeep_when_kept_for_this_offer():
    key = mailbox.keeping_key(KEY)

    kept = letter.keep(key, bytes(354), offer=b"o" * 16)

    assert len(kept) == letter.KEPT_SIZE
    assert letter.unkeep(key, kept, offer=b"o" * 16) == bytes(354)
    with pytest.raises(BadWrap):
        letter.unkeep(key, kept, offer=b"p" * 16)


def test_what_is_signed_is_spelled_so():
    assert letter.inner_message(b"m" * 32, b"s" * 1216, ("day",), "ü") == (
        b"windbreak inner 1\0" + b"m" * 32 + b"s" * 1216 + '{"kinds":["day"],"note":"ü"}'.encode()
    )
    assert letter.letter_message(mailbox=b"m" * 32, number=258, keepers=b"k" * 32, employee=b"e" * 32) == (
        b"windbreak letter 1\0" + b"m" * 32 + b"\0\0\1\2" + b"k" * 32 + b"e" * 32
    )
    assert letter.offer_message(mailbox=b"m" * 32, offer=b"o" * 16, kind="day") == (
        b"windbreak offer 1\0" + b"m" * 32 + b"o" * 16 + b"day"
    )


def test_write_inner_has_one_spelling():
    written = letter.write_inner(letter.Inner(b"m" * 32, b"abc", ("day",), "ü", b"def"))

    assert written.decode() == (
        f'{{"kinds":["day"],"mailbox":"{"6d" * 32}","note":"ü","sealing":"YWJj","signature":"ZGVm","version":1}}'
    )


def test_sign_inner_when_nothing_is_chosen():
    inner = letter.sign_inner(OWNER, sealing=SEALING)

    assert (inner.kinds, inner.note, inner.mailbox) == ((), "", MAILBOX)
    assert letter.read_inner(letter.write_inner(inner), mailbox=MAILBOX) == inner


def test_seal_letter_when_opened_is_spelled_so():
    sealed = letter.seal_letter(SEALING, "ü", mailbox=MAILBOX)

    knife = Knife(mailbox.sealing_seed(KEY))
    plain = knife.open(sealed, envelope=Envelope.BALLOT, purpose="letter", scope=MAILBOX.hex())
    assert plain.decode() == '{"text":"ü","version":1}'


def test_read_inner_when_it_is_as_long_as_may_be():
    kinds = ("a-kind-of-20-letters",) * 8
    longest = letter.sign_inner(OWNER, sealing=SEALING, kinds=kinds, note="a" * 500)

    assert letter.read_inner(letter.write_inner(longest), mailbox=MAILBOX) == longest


@pytest.mark.parametrize(
    "change",
    [{"kinds": ("day",) * 9}, {"kinds": ("k" * 21,)}, {"kinds": ("",)}, {"note": "a" * 501}],
)
def test_read_inner_when_its_owner_signed_more_than_may_be(change):
    inner = letter.sign_inner(OWNER, sealing=SEALING, **change)

    with pytest.raises(letter.BadLetter, match="another shape"):
        letter.read_inner(letter.write_inner(inner), mailbox=MAILBOX)


def test_read_inner_when_its_owner_signed_a_sealing_key_of_another_size():
    inner = letter.sign_inner(OWNER, sealing=SEALING[1:])

    with pytest.raises(letter.BadLetter, match="another shape"):
        letter.read_inner(letter.write_inner(inner), mailbox=MAILBOX)


@pytest.mark.parametrize("field", ["sealing", "signature"])
def test_read_inner_when_characters_are_put_between(field):
    document = json.loads(letter.write_inner(INNER))

    with pytest.raises(letter.BadLetter, match="cannot be read"):
        letter.read_inner(json.dumps(document | {field: "*" + document[field]}).encode(), mailbox=MAILBOX)


def test_read_letter_when_as_long_as_may_be_or_longer():
    assert letter.read_letter(b'{"version":1,"text":"%s"}' % (b"a" * 1000)) == "a" * 1000

    for plain in (
        b'{"version":1,"text":"%s"}' % (b"a" * 1001),
        b'{"version":2,"text":"a"}',
        b'{"version":1.0,"text":""}',
    ):
        with pytest.raises(letter.BadLetter, match="cannot be read"):
            letter.read_letter(plain)


def test_keep_is_wrapped_for_the_offer():
    key = mailbox.keeping_key(KEY)

    assert letter.KEPT_SIZE == 382
    assert unwrap(key, letter.keep(key, b"x", offer=b"o" * 16), context="6f" * 16) == b"x"
