"""The models are read as ProVerif reads them, and what is wrong in one is found."""

from copy import deepcopy

import pytest

from tests.attacks.symbolic import files
from tests.attacks.symbolic.models import Models, New, Out
from tests.attacks.symbolic.syntax import Miswritten
from tests.attacks.symbolic.terms import Hole, pair, word
from tests.attacks.symbolic.theory import RULES


def read(text):
    return Models(text, deepcopy(files.library())).model()


def test_model_when_two_things_are_sent():
    process = read("process new x: bitstring; out(net, (x, yes))")

    assert process == New("x", Out(word("net"), pair(Hole("x"), word("yes")), None))


@pytest.mark.parametrize(
    "text, why",
    [
        ("process out(net, x)", "'x' is not declared"),
        ("process out(yes, no)", "bitstring where channel belongs"),
        ("process new x: letter; out(net, x)", "no type 'letter'"),
        ("process new box: opener; out(net, seal(yes, box, no))", "belongs"),
        ("process in(net, x); out(net, x)", "needs a type"),
        ("process let x = yes out(net, x)", "expected in"),
        ("process visit(yes)", "belongs"),
        ("process visit", "expected"),
        ("process nobody()", "no process 'nobody'"),
        ("process if yes then out(net, no)", "bool where bitstring|bitstring where bool|belongs"),
        ("process (out(net, yes) | out(net, no)", "expected"),
        ("process out(net, yes) out(net, no)", "more than one process"),
        ("const yes: bitstring. process out(net, yes)", "declared twice"),
        ("process new secret: bitstring; out(net, secret)", "cannot be declared"),
    ],
)
def test_model_when_proverif_would_stop(text, why):
    with pytest.raises(Miswritten, match=why):
        read(text)


def test_library_knows_the_same_cryptography_as_the_check():
    written = {left.function: (renamed(left, right), shows) for left, right, shows in files.library().rules}
    known = {
        name: (renamed(rule.left, rule.right), rule.shows)
        for name, rule in RULES.items()
        if name not in ("first", "second")  # tuples are ProVerif's own
    }

    assert written == known


def renamed(left, right):
    """A rule as text, its holes numbered in the order in which they stand."""
    numbers = {}

    def write(term):
        if isinstance(term, Hole):
            return f"x{numbers.setdefault(term.word, len(numbers))}"
        return f"{term.function}({', '.join(map(write, term.parts))})"

    return write(left), write(right)
