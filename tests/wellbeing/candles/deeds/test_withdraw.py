"""Withdrawing a candle."""

import os

import pytest

from tests.wellbeing.candles.conftest import asked, candle, race
from tests.wellbeing.candles.people import Employee
from wellbeing.candles.asked import NewLetter
from wellbeing.candles.deeds.hold import hold
from wellbeing.candles.deeds.withdraw import withdraw
from wellbeing.candles.deeds.write_letter import write_letter
from wellbeing.candles.models import Candle, Letter, Offer, TakenBreak
from wellbeing.candles.months import month_of
from wellbeing.candles.queue import Over


def full(now, **said):
    """A candle with everything in it."""
    someone = Employee.new(None)
    found = candle(now, mailbox=someone.mailbox, inner=b"i" * 5232, **said)
    write_letter(mailbox=someone.mailbox, letter=asked(NewLetter, someone.letter()))
    for state in ("open", "gone", "taken"):
        Offer.objects.create(id=os.urandom(16), candle=found, kind="day", signature=b"", state=state)
    TakenBreak.objects.create(candle=found, offer=b"", key_id=b"", digest=b"", kept=b"k", signature=b"")
    return someone, found


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["lit", "held", "offered", "taken"])
def test_what_was_written_and_offered_is_deleted_and_what_was_taken_stays(now, state):
    bystander = candle(now)
    someone, found = full(now, state=state, holder="aa" * 16 if state == "held" else "")

    for _ in range(2):
        withdraw(mailbox=someone.mailbox, now=now)

    kept = Candle.objects.values("state", "inner", "since", "closed", "holder").get(id=found.id)
    assert kept == {"state": "withdrawn", "inner": None, "since": None, "closed": month_of(now), "holder": ""}
    assert (Letter.objects.count(), list(Offer.objects.values_list("state", flat=True))) == (0, ["taken"])
    assert TakenBreak.objects.count() == 1
    assert Candle.objects.get(id=bystander.id).state == "lit"


@pytest.mark.django_db
def test_what_a_closed_candle_still_holds_is_deleted_too(now):
    someone, found = full(now)
    found.shut(Candle.State.OUT, month=month_of(now))

    withdraw(mailbox=someone.mailbox, now=now)

    assert Candle.objects.values("state", "inner").get() == {"state": "out", "inner": None}
    assert not Letter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_keeper_who_takes_it_at_the_same_moment_holds_nothing(now, mine):
    for _ in range(6):
        someone, found = full(now)

        withdrawn, held = race(
            lambda work: work(),
            [
                lambda someone=someone: withdraw(mailbox=someone.mailbox, now=now),
                lambda found=found: hold(candle=found.id, badge=mine),
            ],
        )

        assert withdrawn is None
        assert held is None or isinstance(held, Over)
        assert Candle.objects.values("state", "holder").get(id=found.id) == {"state": "withdrawn", "holder": ""}
