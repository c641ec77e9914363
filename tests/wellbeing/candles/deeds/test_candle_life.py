"""The life of candles, cut off anywhere: each is what a plain model says, and gives its owner one break pass."""

from contextlib import suppress
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from crypto.refusal import Refusal
from tests.crashing import LOST, Life, Loose, before_any, cut, fails, holds
from tests.wellbeing.candles.conftest import QUARTER, asked, candle
from tests.wellbeing.candles.deeds import mailbox_model as model
from tests.wellbeing.candles.people import Employee, Keeper, base64_of, envelope
from wellbeing.candles.asked import NewLetter, NewOffers, Resealing, Taking
from wellbeing.candles.deeds import (
    answer,
    close,
    erase,
    give_back,
    hold,
    lapse,
    offer_breaks,
    reseal,
    shuffle,
    take_break,
    visit,
    withdraw,
    write_letter,
)
from wellbeing.candles.letters import NumberTaken
from wellbeing.candles.models import BreakKey, Rota, TakenBreak

CUT, CUT_SHORT, NIGHT = before_any(10), before_any(6), before_any(42)
PLACES, WHO = st.sampled_from([0, 0, 0, 1]), st.sampled_from(["mine", "mine", "theirs"])
NUMBERS = st.sampled_from(["next", "next", "again", "gap", "taken"])


@pytest.fixture
def staffed(house, now, mine, theirs, keepers_secret):
    """A house with two keepers of one rota."""
    breaks = {key.kind: key for key in BreakKey.objects.filter(quarter=QUARTER)}
    hand = Keeper.new(None, b"", keepers_secret)
    for key in breaks.values():
        take_break._pen(bytes(key.id))  # it takes long, and keys never change
    badges = {"mine": mine, "theirs": theirs}
    return SimpleNamespace(now=now, badges=badges, hand=hand, breaks=breaks, signing=bytes(Rota.objects.get().signing))


