"""The desk's rules, as the attack's months have them."""

import math
from random import Random

import pytest

from .desk import Leave, is_due, latest, out_from, redeem, show
from .habits import Habits, Rules

KEY = ("day", "2026-Q1")
OUT, NEVER = {KEY: 0.0}, {KEY: math.inf}
DAY = 100  # in January 2026


def asked(*, handed=DAY + 0.5, person=1):
    return Leave(person, *KEY, handed)


def shown(leave, out, **rules):
    show(leave, out, Rules(**rules))
    return [one.shown for one in leave]


def test_leave_when_enough_passes_are_out_is_shown_the_day_after():
    assert shown([asked()], OUT) == [DAY + 1.25]


def test_leave_when_few_passes_are_out_is_shown_after_a_week():
    assert shown([asked()], NEVER) == [DAY + 7.25]


@pytest.mark.parametrize("handed, due", [(DAY, False), (DAY - 1, True)])
def test_leave_of_the_same_day_is_not_due(handed, due):
    assert is_due(asked(handed=handed + 0.1), DAY, OUT, Rules()) is due


def test_leave_when_batches_are_rarer_is_shown_with_the_next():
    assert shown([asked(handed=98.5), asked(handed=97.5)], OUT, interval=7) == [105.25, 98.25]


def test_leave_when_a_batch_must_fill_waits_for_company_or_a_week():
    lone, first, second = asked(), asked(handed=DAY + 20.5), asked(handed=DAY + 22.5)

    assert shown([lone, first, second], OUT, fill=2) == [DAY + 7.25, DAY + 23.25, DAY + 23.25]


def test_leave_without_batches_is_shown_as_it_comes():
    assert shown([asked()], OUT, interval=0) == [DAY + 0.5]


def test_the_day_by_which_it_is_shown_is_the_first_that_may_be_asked_for():
    assert latest(DAY, is_out=True, rules=Rules()) == DAY + 1
    assert latest(DAY, is_out=False, rules=Rules()) == DAY + 7
    assert latest(DAY, is_out=True, rules=Rules(interval=7)) == 105


def test_passes_are_out_in_numbers_a_day_after_the_eighth():
    signed = {KEY: [3.5] * 7 + [9.2], ("half-day", "2026-Q1"): [1.0] * 7}

    assert out_from(signed, Rules()) == {KEY: 10, ("half-day", "2026-Q1"): math.inf}


def test_a_second_pass_of_a_kind_and_quarter_is_above_what_everybody_holds():
    def booked(goes_on):
        brought = [asked(), asked(handed=DAY + 3.5), asked(person=2)]
        return redeem(brought, OUT, Random(1), Habits(goes_on=goes_on), Rules())

    assert [leave.above for leave in booked(1.0)] == [False, False, True]
    assert [leave.person for leave in booked(0.0)] == [1, 2]
