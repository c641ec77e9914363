"""Visits."""

from datetime import timedelta

import pytest

from tests.wellbeing.candles.conftest import candle
from wellbeing.candles.deeds.visit import visit
from wellbeing.candles.mailbox import NoMailbox
from wellbeing.candles.models import Candle

pytestmark = pytest.mark.django_db


def test_the_month_of_a_visit_is_noted_and_nothing_finer(now):
    lit = candle(now - timedelta(days=29))

    found = visit(mailbox=bytes(lit.mailbox), now=now)

    assert (found.id, found.visited) == (lit.id, "2026-11")


def test_a_visit_by_a_clock_that_is_behind_takes_no_month_back(now):
    lit = candle(now)

    visit(mailbox=bytes(lit.mailbox), now=now - timedelta(days=29))

    assert Candle.objects.get().visited == "2026-11"


def test_what_is_not_there_cannot_be_visited(now):
    with pytest.raises(NoMailbox):
        visit(mailbox=b"m" * 32, now=now)
