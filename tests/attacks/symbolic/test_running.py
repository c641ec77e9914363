from copy import deepcopy

import pytest

from tests.attacks.symbolic import files
from tests.attacks.symbolic.employer import honest
from tests.attacks.symbolic.models import Models
from tests.attacks.symbolic.running import Run, Stuck
from tests.attacks.symbolic.terms import word


def seen(text, side=0, **how):
    scope = deepcopy(files.library())
    return list(Run(scope, Models(text, scope).model(), side, honest, **how).to_end().values())


def test_run_when_there_is_a_choice_takes_its_side():
    assert seen("process out(net, choice[yes, no])") == [word("yes")]
    assert seen("process out(net, choice[yes, no])", side=1) == [word("no")]


def test_run_when_something_is_handed_over_unseen():
    model = "process new hand: channel; (out(hand, yes) | in(hand, x: bitstring); out(net, (x, x)))"

    assert [str(term) for term in seen(model)] == ["pair(yes, yes)"]


def test_run_when_a_check_does_not_pass():
    with pytest.raises(Stuck, match="yes is not no"):
        seen("process if yes = no then out(net, yes)")


def test_run_when_something_does_not_open():
    with pytest.raises(Stuck, match="fails"):
        seen("process new k: opener; let x = unseal(yes, k) in out(net, x)")


def test_run_when_nobody_hands_anything_over():
    with pytest.raises(Stuck, match="wait for ever"):
        seen("process new hand: channel; in(hand, x: bitstring); out(net, x)")


def test_run_when_the_employer_signs_unread_gives_a_genuine_pass():
    model = """process new candle_pen: pen; new router: opener; out(net, (candle_pen, router));
               spare_holder(one, unlit, pass_key_of(candle_pen), sealing_key_of(router), net)"""

    assert len(seen(model)) == 3


def test_run_when_lenient_lets_whoever_is_stuck_stop():
    model = "process (if yes = no then out(net, yes)) | out(net, no)"

    assert seen(model, lenient=True) == [word("no")]
