"""What is sent is genuine: a world of messages that no server would take would prove nothing."""

import pytest

from tests.attacks.symbolic.claims import HOLD, KEEPERS
from tests.attacks.symbolic.equivalence import deduce
from tests.attacks.symbolic.people import Candle, Keys, Seen, ask, flag, submit, take, wish
from tests.attacks.symbolic.terms import Apply, Name, word
from tests.attacks.symbolic.theory import TRUE, apply

PEN = Name("pen")
KEYS = Keys(label=Name("label pen"), ballot=Name("ballot pen"), candle=Name("candle pen"))


def public(pen):
    return Apply("pass_key_of", (pen,))


def test_wish_gets_a_genuine_pass():
    asked = wish("ballot of one", "ballot", Name("serial"), PEN)

    assert apply("unblind", (asked.signature, asked.factor)) == asked.gets.authenticator
    assert apply("genuine", (asked.gets.authenticator, asked.gets.input, public(PEN))) == TRUE


def test_submit_when_the_box_is_open_holds_answers_and_a_genuine_label():
    ballot, _ = submit(Seen(), "one", KEYS, answers=word("yes"), wanted=word("unlit"))

    opened = apply("unseal", (ballot["sealed"], KEYS.box))
    label = apply("first", (opened,))
    assert apply("second", (opened,)) == word("yes")
    parts = (apply("second", (label,)), apply("first", (label,)), public(KEYS.label))
    assert apply("genuine", parts) == TRUE


def test_flag_is_signed_by_the_key_that_its_serial_names():
    sent = flag(Seen(), "one", KEYS, wanted=word("unlit"))

    assert apply("first", (apply("second", (sent["token input"],)),)) == Apply("hash", (sent["one-time key"],))
    assert apply("unseal", (sent["sealed"], KEYS.router)) == word("unlit")


def test_lit_flag_when_opened_with_the_keepers_key_is_signed_by_its_mailbox():
    candle = Candle("the candle")
    inner = apply("unseal", (candle.inner(KEEPERS, word("note")), KEEPERS.opener))

    assert apply("first", (inner,)) == candle.mailbox


def test_take_keeps_what_unblinds_the_pass():
    seen, candle = Seen(), Candle("the candle")

    taken = take(seen, candle, PEN)

    kept = apply("unwrap", (seen["take by the candle, kept"], candle.derived("mailbox_wrapper")))
    factor = apply("second", (kept,))
    assert apply("unblind", (seen["take by the candle, answer"], factor)) == taken.authenticator


def test_ask_shows_no_serial():
    seen = Seen(pen=PEN)

    asked = ask(seen, "one", "ballot", wish("ballot of one", "ballot", Name("serial"), PEN))

    assert deduce(seen, asked.serial) is None
    assert deduce(seen, asked.authenticator) is None


@pytest.mark.parametrize("world", HOLD.values(), ids=list(HOLD))
def test_worlds_give_no_candle_key_away(world):
    assert deduce(world(False), Candle("the candle").key) is None
