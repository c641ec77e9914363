"""Erasing."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from tests.wellbeing.candles.conftest import asked, candle
from tests.wellbeing.candles.people import Employee
from wellbeing.candles.asked import NewLetter
from wellbeing.candles.deeds.erase import erase
from wellbeing.candles.deeds.write_letter import write_letter
from wellbeing.candles.models import Candle, Letter, Offer, TakenBreak, UsedChallenge
from wellbeing.candles.months import month_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["out", "withdrawn", "lapsed"])
def test_a_closed_candle_is_erased_with_all_it_holds_once_a_whole_month_is_over(now, state):
    someone = Employee.new(None)
    found = candle(now, mailbox=someone.mailbox)
    write_letter(mailbox=someone.mailbox, letter=asked(NewLetter, someone.letter()))
    Offer.objects.create(id=os.urandom(16), candle=found, kind="day", signature=b"", state="taken")
    TakenBreak.objects.create(candle=found, offer=b"", key_id=b"", digest=b"", kept=b"", signature=b"")
    found.shut(state, month=month_of(now))

    erase(now=datetime(2026, 12, 31, 23, 59, tzinfo=UTC))
    assert (Candle.objects.count(), Letter.objects.count()) == (1, 1)

    erase(now=datetime(2027, 1, 1, tzinfo=UTC))
    assert [model.objects.count() for model in (Candle, Letter, Offer, TakenBreak)] == [0, 0, 0, 0]


@pytest.mark.parametrize("later", ["visited", "closed"])
def test_a_visit_or_a_closing_that_is_younger_keeps_it(now, later):
    candle(now, state="out", **{"visited": "2026-09", "closed": "2026-09"} | {later: "2026-10"})

    erase(now=now)

    assert Candle.objects.count() == 1


def test_an_open_candle_is_never_erased(now):
    candle(now - timedelta(days=400))

    erase(now=now)

    assert Candle.objects.count() == 1


def test_challenges_are_forgotten_when_they_have_run_out_for_good(now):
    for days in range(4):
        UsedChallenge.objects.create(digest=os.urandom(32), day=now.date() - timedelta(days=days))

    erase(now=now)

    assert UsedChallenge.objects.count() == 2
