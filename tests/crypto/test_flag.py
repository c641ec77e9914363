import base64
import hashlib
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
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


INNER = bytes(Envelope.BALLOT.sealed)
WISH = flag.Wish(b"m" * 32, "hr", INNER, "week")
LIT = {
    "version": 1, "lit": True, "mailbox": "6d" * 32, "urgency": "week", "rota": "hr",
    "inner": base64.b64encode(INNER).decode(),
}  # fmt: skip


@pytest.mark.parametrize(
    "wish", [None, WISH, *(flag.Wish(b"m" * 32, "hr", INNER, urgency) for urgency in flag.URGENCIES)]
)
def test_read_plaintext_when_written_by_us(wish):
    assert flag.read_plaintext(flag.write_plaintext(wish)) == wish


def test_write_plaintext_has_one_spelling():
    assert flag.write_plaintext(None) == b'{"lit":false,"version":1}'
    assert len(flag.write_plaintext(WISH)) < Envelope.FLAG.plain
    assert flag.write_plaintext(WISH) == json.dumps(LIT, sort_keys=True, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2}, {"version": True}, {"lit": 1}, {"urgency": "now"}, {"urgency": []}, {"name": "Ada"},
        {"mailbox": "6D" * 32}, {"mailbox": "6d" * 31}, {"mailbox": None}, {"rota": "HR"}, {"rota": ""}, {"rota": 7},
        {"inner": ""}, {"inner": base64.b64encode(INNER[1:]).decode()}, {"inner": "é"}, {"inner": None},
    ],
)  # fmt: skip
def test_read_plaintext_when_a_field_is_wrong(change):
    assert flag.read_plaintext(json.dumps(LIT).encode()) == WISH

    with pytest.raises(flag.BadFlag):
        flag.read_plaintext(json.dumps(LIT | change).encode())


def test_read_plaintext_when_an_unlit_flag_says_more():
    with pytest.raises(flag.BadFlag):
        flag.read_plaintext(json.dumps(LIT | {"lit": False}).encode())


@given(st.binary(max_size=100) | st.sampled_from([b"{}", b'{"version":1,"lit":1}', b"[" * 8000, b"[]", b"7", b"null"]))
def test_read_plaintext_when_given_noise_raises_one_error(noise):
    with pytest.raises(flag.BadFlag):
        flag.read_plaintext(noise)


@given(st.binary(max_size=100) | st.just(bytes(flag.FLAG_SIZE)))
def test_read_when_given_noise_raises_a_named_error(noise):
    with pytest.raises((flag.BadFlag, BadPass)):
        flag.Flag.read(noise)


def test_raise_flag_signs_the_router_and_what_is_sealed():
    made = make_flag()

    Ed25519PublicKey.from_public_bytes(made.public).verify(
        made.signature, b"windbreak flag 1\0" + b"r" * 32 + bytes(9328)
    )
    assert made.candle_pass.nonce == hashlib.sha256(made.public).digest()


def test_read_takes_the_parts_in_their_places():
    body = b"\0\2" + bytes(352) + b"p" * 32 + b"s" * 64 + b"r" * 32 + b"e" * 9328

    read = flag.Flag.read(body)

    assert (read.public, read.signature, read.router, read.sealed) == (b"p" * 32, b"s" * 64, b"r" * 32, b"e" * 9328)
    assert (flag.FLAG_SIZE, len(body), read.to_bytes()) == (9810, 9810, body)
    with pytest.raises(flag.BadFlag, match="9810 bytes"):
        flag.Flag.read(body + b"e")


def test_write_plaintext_when_lit_is_spelled_so():
    wish = flag.Wish(b"m" * 32, "hr", b"abc")

    assert flag.write_plaintext(wish) == (
        b'{"inner":"YWJj","lit":true,"mailbox":"%s","rota":"hr","urgency":null,"version":1}' % (b"6d" * 32)
    )


@pytest.mark.parametrize("urgency", ["today", "week", "whenever", None])
def test_read_plaintext_when_each_urgency_is_given(urgency):
    wish = flag.read_plaintext(json.dumps(LIT | {"urgency": urgency, "rota": "a-rota-of-20-letters"}).encode())

    assert (wish.urgency, wish.rota, wish.mailbox, wish.inner) == (urgency, "a-rota-of-20-letters", b"m" * 32, INNER)


@pytest.mark.parametrize("change", [{"rota": "r" * 21}, {"mailbox": "6d" * 33}, {"inner": "*" + LIT["inner"]}])
def test_read_plaintext_when_a_field_is_just_past_what_it_may_be(change):
    with pytest.raises(flag.BadFlag):
        flag.read_plaintext(json.dumps(LIT | change).encode())


def test_read_plaintext_when_an_unlit_flag_has_another_version_or_field():
    assert flag.read_plaintext(b'{"version":1,"lit":false}') is None

    for change in ({"version": 2}, {"version": 1.0}, {"rota": "hr"}):
        with pytest.raises(flag.BadFlag):
            flag.read_plaintext(json.dumps({"version": 1, "lit": False} | change).encode())
