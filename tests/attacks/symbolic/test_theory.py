import pytest

from tests.attacks.symbolic.terms import Apply, Name, pair, word
from tests.attacks.symbolic.theory import TRUE, apply

M, K, R, N, OTHER = map(Name, ("m", "k", "r", "n", "other"))


def f(function, *parts):
    return Apply(function, parts)


@pytest.mark.parametrize(
    "function, parts, value",
    [
        ("first", (pair(M, N),), M),
        ("second", (pair(M, N),), N),
        ("unblind", (f("sign", f("blind", M, R), K), R), f("sign", M, K)),
        ("lift", (f("blind", M, R), R), M),
        ("genuine", (f("sign", M, K), M, f("pass_key_of", K)), TRUE),
        ("unseal", (f("seal", M, f("sealing_key_of", K), N), K), M),
        ("is_by", (f("ed25519", M, K), M, f("signing_key_of", K)), TRUE),
        ("unwrap", (f("wrap", M, K, N), K), M),
    ],
)
def test_apply_when_it_fits(function, parts, value):
    assert apply(function, parts) == value


@pytest.mark.parametrize(
    "function, parts",
    [
        ("first", (M,)),
        ("genuine", (f("sign", M, K), M, f("pass_key_of", OTHER))),
        ("genuine", (f("sign", M, K), OTHER, f("pass_key_of", K))),
        ("genuine", (f("sign", f("blind", M, R), K), M, f("pass_key_of", K))),
        ("unseal", (f("seal", M, f("sealing_key_of", K), N), OTHER)),
        ("is_by", (f("ed25519", M, K), M, f("signing_key_of", OTHER))),
        ("unwrap", (f("wrap", M, K, N), OTHER)),
    ],
)
def test_apply_when_it_fails_and_shows_it(function, parts):
    assert apply(function, parts) is None


def test_apply_when_unblinding_with_another_factor_makes_some_number():
    signed = f("sign", f("blind", M, R), K)

    assert apply("unblind", (signed, OTHER)) == f("unblind", signed, OTHER)
    assert apply("unblind", (signed, OTHER)) != f("sign", M, K)


def test_apply_when_a_function_is_one_way():
    assert apply("hash", (M,)) == f("hash", M)
    assert apply("yes", ()) == word("yes")
