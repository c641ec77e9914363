"""A client asks ahead for label and stock, repeats itself byte for byte, exchanges, and can do without the stock."""

import json

import pytest

from crypto import flag
from crypto.letter import read_inner
from crypto.mailbox import mailbox_of, sealing_of
from crypto.seal import Envelope
from crypto.unseal import Knife
from demo.lighting import Need
from demo.person import Person, Refused
from demo.stock import SPARE

from .conftest import COHORT, KEYS, MONTH, QUARTER, ROUTER, SECRET, WAVE, house


@pytest.fixture
def person(known):
    return Person(f"http://127.0.0.1:9/w/{'f' * 64}#{'A' * 43}.{COHORT['id']}", documents=known)


def test_the_first_request_asks_for_the_label_spare_passes_and_the_quarter_s_entitlements(door, person):
    person.ask_ahead()

    [asked] = door.asked
    assert {group: len(pairs) for group, pairs in asked["groups"].items()} == {
        "labels": 1, "spare": SPARE, "entitlements": 2
    }  # fmt: skip
    passes = [candle.wish.granted for candle in person.spare]
    for spare in passes:
        spare.check(KEYS["candle"].public_key(), purpose="candle", scope=MONTH)
    assert len({spare.nonce for spare in passes}) == SPARE
    person.wishes["labels"].granted.check(KEYS["label"].public_key(), purpose="label", scope=WAVE)
    for one in person.stock.entitlements:
        key = KEYS[f"entitlement {one.key.kind}"].public_key()
        one.wish.granted.check(key, purpose="entitlement", scope=f"{one.key.kind} {QUARTER}")


def test_asked_again_it_sends_the_same_bytes(door, person):
    person.ask_ahead()
    first = [candle.wish.granted for candle in person.spare]

    person.ask_ahead()

    assert door.asked[0] == door.asked[1]
    assert [candle.wish.granted for candle in person.spare] == first


def test_a_refused_stock_keeps_nobody_from_going_on(door, person):
    door.refuses = {"spare", "entitlements"}

    person.send({"q1": 1})

    assert person.wishes["labels"].granted is not None
    assert [candle.wish.granted for candle in person.spare] == [None] * SPARE
    assert person.stock.breaks() == []
    assert "/exchanges/" not in [path for path, _ in door.took]


def test_a_refused_label_is_told_and_the_stock_is_kept(door, person):
    door.refuses = {"labels"}

    with pytest.raises(Refused):
        person.ask_ahead()

    assert None not in [candle.wish.granted for candle in person.spare]
    assert None not in [one.wish.granted for one in person.stock.entitlements]


def test_every_send_is_the_same_requests_whether_lit_or_not(door, known):
    for lit in (False, True):
        link = f"http://127.0.0.1:9/w/{'f' * 64}#{'A' * 43}.{COHORT['id']}"
        Person(link, documents=known).send({"q1": 1}, lit=lit)

    plain, ticked = door.took[:5], door.took[5:]
    assert [path for path, _ in plain] == ["/passes/", "/passes/", "/ballots/", "/flags/", "/exchanges/"]
    assert [(path, len(body)) for path, body in plain] == [(path, len(body)) for path, body in ticked]


def test_break_passes_come_of_exchanging_and_asking_again_sends_the_same_bytes(door, person):
    person.ask_ahead()
    door.refuses = {"exchange"}
    person.exchange()
    assert [one.refused for one in person.stock.entitlements] == ["no", "no"]

    door.refuses = set()
    person.exchange()
    person.exchange()

    first, second = [json.loads(body) for path, body in door.took if path == "/exchanges/"]
    assert first == second
    assert [(one.kind, one.quarter, len(one.data)) for one in person.stock.breaks()] == [
        ("day", QUARTER, 354), ("half-day", QUARTER, 354)
    ]  # fmt: skip


def test_a_lit_flag_names_rota_and_mailbox_and_holds_what_only_keepers_open(person):
    need = Need(urgency="week", kinds=("day",), note="Not on a Friday.")
    person.ask_ahead()

    person.fill_in({"q1": 1}, lit=True, need=need)

    plain = Knife(ROUTER).open(person.sealed_flag, envelope=Envelope.FLAG, purpose="flag", scope=MONTH)
    wish = flag.read_plaintext(plain)
    assert (wish.mailbox, wish.rota, wish.urgency) == (mailbox_of(person.candle_key), "hr", "week")
    opened = Knife(SECRET[:32]).open(wish.inner, envelope=Envelope.BALLOT, purpose="candle", scope="hr")
    inner = read_inner(opened, mailbox=wish.mailbox)
    assert (inner.sealing, inner.kinds, inner.note) == (sealing_of(person.candle_key), ("day",), "Not on a Friday.")


def test_nobody_lights_a_candle_that_no_keeper_could_read(door, known, person):
    known.newest = house(keeping=False)

    with pytest.raises(LookupError, match="no keepers' key has been published"):
        person.send({"q1": 1}, lit=True)

    assert door.took == []
