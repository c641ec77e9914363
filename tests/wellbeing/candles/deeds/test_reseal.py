"""Sealing again after a rotation."""

import base64
import os

import pytest

from crypto import keepers
from tests.wellbeing.candles.conftest import asked, candle, rota_of
from tests.wellbeing.candles.people import Employee, base64_of, envelope
from wellbeing.candles.asked import NewLetter, Resealing
from wellbeing.candles.deeds.reseal import Overtaken, reseal
from wellbeing.candles.deeds.write_letter import write_letter
from wellbeing.candles.models import Candle, Letter
from wellbeing.candles.queue import Unknown

pytestmark = pytest.mark.django_db


@pytest.fixture
def lit(now, pin, candle_key, keepers_secret):
    """A candle with two letters, whose keepers' key was rotated."""
    someone = Employee.new(None)
    first = pin(candle_key)
    before = bytes.fromhex(rota_of(keepers_secret)["signing"])
    found = candle(now, mailbox=someone.mailbox, inner=envelope(), sealed_to=before)
    for number in (1, 2):
        write_letter(mailbox=someone.mailbox, letter=asked(NewLetter, someone.letter(number)))
    pin(candle_key, previous=first, rotas=[rota_of(NEW)])
    return found


NEW = keepers.new_secret()


def body(*, numbers=(1, 2), **said):
    signing = rota_of(NEW)["signing"]
    letters = [[number, base64_of(envelope())] for number in numbers]
    return {"version": 1, "signing": signing, "inner": base64_of(envelope()), "letters": letters} | said


def test_envelopes_are_replaced_and_what_was_signed_stays(lit, theirs):
    signed = list(Letter.objects.order_by("number").values_list("signed", "signature", "employee"))
    sent = body()

    for _ in range(2):
        reseal(candle=lit.id, badge=theirs, asked=asked(Resealing, sent))

    kept = Candle.objects.get()
    assert bytes(kept.inner) == base64.b64decode(sent["inner"])
    assert bytes(kept.sealed_to).hex() == sent["signing"]
    letters = Letter.objects.order_by("number")
    assert [base64_of(bytes(letter.keepers)) for letter in letters] == [text for _, text in sent["letters"]]
    assert list(letters.values_list("signed", "signature", "employee")) == signed


@pytest.mark.parametrize(
    "wrong",
    [{"signing": "ab" * 32}, {"inner": None}, {"numbers": (1,)}, {"numbers": (1, 2, 3)}, {"numbers": (1, 1)}],
    ids=str,
)
def test_another_key_or_other_content_is_refused_and_changes_nothing(lit, mine, wrong):
    before = list(Candle.objects.values()), list(Letter.objects.order_by("number").values())

    with pytest.raises(Overtaken):
        reseal(candle=lit.id, badge=mine, asked=asked(Resealing, body(**wrong)))

    assert (list(Candle.objects.values()), list(Letter.objects.order_by("number").values())) == before


def test_another_rota_cannot(lit, elsewhere):
    with pytest.raises((Unknown, Overtaken)):
        reseal(candle=lit.id, badge=elsewhere, asked=asked(Resealing, body()))


def test_a_candle_without_letters_is_sealed_again(now, lit, mine):
    bare = candle(now, inner=os.urandom(5232))

    reseal(candle=bare.id, badge=mine, asked=asked(Resealing, body(numbers=())))

    assert Candle.objects.get(id=bare.id).sealed_to == bytes.fromhex(rota_of(NEW)["signing"])