class CandleLife(Life):
    """Two people's candles; `said` is what the model knows of each, `signed` the break pass that each got."""

    @initialize(taken=st.booleans())
    def light(self, taken):
        """One is offered two breaks, and one of them is taken or not; the other has just been lit."""
        self.now, self.people = self.world.now, [Employee.new(None) for _ in range(2)]
        self.lit = [candle(self.now, mailbox=one.mailbox, inner=envelope()) for one in self.people]
        self.said = [model.stored(one.mailbox) for one in self.people]
        self.written, self.offers, self.bodies, self.signed, self.withdrawn = {}, [[], []], {}, {}, set()
        self.hold(0, "mine", False, None)
        self.offer(0, "mine", ["day", "half-day"], None)
        if taken:
            self.take(0, 1, 0, None)

    @rule(place=PLACES, at=CUT_SHORT)
    def visit(self, place, at):
        self._act(place, model.visit, visit.visit, at, terms=(self._today,), now=self.now)

    @rule(place=PLACES, which=NUMBERS, at=CUT_SHORT)
    def write(self, place, which, at):
        number, letter = self._letter(place, "employee", which)
        said = (number, letter.keepers)
        self._act(place, model.write, write_letter.write_letter, at, terms=said, letter=letter)

    @rule(place=PLACES, who=WHO, which=NUMBERS, at=CUT)
    def answer(self, place, who, which, at):
        number, letter = self._letter(place, "keeper", which)
        said = (number, letter.keepers)
        self._act(place, model.answer, answer.answer, at, terms=said, by=who, letter=letter)

    @rule(place=PLACES, who=WHO, back=st.booleans(), at=CUT)
    def hold(self, place, who, back, at):
        """Or give it back."""
        becomes, deed = (model.give_back, give_back.give_back) if back else (model.hold, hold.hold)
        self._act(place, becomes, deed, at, by=who)

    @rule(place=PLACES, who=WHO, kinds=st.lists(st.sampled_from(["day", "half-day"]), max_size=2), at=CUT)
    def offer(self, place, who, kinds, at):
        made = [self.world.hand.offer(self.people[place].mailbox, kind) for kind in kinds]
        self.offers[place] += [made] if made else []
        self._offer(place, who, made, at)

    @precondition(lambda self: any(self.offers))
    @rule(place=PLACES, who=WHO, back=st.integers(1, 2), at=CUT)
    def offer_again(self, place, who, back, at):
        self._offer(place, who, self.offers[place][-back] if len(self.offers[place]) >= back else [], at)

    @rule(place=PLACES, back=st.integers(1, 2), request=st.integers(0, 1), at=CUT)
    def take(self, place, back, request, at):
        """One of the offers made last, each with two requests of other bytes."""
        made = [one for offers in self.offers[place] for one in offers]
        if len(made) < back:
            return
        offer, key = made[-back], (made[-back]["id"], request)
        if key not in self.bodies:
            self.bodies[key] = self.people[place].taking(offer, self.world.breaks[offer["kind"]])
        taking = asked(Taking, self.bodies[key])
        said = (offer["id"], taking.blinded, self._today)
        signature = self._act(place, model.take, take_break.take_break, at, terms=said, asked=taking, now=self.now)
        if isinstance(signature, bytes):
            assert self.signed.setdefault(place, (taking.blinded, signature)) == (taking.blinded, signature)

    @rule(place=PLACES, at=CUT_SHORT)
    def withdraw(self, place, at):
        self._act(place, model.withdraw, withdraw.withdraw, at, terms=(self._today,), now=self.now)

    @rule(place=PLACES, who=WHO, at=CUT)
    def close(self, place, who, at):
        self._act(place, model.close, close.close, at, terms=(self._today,), by=who, now=self.now)

    @rule(place=PLACES, who=WHO, short=st.integers(0, 1), at=CUT)
    def reseal(self, place, who, short, at):
        """All letters again, or one fewer than there are."""
        said = self.said[place]
        numbers = range(1, len(said.letters) + 1 - short) if said else []
        inner, letters = envelope() if said and said.inner else None, {number: envelope() for number in numbers}
        body = {
            "version": 1,
            "signing": self.world.signing.hex(),
            "inner": inner and base64_of(inner),
            "letters": [[number, base64_of(sealed)] for number, sealed in letters.items()],
        }
        sent = asked(Resealing, body)
        self._act(place, lambda now, _who, *said: model.reseal(now, *said), reseal.reseal, at,
                  terms=(inner, letters), by=who, asked=sent)  # fmt: skip

    @precondition(lambda self: self._is_a_later_month)
    @rule(at=CUT)
    def lapse(self, at):
        after = [model.lapse(said, self._today) for said in self.said]
        self._sweep(lapse.lapse, after, at, now=self.now)

    @precondition(lambda self: self._is_a_later_month)
    @rule(at=CUT_SHORT)
    def erase(self, at):
        self._sweep(erase.erase, [model.erase(said, self._today) for said in self.said], at, now=self.now)

    @precondition(lambda self: self.may_sleep)
    @rule(at=NIGHT)
    def night(self, at):
        self.sleep(shuffle.shuffle, at)

    @rule(days=st.sampled_from([1, 8, 31, 40]))
    def pass_days(self, days):
        self.now += timedelta(days=days)

    @invariant()
    def each_is_what_the_model_says(self):
        assert [model.stored(one.mailbox) for one in self.people] == self.said

    @invariant()
    def withdrawn_stays_withdrawn(self):
        self.withdrawn |= {place for place, said in enumerate(self.said) if said and said.state == "withdrawn"}
        assert {self.said[place].state for place in self.withdrawn if self.said[place]} <= {"withdrawn"}

    @invariant()
    def a_pass_that_was_given_out_is_kept(self):
        for place, (_, signature) in self.signed.items():
            if self.said[place]:
                assert bytes(TakenBreak.objects.get(candle__mailbox=self.people[place].mailbox).signature) == signature

    @property
    def _today(self):
        return self.now.date()

    @property
    def _is_a_later_month(self):
        """Than one in which somebody visited: before, there is nothing that could be swept away."""
        return any(said.visited < f"{self.now:%Y-%m}" for said in self.said if said)

    def _act(self, place, becomes, deed, at, *, terms=(), by="", **said):
        """Do a deed on one candle: what comes of it, and the answer, are the model's."""
        badge = self.world.badges.get(by)
        which = {"candle": self.lit[place].id, "badge": badge} if badge else {"mailbox": self.people[place].mailbox}
        terms = (badge.number, *terms) if badge else terms
        after, refusal = model.outcome(becomes, self.said[place], terms)
        try:
            answered = cut(lambda: deed(**which, **said), at)
        except Refusal as refused:
            answered = type(refused)
        if answered is LOST:
            after = self._either(place, after)
        else:
            assert (answered if isinstance(answered, type) else None) is refusal
        self.said[place] = after
        return answered

    def _either(self, place, after):
        """As it was or as it should be, and nothing in between."""
        found = model.stored(self.people[place].mailbox)
        assert found in (self.said[place], after), "half done"
        return found

    def _sweep(self, deed, after, at, **said):
        """Do a deed on all candles, each of which is done or not."""
        if cut(lambda: deed(**said), at) is LOST:
            after = [self._either(place, one) for place, one in enumerate(after)]
        self.said = after

    def _offer(self, place, who, made, at):
        sent = asked(NewOffers, {"version": 1, "offers": made})
        names = {one["id"] for one in made}
        self._act(place, model.offer, offer_breaks.offer_breaks, at, terms=(names,), by=who, asked=sent)

    def _letter(self, place, author, which):
        """A letter's number and body: the next one, one that was sent before, one too far, or one that is taken."""
        written = len(self.said[place].letters) if self.said[place] else 0
        before = self.written.get((place, author))
        if which == "again" and before:
            return before
        number = {"gap": written + 2, "taken": max(1, written)}.get(which, written + 1)
        hand = self.people[place] if author == "employee" else self.world.hand
        body = hand.letter(number) if author == "employee" else hand.letter(self.people[place].mailbox, number)
        self.written[place, author] = number, asked(NewLetter, body)
        return self.written[place, author]


@pytest.mark.django_db
def test_every_candle_is_what_the_model_says_wherever_a_process_dies(staffed):
    holds(CandleLife, staffed, examples=40, steps=40)


@pytest.mark.django_db
def test_a_door_that_signs_whatever_comes_after_the_first_is_found(staffed, monkeypatch):
    monkeypatch.setattr(take_break, "_again", lambda taken, *_request: bytes(taken.signature))

    fails(CandleLife, staffed, by=["take"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("deed", "by"),
    [
        (take_break, ["take"]),
        (withdraw, ["withdraw"]),
        (offer_breaks, ["offer"]),
    ],
    ids=["take", "withdraw", "offer"],
)
def test_a_deed_without_a_transaction_is_found(staffed, monkeypatch, deed, by):
    monkeypatch.setattr(deed, "transaction", Loose)

    fails(CandleLife, staffed, by=by)


@pytest.mark.django_db
def test_a_letter_that_is_acknowledged_and_kept_nowhere_is_found(staffed, monkeypatch):
    def keep_if_next(*which, **said):
        with suppress(NumberTaken):
            keep_letter(*which, **said)

    keep_letter = write_letter.keep_letter
    monkeypatch.setattr(write_letter, "keep_letter", keep_if_next)

    fails(CandleLife, staffed, by=["write"])
