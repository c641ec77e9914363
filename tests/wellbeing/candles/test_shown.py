"""What is shown of a candle, and to whom."""

import base64
import hashlib
import os

import pytest

from tests.wellbeing.candles.conftest import asked, candle
from tests.wellbeing.candles.people import Employee, base64_of
from wellbeing.candles import shown
from wellbeing.candles.asked import NewLetter
from wellbeing.candles.deeds.write_letter import write_letter
from wellbeing.candles.models import Letter, Offer, Rota

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(now, pin, candle_key):
    """A candle with one letter and one offer, and somebody else's that could leak."""
    pin(candle_key)
    someone, other = Employee.new(None), Employee.new(None)
    for who in (someone, other):
        found = candle(now, mailbox=who.mailbox, inner=os.urandom(5232), sealed_to=Rota.objects.get().signing)
        write_letter(mailbox=who.mailbox, letter=asked(NewLetter, who.letter()))
        Offer.objects.create(id=os.urandom(16), candle=found, kind="day", signature=b"s" * 64)
    return someone, type(found).objects.get(mailbox=someone.mailbox)


def test_the_employee_is_shown_their_own_envelopes_and_nothing_of_the_keepers(full):
    _, lit = full
    letter, offer = Letter.objects.get(candle=lit), Offer.objects.get(candle=lit)

    view = shown.mailbox(lit)

    assert view == {
        "version": 1,
        "state": "lit",
        "urgency": None,
        "rota": "hr",
        "verified": True,
        "letters": [
            {
                "number": 1,
                "author": "employee",
                "sealed": base64_of(bytes(letter.employee)),
                "other": hashlib.sha256(letter.keepers).hexdigest(),
                "signature": base64_of(bytes(letter.signature)),
            }
        ],
        "offers": [{"id": bytes(offer.id).hex(), "kind": "day", "signature": base64_of(b"s" * 64), "state": "open"}],
        "taken": None,
    }


def test_a_keeper_is_shown_the_keepers_envelopes(full, mine, now):
    _, lit = full
    letter = Letter.objects.get(candle=lit)

    view = shown.candle(lit, mine, now)

    assert view["letters"] == [
        {
            "number": 1,
            "author": "employee",
            "sealed": base64_of(bytes(letter.keepers)),
            "other": hashlib.sha256(letter.employee).hexdigest(),
            "signature": base64_of(bytes(letter.signature)),
            "signed": hashlib.sha256(letter.keepers).hexdigest(),
        }
    ]
    assert (view["id"], len(view["offers"])) == (str(lit.id), 1)


def test_the_queue_says_who_holds_no_more_than_whether_it_is_oneself(full, mine, theirs, now):
    _, lit = full
    lit.move("held", holder=theirs.number)

    entries = shown.queue(mine, now)["candles"]

    [entry] = [entry for entry in entries if entry["id"] == str(lit.id)]
    assert {name: entry[name] for name in ("mine", "held", "letters", "unread", "reseal", "stray", "hours")} == {
        "mine": False, "held": True, "letters": 1, "unread": True, "reseal": False, "stray": False, "hours": 0,
    }  # fmt: skip
    assert base64.b64decode(entry["inner"]) == bytes(lit.inner)
    assert theirs.number not in repr(entries)


def test_the_queue_names_the_published_key_and_how_many_flags_wait(full, mine, now, settings):
    view = shown.queue(mine, now)

    assert view["signing"] == bytes(Rota.objects.get().signing).hex()
    assert (view["waiting"], view["hours"], view["minimum"]) == (0, settings.ROUTER_HOURS, settings.ROUTER_MINIMUM)


def test_what_another_key_opens_or_another_rota_was_meant_to_is_marked(full, mine, now):
    stray = candle(now, rota="gone")

    [entry] = [entry for entry in shown.queue(mine, now)["candles"] if entry["id"] == str(stray.id)]

    assert (entry["reseal"], entry["stray"], entry["inner"]) == (True, True, None)


def test_the_queue_is_read_with_as_many_queries_however_long_it_is(full, mine, now, django_assert_max_num_queries):
    for _ in range(20):
        candle(now)

    with django_assert_max_num_queries(6):
        shown.queue(mine, now)
