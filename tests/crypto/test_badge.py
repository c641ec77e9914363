import base64
import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import OctKey, OKPKey

from crypto import badge

SEED = b"s" * 32
PUBLIC = Ed25519PrivateKey.from_private_bytes(SEED).public_key().public_bytes_raw()
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
KEEPER = badge.Badge("ab" * 16, "hr", b"k" * 32)
WHERE = {"issuer": "https://names.example", "audience": "https://wind.example"}


def written(**change):
    return badge.write_badge(SEED, KEEPER, now=NOW, **WHERE | change)


def read(token, *, now=NOW, **change):
    return badge.read_badge(PUBLIC, token, now=now, **WHERE | change)


def forged(change, *, key=None, alg="Ed25519"):
    """A badge of these claims, signed by whoever; with the genuine key unless another is given."""
    claims = json.loads(base64.urlsafe_b64decode(written().split(".")[1] + "=="))
    key = key or OKPKey.import_key(Ed25519PrivateKey.from_private_bytes(SEED))
    return jwt.encode({"alg": alg}, claims | change, key, algorithms=[alg])


def test_read_badge_when_written_by_us():
    assert read(written()) == KEEPER


def test_read_badge_when_forged_with_nothing_changed():
    assert read(forged({})) == KEEPER  # so that each refusal below is for what it changes


@pytest.mark.parametrize("after, sentence", [(300, "run out"), (-61, "future")])
def test_read_badge_when_not_of_now(after, sentence):
    with pytest.raises(badge.BadBadge, match=sentence):
        read(written(), now=NOW + timedelta(seconds=after))


def test_read_badge_when_its_last_second_has_come():
    assert read(written(), now=NOW + timedelta(seconds=299)) == KEEPER


@pytest.mark.parametrize("change", [{"issuer": "https://other.example"}, {"audience": "https://other.example"}])
def test_read_badge_when_made_for_somewhere_else(change):
    with pytest.raises(badge.BadBadge, match="somewhere else"):
        read(written(**change))


@pytest.mark.parametrize(
    "change",
    [
        {"role": "desk"}, {"exp": 2_000_000_000}, {"exp": "x"}, {"iat": None}, {"iat": True}, {"sub": "ada"},
        {"rota": "HR"}, {"cnf": {}}, {"cnf": None}, {"cnf": {"jwk": {"kty": "OKP", "crv": "Ed25519", "x": "eA"}}},
        {"cnf": {"jwk": {"kty": "OKP", "crv": "X25519", "x": "a" * 43}}}, {"sub": 7}, {"aud": ["https://wind.example"]},
    ],
)  # fmt: skip
def test_read_badge_when_a_claim_is_wrong(change):
    with pytest.raises(badge.BadBadge):
        read(forged(change))


def test_read_badge_when_signed_by_another_key_or_in_another_way():
    other = OKPKey.import_key(Ed25519PrivateKey.from_private_bytes(b"o" * 32))

    for token in (forged({}, key=other), forged({}, key=OctKey.import_key(PUBLIC), alg="HS256")):
        with pytest.raises(badge.BadBadge, match="not genuine"):
            read(token)


def test_read_badge_when_it_says_that_it_needs_no_signature():
    _, claims, _ = written().split(".")
    header = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")

    with pytest.raises(badge.BadBadge, match="not genuine"):
        read(f"{header}.{claims}.")


@given(st.text(max_size=200) | st.sampled_from(["..", "e30.e30.", "e30.bnVsbA.AA"]))
def test_read_badge_when_given_noise_raises_one_error(noise):
    with pytest.raises(badge.BadBadge):
        read(noise)


@given(st.binary(max_size=60))
def test_read_badge_when_the_claims_are_noise_raises_one_error(noise):
    header, _, signature = written().split(".")
    claims = base64.urlsafe_b64encode(noise).decode().rstrip("=")

    with pytest.raises(badge.BadBadge):
        read(f"{header}.{claims}.{signature}")


JWK = {"kty": "OKP", "crv": "Ed25519", "x": "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s"}


def part_of(token, place):
    return json.loads(base64.urlsafe_b64decode(token.split(".")[place] + "=="))


def test_write_badge_says_this_and_no_more():
    claims = part_of(written(), 1)

    assert part_of(written(), 0) == {"alg": "Ed25519", "typ": "JWT"}
    assert re.fullmatch("[0-9a-f]{32}", claims.pop("jti"))
    assert claims == {
        "iss": WHERE["issuer"], "aud": WHERE["audience"], "sub": "ab" * 16, "role": "keeper", "rota": "hr",
        "iat": 1795510800, "exp": 1795511100,
        "cnf": {"jwk": JWK},
    }  # fmt: skip


def test_write_badge_when_written_twice_has_two_names():
    assert part_of(written(), 1)["jti"] != part_of(written(), 1)["jti"]


def test_read_badge_when_the_clocks_differ_by_a_minute():
    assert read(written(), now=NOW - timedelta(seconds=60)) == KEEPER


def test_read_badge_when_the_key_has_characters_of_its_own_alphabet():
    keeper = badge.Badge("ab" * 16, "a-rota-of-20-letters", b"\xfb\xff" * 16)

    token = badge.write_badge(SEED, keeper, now=NOW, **WHERE)

    assert part_of(token, 1)["cnf"]["jwk"]["x"][:2] == "-_"
    assert read(token) == keeper


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"exp": 1795511101}, "no time"), ({"exp": 1795511100.0}, "no time"), ({"iat": 1795510800.0}, "no time"),
        ({"rota": "r" * 21}, "lacks something"), ({"rota": ""}, "lacks something"), ({"sub": "ab" * 17}, "lacks"),
        ({"cnf": {"jwk": JWK | {"kty": "RSA"}}}, "lacks something"),
        ({"cnf": {"jwk": JWK | {"crv": "X25519"}}}, "lacks something"),
        ({"cnf": {"jwk": JWK | {"x": "!" + JWK["x"]}}}, "lacks something"),
    ],
)  # fmt: skip
def test_read_badge_when_a_claim_is_just_past_what_it_may_be(change, sentence):
    with pytest.raises(badge.BadBadge, match=sentence) as refused:
        read(forged(change))

    assert refused.value.status == 401
