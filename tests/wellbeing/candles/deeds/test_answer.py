"""Letters of the keepers."""

import pytest

from crypto.letter import BadLetter
from tests.wellbeing.candles.conftest import asked, candle
from tests.wellbeing.candles.people import Employee, Keeper
from wellbeing.candles.asked import NewLetter
from wellbeing.candles.deeds.answer import answer
from wellbeing.candles.deeds.write_letter import write_letter
from wellbeing.candles.letters import NumberTaken
from wellbeing.candles.models import Letter
from wellbeing.candles.queue import Another

pytestmark = pytest.mark.django_db


@pytest.fixture
def someone():
    return Employee.new(None)


@pytest.fixture
def held(now, pin, candle_key, mine, someone):
    pin(candle_key)
    return candle(now, state="held", holder=mine.number, mailbox=someone.mailbox)


@pytest.fixture
def hand(keepers_secret):
    return Keeper.new(None, b"", keepers_secret)


def test_both_authors_write_into_one_series(held, mine, someone, hand):
    answer(candle=held.id, badge=mine, letter=asked(NewLetter, hand.letter(someone.mailbox, 1)))
    write_letter(mailbox=someone.mailbox, letter=asked(NewLetter, someone.letter(2)))
    with pytest.raises(NumberTaken):
        answer(candle=held.id, badge=mine, letter=asked(NewLetter, hand.letter(someone.mailbox, 2)))
    answer(candle=held.id, badge=mine, letter=asked(NewLetter, hand.letter(someone.mailbox, 3)))

    assert list(Letter.objects.order_by("number").values_list("author", flat=True)) == ["keeper", "employee", "keeper"]


def test_the_same_again_changes_nothing(held, mine, someone, hand):
    letter = asked(NewLetter, hand.letter(someone.mailbox))

    for _ in range(2):
        answer(candle=held.id, badge=mine, letter=letter)

    assert Letter.objects.count() == 1


def test_only_who_holds_it_writes(held, theirs, someone, hand):
    with pytest.raises(Another):
        answer(candle=held.id, badge=theirs, letter=asked(NewLetter, hand.letter(someone.mailbox)))


@pytest.mark.parametrize("author", ["employee", "stranger", "other mailbox"])
def test_a_letter_that_the_published_key_did_not_sign_is_refused(held, mine, someone, hand, author):
    forged = {
        "employee": someone.letter(),
        "stranger": Keeper.new(None, b"", bytes(64)).letter(someone.mailbox),
        "other mailbox": hand.letter(Employee.new(None).mailbox),
    }[author]

    with pytest.raises(BadLetter):
        answer(candle=held.id, badge=mine, letter=asked(NewLetter, forged))
    assert not Letter.objects.exists()
