"""Examples that every textbook has, those of this theory, and a comparison with trying everything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.attacks.symbolic import exhaustive
from tests.attacks.symbolic.equivalence import deduce, evaluate, tell_apart
from tests.attacks.symbolic.terms import Apply, Name, pair, word
from tests.attacks.symbolic.theory import RULES

A, B, K, L, M, N, R, S = map(Name, "abklmnrs")
YES, NO = word("yes"), word("no")


def f(function, *parts):
    return Apply(function, parts)


def seen(*terms):
    return {f"w{place}": term for place, term in enumerate(terms)}


SAME = {
    "signed unread, or drawn at random": (seen(R, f("sign", f("blind", A, R), K)), seen(R, B)),
    "two fresh names": (seen(A), seen(B)),
    "two pairs of fresh names": (seen(A, B), seen(B, A)),
    "a hash of something unknown": (seen(f("hash", pair(YES, N))), seen(f("hash", pair(NO, N)))),
    "a hash of something unknown looks drawn at random": (seen(f("hash", A)), seen(B)),
    "wrapped, the key unknown": (seen(f("wrap", YES, K, N)), seen(f("wrap", NO, K, N))),
    "wrapped twice, drawn anew": (
        seen(f("wrap", YES, K, N), f("wrap", YES, K, M)),
        seen(f("wrap", YES, K, N), f("wrap", NO, K, M)),
    ),
    "sealed, the public key known": (
        seen(f("sealing_key_of", K), f("seal", YES, f("sealing_key_of", K), N)),
        seen(f("sealing_key_of", K), f("seal", NO, f("sealing_key_of", K), N)),
    ),
    "blinded, whatever it was": (seen(f("blind", YES, R)), seen(f("blind", NO, R))),
    "signed unread, spent unlinked": (
        seen(K, f("blind", A, R), f("blind", B, S), f("sign", A, K), f("sign", B, K)),
        seen(K, f("blind", B, R), f("blind", A, S), f("sign", A, K), f("sign", B, K)),
    ),
    "a signature by an unknown key over something unknown": (seen(f("ed25519", A, K)), seen(f("ed25519", B, L))),
}

APART = {
    "the same twice or not": (seen(A, A), seen(A, B)),
    "a word": (seen(YES), seen(NO)),
    "a hash of something that can be guessed": (seen(f("hash", YES)), seen(f("hash", NO))),
    "a pair or not": (seen(pair(A, B)), seen(A)),
    "wrapped, the key known": (seen(K, f("wrap", YES, K, N)), seen(K, f("wrap", NO, K, N))),
    "wrapped, the right key or not": (seen(f("wrap", A, K, N), K), seen(f("wrap", A, K, N), L)),
    "wrapped with its nonce known": (seen(f("wrap", A, K, N), K, N), seen(f("wrap", A, K, M), K, N)),
    "sealed with its randomness known": (
        seen(f("sealing_key_of", K), N, f("seal", YES, f("sealing_key_of", K), N)),
        seen(f("sealing_key_of", K), N, f("seal", NO, f("sealing_key_of", K), N)),
    ),
    "a signature by one or another": (
        seen(A, f("signing_key_of", K), f("ed25519", A, K)),
        seen(A, f("signing_key_of", K), f("ed25519", A, L)),
    ),
    "blinded, the factor known": (seen(R, f("blind", YES, R)), seen(R, f("blind", NO, R))),
    "blinded twice with one factor": (
        seen(f("blind", A, R), f("blind", A, R)),
        seen(f("blind", A, R), f("blind", B, R)),
    ),
    "signed unread, the factor known": (
        seen(R, f("sign", f("blind", A, R), K), f("sign", A, K)),
        seen(R, f("sign", f("blind", A, R), K), f("sign", B, K)),
    ),
    "signed unread, the signature come upon later": (
        seen(R, f("sign", f("blind", A, R), K), f("wrap", f("sign", A, K), f("derived", L), N), L),
        seen(R, B, f("wrap", f("sign", A, K), f("derived", L), N), L),
    ),
    "blinded, or drawn at random": (seen(R, f("blind", A, R)), seen(R, B)),
    "a key behind a key": (
        seen(f("wrap", K, L, N), f("wrap", L, R, M), R, f("wrap", YES, K, S)),
        seen(f("wrap", K, L, N), f("wrap", L, R, M), R, f("wrap", NO, K, S)),
    ),
    "a derived key": (
        seen(K, f("wrap", YES, f("derived", K), N)),
        seen(K, f("wrap", NO, f("derived", K), N)),
    ),
}


@pytest.mark.parametrize("left, right", SAME.values(), ids=list(SAME))
def test_tell_apart_when_nothing_can(left, right):
    assert tell_apart(left, right) is None


@pytest.mark.parametrize("left, right", APART.values(), ids=list(APART))
def test_tell_apart_when_something_can_finds_a_test_that_does(left, right):
    test = tell_apart(left, right)

    assert test is not None
    assert test.tells(left, right)
    assert not test.tells(left, left)


def test_tell_apart_when_sides_have_not_seen_as_much():
    with pytest.raises(ValueError):
        tell_apart(seen(A), seen(A, B))


def test_test_says_what_the_attacker_does():
    test = tell_apart(seen(YES, A), seen(NO, A))

    assert str(test) == "on the left alone holds: [w0] = yes"


def test_deduce_when_a_key_lies_behind_another():
    frame = seen(f("wrap", K, L, N), L, f("wrap", M, K, S))

    assert evaluate(deduce(frame, M), frame) == M
    assert evaluate(deduce(frame, f("hash", M)), frame) == f("hash", M)
    assert deduce(frame, N) is None


def test_deduce_when_a_signature_was_given_unread():
    blinded = f("sign", f("blind", M, R), K)

    assert deduce(seen(blinded), f("sign", M, K)) is None
    assert deduce(seen(blinded, M), f("sign", M, K)) is None
    assert deduce(seen(blinded, R), f("sign", M, K)) is not None
    assert deduce(seen(blinded, R), M) is None


ATOMS = [A, B, YES, NO]
THEORIES = [
    {"hash": 1, "pair": 2, "first": 1, "second": 1},
    {"blind": 2, "sign": 2, "unblind": 2, "lift": 2},
    {"wrap": 3, "unwrap": 2},
    {"sealing_key_of": 1, "seal": 3, "unseal": 2},
    {"pass_key_of": 1, "sign": 2, "genuine": 3},
    {"signing_key_of": 1, "ed25519": 2, "is_by": 3},
]


@st.composite
def sides(draw):
    """A few functions, and two lists of small terms of them that differ in some of the things drawn at random."""
    functions = draw(st.sampled_from(THEORIES))
    closing = [(name, count) for name, count in functions.items() if name not in RULES]
    terms = st.recursive(
        st.sampled_from(ATOMS), lambda parts: st.one_of([made(*one, parts) for one in closing]), max_leaves=5
    )
    left = draw(st.lists(terms, min_size=1, max_size=3))
    changed = dict(zip(ATOMS, draw(st.permutations(ATOMS)), strict=True))
    right = [draw(st.sampled_from([term, changing(term, changed), A])) for term in left]
    return functions, seen(*left), seen(*right)


def made(name, count, parts):
    return st.tuples(*[parts] * count).map(lambda chosen: f(name, *chosen))


def changing(term, changed):
    if term in changed:
        return changed[term]
    return Apply(term.function, tuple(changing(part, changed) for part in term.parts))


@settings(max_examples=100)
@given(sides())
def test_tell_apart_when_compared_with_trying_everything(drawn):
    functions, left, right = drawn

    test = tell_apart(left, right)

    if test is not None:
        assert test.tells(left, right)
    else:
        depth = 2 if max(functions.values()) < 3 else 1
        assert not exhaustive.differ(left, right, functions, ["yes"], depth)
