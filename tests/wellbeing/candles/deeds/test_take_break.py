"""Taking a break that was offered, at blind door 2."""

import os

import pytest

from crypto.keys import load_spki
from crypto.letter import KEPT_SIZE
from tests.wellbeing.candles.conftest import QUARTER, asked, candle, race
from tests.wellbeing.candles.people import Employee, base64_of
from wellbeing.candles.asked import Taking
from wellbeing.candles.deeds.take_break import NotOffered, WrongKey, take_break
from wellbeing.candles.deeds.withdraw import withdraw
from wellbeing.candles.models import BreakKey, Candle, Offer, TakenBreak
from wellbeing.candles.months import month_of


class Offered:
    """Somebody whose candle was offered a day and half a day."""

    def __init__(self, now):
        self.someone = Employee.new(None)
        self.candle = candle(now, mailbox=self.someone.mailbox, state="offered")
        self.day, self.half = self.offer("day"), self.offer("half-day")

    def offer(self, kind):
        made = Offer.objects.create(id=os.urandom(16), candle=self.candle, kind=kind, signature=b"")
        return {"id": bytes(made.id).hex(), "kind": kind}

    def taking(self, offer, **changed):
        return self.someone.taking(offer, BreakKey.objects.get(kind=offer["kind"], quarter=QUARTER)) | changed

    def take(self, now, body):
        return take_break(mailbox=self.someone.mailbox, asked=asked(Taking, body), now=now)


@pytest.fixture
def offered(house, now):
    return Offered(now)


def states():
    return sorted(Offer.objects.values_list("kind", "state"))


@pytest.mark.django_db
def test_the_signature_is_the_keys_over_the_blinded_message(offered, now):
    body = offered.taking(offered.day)

    signature = offered.take(now, body)

    modulus = load_spki(bytes(BreakKey.objects.get(kind="day").spki)).public_numbers().n
    assert base64_of(pow(int.from_bytes(signature), 65537, modulus).to_bytes(256)) == body["blinded"]
    assert states() == [("day", "taken"), ("half-day", "gone")]
    assert Candle.objects.get().state == "taken"
    taken = TakenBreak.objects.get()
    assert (base64_of(bytes(taken.kept)), bytes(taken.signature)) == (body["kept"], signature)


@pytest.mark.django_db
def test_the_same_again_gives_the_same_also_once_it_is_closed_or_withdrawn(offered, now):
    body = offered.taking(offered.day)
    signature = offered.take(now, body)
    withdraw(mailbox=offered.someone.mailbox, now=now)

    assert offered.take(now.replace(year=2028), body) == signature


@pytest.mark.django_db
def test_what_unblinds_it_stays_as_it_was_first_kept(offered, now):
    body = offered.taking(offered.day)
    signature = offered.take(now, body)

    again = offered.take(now, body | {"kept": base64_of(os.urandom(KEPT_SIZE))})

    assert again == signature
    assert base64_of(bytes(TakenBreak.objects.get().kept)) == body["kept"]


@pytest.mark.django_db
def test_a_second_break_is_refused(offered, now):
    offered.take(now, offered.taking(offered.day))

    for body in (offered.taking(offered.half), offered.taking(offered.day)):
        with pytest.raises(NotOffered) as refused:
            offered.take(now, body)
        assert refused.value.status == 409


@pytest.mark.django_db
def test_a_key_of_another_kind_or_quarter_or_none_is_refused(offered, now):
    older, half = BreakKey.of("day", "2026-Q3"), BreakKey.objects.get(kind="half-day")

    for key in (bytes(older.id), bytes(half.id), os.urandom(32)):
        with pytest.raises(WrongKey):
            offered.take(now, offered.taking(offered.day, key=key.hex()))
    with pytest.raises(WrongKey):
        offered.take(now.replace(year=2027, month=1), offered.taking(offered.day))

    assert states() == [("day", "open"), ("half-day", "open")]


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["gone", "open"])
def test_an_offer_that_is_gone_or_another_candles_is_refused(offered, now, state):
    other = candle(now, state="offered")
    Offer.objects.filter(kind="day").update(state=state, candle=other if state == "open" else offered.candle)

    with pytest.raises(NotOffered):
        offered.take(now, offered.taking(offered.day))


@pytest.mark.django_db
def test_nothing_is_taken_from_a_closed_candle(offered, now):
    offered.candle.shut(Candle.State.OUT, month=month_of(now))

    with pytest.raises(NotOffered):
        offered.take(now, offered.taking(offered.day))


@pytest.mark.django_db(transaction=True)
def test_of_many_breaks_taken_at_once_one_is_signed(offered, now):
    bodies = [offered.taking(offer) for offer in (offered.day, offered.half) * 4]

    answers = race(lambda body: offered.take(now, body), bodies)

    signed = [answer for answer in answers if isinstance(answer, bytes)]
    assert len(signed) == 1
    assert {type(answer) for answer in answers} == {bytes, NotOffered}
    assert bytes(TakenBreak.objects.get().signature) == signed[0]


@pytest.mark.django_db(transaction=True)
def test_one_request_sent_many_times_at_once_has_one_answer(offered, now):
    body = offered.taking(offered.day)

    answers = race(lambda _: offered.take(now, body), range(8))

    assert answers == [answers[0]] * 8
    assert isinstance(answers[0], bytes)
