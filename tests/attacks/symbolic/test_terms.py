import pytest

from tests.attacks.symbolic.terms import Apply, Hole, Name, fill, holes, match, pair, word

A, B, X, Y = Name("a"), Name("b"), Hole("x"), Hole("y")


def test_pair_leans_to_the_right():
    assert pair(A, B, A) == Apply("pair", (A, Apply("pair", (B, A))))


def test_match_when_a_hole_stands_twice_wants_the_same_both_times():
    assert match(pair(X, X), pair(A, A), {}) == {"x": A}
    assert match(pair(X, X), pair(A, B), {}) is None


def test_match_when_nothing_fits():
    assert match(pair(X, Y), A, {}) is None
    assert match(word("yes"), word("no"), {}) is None
    assert match(A, B, {}) is None


def test_fill_undoes_match():
    pattern, term = pair(X, Apply("hash", (Y,))), pair(A, Apply("hash", (B,)))

    assert fill(pattern, match(pattern, term, {})) == term


def test_fill_when_a_hole_has_no_filling():
    with pytest.raises(KeyError):
        fill(pair(X, Y), {"x": A})


def test_holes():
    assert holes(pair(X, Apply("hash", (Y,)), A)) == {"x", "y"}


def test_terms_are_written_as_one_reads_them():
    assert str(Apply("hash", (pair(A, word("yes"), Hole("ballot")),))) == "hash(pair(a, pair(yes, [ballot])))"
