import pytest

from tests.attacks.symbolic.syntax import Miswritten, Scope, Terms, tokens
from tests.attacks.symbolic.terms import Apply, Hole, pair, word


@pytest.fixture
def scope():
    return Scope(
        types={"bitstring", "bool", "channel", "key"},
        words={"yes": "bitstring", "no": "bitstring"},
        functions={"wrap": (("bitstring", "key"), "bitstring"), "twice": (("bitstring",), "bitstring")},
        shorthands={"twice": (("x",), pair(Hole("x"), Hole("x")))},
    )


def read(text, scope, local=None):
    return Terms(text, scope).term(local or {})


def test_tokens_leave_comments_out():
    assert tokens("out(net, (* what\nis said *) x') .") == ["out", "(", "net", ",", "x'", ")", "."]


def test_tokens_when_a_sign_is_none_of_the_language():
    with pytest.raises(Miswritten, match="cannot be read"):
        tokens("out(net, x) ? y")


def test_term_reads_tuples_choices_and_local_words(scope):
    term, kind = read("(yes, wrap(choice[yes, no], k), x)", scope, {"k": "key", "x": "bool"})

    assert term == pair(word("yes"), Apply("wrap", (Apply("choice", (word("yes"), word("no"))), Hole("k"))), Hole("x"))
    assert kind == "bitstring"


def test_term_when_a_shorthand_stands_for_another(scope):
    assert read("twice(yes)", scope)[0] == pair(word("yes"), word("yes"))


def test_term_when_a_word_is_given_a_meaning(scope):
    assert read("let x = (yes, no) in twice(x)", scope)[0] == pair(*[pair(word("yes"), word("no"))] * 2)


@pytest.mark.parametrize(
    "text, why",
    [
        ("maybe", "'maybe' is not declared"),
        ("hash(yes)", "no function 'hash'"),
        ("wrap(yes)", "belongs"),
        ("wrap(yes, no)", "belongs"),
        ("choice[yes, k]", "belongs"),
        ("(yes, no", "expected"),
        ("let secret = yes in no", "cannot be declared"),
    ],
)
def test_term_when_proverif_would_stop(scope, text, why):
    with pytest.raises(Miswritten, match=why):
        read(text, scope, {"k": "key"})
