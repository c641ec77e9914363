"""Letters into one's own candle."""

import base64

import pytest

from crypto.letter import BadLetter
from tests.wellbeing.candles.conftest import asked, candle, race
from tests.wellbeing.candles.people import Employee, envelope
from wellbeing.candles.asked import NewLetter
from wellbeing.candles.deeds.write_letter import write_letter
from wellbeing.candles.letters import NumberTaken, TooMany
from wellbeing.candles.mailbox import NoMailbox
from wellbeing.candles.models import Letter
from wellbeing.candles.months import month_of
from wellbeing.candles.queue import Over


@pytest.fixture
def someone(now):
    someone = Employee.new(None)
    candle(now, mailbox=someone.mailbox)
    return someone


def write(someone, body):
    write_letter(mailbox=someone.mailbox, letter=asked(NewLetter, body))


def kept():
    return list(Letter.objects.order_by("number").values_list("number", "author"))


@pytest.mark.django_db
def test_letters_are_kept_in_their_order_as_they_were_sealed(someone):
    bodies = [someone.letter(1), someone.letter(2)]

    for body in bodies:
        write(someone, body)

    assert kept() == [(1, "employee"), (2, "employee")]
    stored = Letter.objects.get(number=2)
    sealed = {name: base64.b64encode(bytes(getattr(stored, name))).decode() for name in ("keepers", "employee")}
    assert sealed == {name: bodies[1][name] for name in sealed}


@pytest.mark.django_db
def test_the_same_letter_again_changes_nothing(someone):
    body = someone.letter()
    write(someone, body)
    write(someone, someone.letter(2))

    write(someone, body)

    assert kept() == [(1, "employee"), (2, "employee")]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3, 9999])
def test_a_number_that_is_taken_or_not_the_next_is_refused(someone, number):
    write(someone, someone.letter(1))

    with pytest.raises(NumberTaken) as refused:
        write(someone, someone.letter(number))

    assert refused.value.status == 409
    assert kept() == [(1, "employee")]


@pytest.mark.django_db
def test_what_another_key_signed_or_another_envelope_is_refused(someone):
    others = Employee.new(None).letter()
    swapped = [someone.letter() | {name: base64.b64encode(envelope()).decode()} for name in ("keepers", "employee")]
    renumbered = someone.letter(2) | {"number": 1}

    for body in [others, *swapped, renumbered]:
        with pytest.raises(BadLetter):
            write(someone, body)
    assert kept() == []


@pytest.mark.django_db
def test_the_twenty_first_letter_of_an_employee_is_refused(someone):
    for number in range(1, 21):
        write(someone, someone.letter(number))

    with pytest.raises(TooMany):
        write(someone, someone.letter(21))


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["out", "withdrawn", "lapsed"])
def test_nothing_goes_into_a_closed_candle_but_what_is_there_may_be_sent_again(now, state):
    someone = Employee.new(None)
    found, body = candle(now, mailbox=someone.mailbox), someone.letter()
    write(someone, body)
    found.shut(state, month=month_of(now))

    write(someone, body)
    with pytest.raises(Over) as refused:
        write(someone, someone.letter(2))

    assert refused.value.status == 410


@pytest.mark.django_db
def test_there_is_no_letter_without_a_candle():
    someone = Employee.new(None)

    with pytest.raises(NoMailbox):
        write(someone, someone.letter())


@pytest.mark.django_db(transaction=True)
def test_of_many_letters_of_one_number_at_once_one_is_kept(now):
    someone = Employee.new(None)
    candle(now, mailbox=someone.mailbox)

    answers = race(lambda body: write(someone, body), [someone.letter() for _ in range(8)])

    assert answers.count(None) == 1
    assert {type(answer) for answer in answers} == {type(None), NumberTaken}
    assert kept() == [(1, "employee")]


@pytest.mark.django_db(transaction=True)
def test_one_letter_sent_many_times_at_once_is_kept_once(now):
    someone = Employee.new(None)
    candle(now, mailbox=someone.mailbox)
    body = someone.letter()

    assert race(lambda _: write(someone, body), range(8)) == [None] * 8
    assert kept() == [(1, "employee")]
