"""Exchanging entitlement passes at blind door 2."""

import os

import pytest

from crypto import blind, keys
from crypto.passes import assemble, token_input
from crypto.sign import Pen
from tests.wellbeing.candles.conftest import QUARTER, asked, race
from tests.wellbeing.candles.people import base64_of, blind_break
from wellbeing.candles.asked import Exchanges
from wellbeing.candles.deeds.exchange import exchange
from wellbeing.candles.models import BreakKey, SpentEntitlement


def entitlement(key, *, purpose="entitlement", scope=f"day {QUARTER}"):
    """A genuine pass under `key`, for whatever."""
    public = key.public_key()
    signed = token_input(os.urandom(32), purpose=purpose, scope=scope, key_id=keys.key_id(keys.spki(public)))
    asking = blind.blind(public, signed)
    return assemble(signed, blind.unblind(public, asking, Pen(key).sign(asking.blinded))).to_bytes()


@pytest.fixture
def day(house):
    return BreakKey.objects.get(kind="day")


@pytest.fixture
def ticket(entitlement_keys):
    return entitlement(entitlement_keys["day"])


def one(spent, key, *, blinded=None):
    asking = blind_break(bytes(key.spki), f"{key.kind} {key.quarter}")
    return {"pass": base64_of(spent), "key": bytes(key.id).hex(), "blinded": base64_of(blinded or asking.blinded)}


def sent(now, *entries):
    return exchange(asked=asked(Exchanges, {"version": 1, "exchanges": list(entries)}).exchanges, now=now)


@pytest.mark.django_db
def test_a_pass_buys_a_break_pass_that_its_key_verifies(now, day, ticket):
    public = keys.load_spki(bytes(day.spki))
    nonce = os.urandom(32)
    asking = blind.blind(public, token_input(nonce, purpose="break", scope=f"day {QUARTER}", key_id=bytes(day.id)))

    [signature] = sent(now, one(ticket, day, blinded=asking.blinded))

    bought = assemble(asking.message, blind.unblind(public, asking, signature))
    bought.check(public, purpose="break", scope=f"day {QUARTER}")
    assert SpentEntitlement.objects.count() == 1


@pytest.mark.django_db
def test_the_same_request_again_gives_the_same_signature(now, day, ticket):
    entry = one(ticket, day)

    assert sent(now, entry) == sent(now, entry)
    assert SpentEntitlement.objects.count() == 1


@pytest.mark.django_db
def test_a_pass_used_twice_is_refused(now, day, ticket):
    sent(now, one(ticket, day))

    assert sent(now, one(ticket, day)) == ["this pass was exchanged already, for another break pass"]


@pytest.mark.django_db
def test_each_is_answered_on_its_own(now, day, ticket, entitlement_keys):
    other = entitlement(entitlement_keys["day"])
    sent(now, one(other, day))

    first, second, third = sent(now, one(other, day), one(ticket, day), one(bytes(354), day))

    assert (type(first), type(second), type(third)) == (str, bytes, str)


@pytest.mark.django_db
def test_a_pass_of_another_kind_purpose_or_key_is_refused(now, day, entitlement_keys):
    wrong = [
        entitlement(entitlement_keys["half-day"], scope=f"half-day {QUARTER}"),
        entitlement(entitlement_keys["day"], purpose="candle"),
        entitlement(entitlement_keys["day"], scope="day 2027-Q1"),
        entitlement(keys.new_signing_key()),
    ]

    answers = sent(now, *[one(spent, day) for spent in wrong])

    assert [type(answer) for answer in answers] == [str] * 4
    assert not SpentEntitlement.objects.exists()


@pytest.mark.django_db
def test_a_pass_is_good_in_its_quarter_and_the_next(now, day, ticket, entitlement_keys):
    [signature] = sent(now.replace(year=2027, month=3, day=31), one(ticket, day))
    [refusal] = sent(now.replace(year=2027, month=4, day=1), one(entitlement(entitlement_keys["day"]), day))

    assert (type(signature), type(refusal)) == (bytes, str)


@pytest.mark.django_db
def test_a_pass_buys_nothing_of_another_quarter(now, day, ticket):
    later = BreakKey.of("day", "2027-Q1")

    [refusal] = sent(now.replace(year=2027, month=1), one(ticket, later))

    assert "its own kind and quarter" in refusal


@pytest.mark.django_db
@pytest.mark.parametrize("blinded", [bytes(256), bytes(255) + b"\x01", b"\xff" * 256])
def test_what_cannot_be_signed_uses_nothing_up(now, day, ticket, blinded):
    [refusal] = sent(now, one(ticket, day, blinded=blinded))

    assert refusal == "the blinded message is out of range"
    assert not SpentEntitlement.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_exchanges_of_one_pass_at_once_one_is_answered(now, day, ticket):
    entries = [one(ticket, day) for _ in range(8)]

    answers = [answer for [answer] in race(lambda entry: sent(now, entry), entries)]

    assert [type(answer) for answer in answers].count(bytes) == 1
    assert SpentEntitlement.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_request_sent_many_times_at_once_has_one_answer(now, day, ticket):
    entry = one(ticket, day)

    answers = race(lambda _: sent(now, entry), range(8))

    assert answers == [answers[0]] * 8
    assert isinstance(answers[0][0], bytes)
