"""Offering breaks."""

import pytest

from crypto.letter import BadLetter
from tests.wellbeing.candles.conftest import asked, candle, race
from tests.wellbeing.candles.people import Employee, Keeper
from wellbeing.candles.asked import NewOffers
from wellbeing.candles.deeds.offer_breaks import BadOffer, TakenAlready, offer_breaks
from wellbeing.candles.models import Candle, Offer
from wellbeing.candles.queue import Another


@pytest.fixture
def hand(keepers_secret):
    return Keeper.new(None, b"", keepers_secret)


@pytest.fixture
def held(db, now, pin, candle_key, mine):
    pin(candle_key)
    return candle(now, state="held", holder=mine.number, mailbox=Employee.new(None).mailbox)


def offer(held, badge, *offers):
    offer_breaks(candle=held.id, badge=badge, asked=asked(NewOffers, {"version": 1, "offers": list(offers)}))


def standing():
    return sorted((bytes(offer.id).hex(), offer.state) for offer in Offer.objects.all())


def test_offers_stand_and_the_same_again_changes_nothing(held, mine, hand):
    offers = [hand.offer(held.mailbox), hand.offer(held.mailbox, "half-day")]

    for _ in range(2):
        offer(held, mine, *offers)

    assert standing() == sorted((one["id"], "open") for one in offers)
    assert Candle.objects.get().state == "offered"


def test_new_offers_replace_those_that_are_open_and_the_last_ones_are_told_as_gone(held, mine, hand):
    first, second, third = (hand.offer(held.mailbox) for _ in range(3))

    for one in (first, second, third):
        offer(held, mine, one)

    assert standing() == sorted([(second["id"], "gone"), (third["id"], "open")])


def test_no_offers_take_back_what_is_open(held, mine, hand):
    one = hand.offer(held.mailbox)
    offer(held, mine, one)

    offer(held, mine)

    assert standing() == [(one["id"], "gone")]
    assert Candle.objects.values("state", "holder").get() == {"state": "held", "holder": mine.number}


def test_a_kind_that_no_pass_of_everybodys_buys_is_refused(held, mine, hand):
    with pytest.raises(BadOffer):
        offer(held, mine, hand.offer(held.mailbox), hand.offer(held.mailbox, "sabbatical"))

    assert standing() == []


@pytest.mark.parametrize("wrong", ["another mailbox", "another key", "another kind", "another id"])
def test_an_offer_that_the_published_key_did_not_sign_is_refused(held, mine, hand, wrong):
    forged = {
        "another mailbox": hand.offer(Employee.new(None).mailbox),
        "another key": Keeper.new(None, b"", bytes(64)).offer(held.mailbox),
        "another kind": hand.offer(held.mailbox) | {"kind": "half-day"},
        "another id": hand.offer(held.mailbox) | {"id": "ab" * 16},
    }[wrong]

    with pytest.raises(BadLetter):
        offer(held, mine, forged)
    assert standing() == []


def test_an_id_twice_or_of_another_candle_is_refused(now, held, mine, hand):
    one = hand.offer(held.mailbox)
    with pytest.raises(BadOffer):
        offer(held, mine, one, one)
    other = candle(now)
    Offer.objects.create(id=bytes.fromhex(one["id"]), candle=other, kind="day", signature=b"")

    with pytest.raises(TakenAlready):
        offer(held, mine, one)

    assert list(Offer.objects.values_list("candle", "state")) == [(other.id, "open")]
    assert Candle.objects.get(id=held.id).state == "held"


def test_nothing_is_offered_once_a_break_was_taken(held, mine, hand):
    Candle.objects.update(state="taken", since=None)

    with pytest.raises(TakenAlready):
        offer(held, mine, hand.offer(held.mailbox))


def test_only_who_holds_it_offers(held, theirs, hand):
    with pytest.raises(Another):
        offer(held, theirs, hand.offer(held.mailbox))


@pytest.mark.django_db(transaction=True)
def test_of_offers_made_at_once_the_last_stand_alone(now, pin, candle_key, mine, hand):
    pin(candle_key)
    held = candle(now, state="held", holder=mine.number)
    offers = [hand.offer(held.mailbox) for _ in range(8)]

    answers = race(lambda one: offer(held, mine, one), offers)

    assert answers == [None] * 8
    assert [state for _, state in standing()].count("open") == 1
