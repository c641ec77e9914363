"""The life of break passes and leave, cut off anywhere: a pass is spent once, no leave or mail is lost or doubled."""

from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from crypto.passes import Pass
from crypto.refusal import Refusal
from tests.crashing import LOST, Life, Loose, before_any, cut, fails, holds
from tests.wellbeing.desk.booking import NOW
from tests.wellbeing.desk.deeds import leave_model as model
from wellbeing.desk import spent
from wellbeing.desk.calendars import domain, own_name
from wellbeing.desk.days import today_of
from wellbeing.desk.deeds import cancel_leave, decide, redeem, release_batch, send_leave_mails, shuffle
from wellbeing.desk.models import Leave, LeaveMail
from wellbeing.desk.passes import known_pass

pytestmark = pytest.mark.django_db
CUT, CUT_SHORT, NIGHT = before_any(16), before_any(8), before_any(30)
RELEASE = before_any(5)
WHICH, STALE = st.integers(0, 3), st.booleans()


@pytest.fixture
def harbour(person, other_side, now, settings):
    """Ann and Ben of Cranes, which Cem leads, and three passes of one key."""
    settings.LEAVE_BATCH_HOUR = 7
    people = [person(name).employee for name in ("ann", "ben")]
    leader = person("cem", leads=True).employee
    passes = [other_side.pass_for() for _ in range(3)]
    return SimpleNamespace(people=people, leader=leader, passes=passes, other_side=other_side)


class LeaveLife(Life):
    """`book` is what the model knows; `pages` are bookings as somebody's page showed them, perhaps long ago."""

    def __init__(self):
        super().__init__()
        self.now, self.enough, self.book, self.pages = NOW, True, model.Book({}, {}), {}
        self.passes = [Pass.read(one) for one in self.world.passes]
        self.sent, self.again, self.done = Counter(), Counter(), Counter()
        mail.outbox = []

    @initialize(approved=st.booleans())
    def ask(self, approved):
        """The desk sees what Ann asked for, and may have approved it; what Ben did waits for its batch."""
        self.redeem(0, 0, 8, 1, True, False, None)
        self.redeem(1, 1, 8, 0, False, False, None)
        self.look(0)
        if approved:
            self.approve(0, False, None)

    @rule(who=st.integers(0, 1), brought=st.integers(0, 2), start=st.sampled_from([0, 1, 8]), length=st.integers(0, 1),
          at_once=st.booleans(), sure=st.booleans(), at=CUT)  # fmt: skip
    def redeem(self, who, brought, start, length, at_once, sure, at):
        first = today_of(self.now) + timedelta(days=start)
        days, person = (first, first + timedelta(days=length)), self.world.people[who]
        found = known_pass(self.world.passes[brought], now=self.now)
        said = {"at_once": at_once, "sure": sure}
        terms = {"today": today_of(self.now), "enough": self.enough, "each": found.kind.each_in(found.key.quarter)}
        becomes, refusal = _outcome(
            lambda: model.redeem(self.book, who=person.pk, brought=brought, days=days, **said, **terms)
        )

        def deed():
            return redeem.redeem(employee=person, brought=found, first=days[0], last=days[1], now=self.now, **said)

        self._act(becomes or (lambda _name: self.book), refusal, deed, at)

    @rule(which=WHICH, stale=STALE, at=CUT_SHORT)
    def cancel(self, which, stale, at):
        self._decide(which, stale, model.cancel, cancel_leave.cancel_leave, at)

    @rule(which=WHICH, stale=STALE, at=CUT_SHORT)
    def approve(self, which, stale, at):
        self._decide(which, stale, model.approve, decide.approve, at, terms=(self.world.leader.pk,))

    @rule(which=WHICH, stale=STALE, at=CUT_SHORT)
    def decline(self, which, stale, at):
        self._decide(which, stale, model.decline, decide.decline, at, note="Not then.")

    @rule(which=WHICH, stale=STALE, at=CUT_SHORT)
    def take_back(self, which, stale, at):
        self._decide(which, stale, model.take_back, decide.take_back, at, terms=(today_of(self.now),), now=self.now)

    @rule(at=RELEASE)
    def release(self, at):
        after = model.release(self.book, today_of(self.now), self.now.hour, enough=self.enough)
        self._sweep(after, lambda: release_batch.release_batch(now=self.now), at)

    @rule(at=CUT)
    def send(self, at):
        """Between two mails, and between the last one and its mark, the worker may die as well."""
        waiting = [_message(one) for one in LeaveMail.objects.filter(state="waiting")]
        mail.outbox = []
        heard = self._sweep(
            model.send(self.book), lambda: send_leave_mails.send_leave_mails(now=self.now), at, steps=_mails
        )
        went = Counter(letter.extra_headers["Message-ID"] for letter in mail.outbox)
        marked = {_message(one) for one in LeaveMail.objects.filter(state="sent")}
        assert set(went) <= set(waiting)
        assert heard is LOST or went == Counter(waiting)
        self.sent += went
        self.again += Counter(name for name in went if name not in marked)  # the window: sent, and then not marked
        self.done |= Counter(marked)

    @precondition(lambda self: self.may_sleep)
    @rule(at=NIGHT)
    def night(self, at):
        self._nights += 1
        self._sweep(model.night(self.book, today_of(self.now)), lambda: shuffle.shuffle(now=self.now), at)

    @rule(enough=st.booleans())
    def tell(self, enough):
        self.enough = enough
        self.world.other_side.show(enough=enough)

    @rule(hours=st.sampled_from([11, 24, 24 * 8]))
    def pass_time(self, hours):
        self.now = min(self.now + timedelta(hours=hours), NOW + timedelta(days=120))

    @rule(which=WHICH)
    def look(self, which):
        """A page is made; whoever decides on it does so later."""
        if name := self._name(which):
            self.pages[name] = self.book.leave[name]

    @invariant()
    def the_book_is_what_the_model_says(self):
        assert self._agrees(self.book)

    @invariant()
    def every_mail_went_once_but_for_the_window(self):
        assert self.sent == self.done + self.again

    def _decide(self, which, stale, becomes, deed, at, *, terms=(), **said):
        """Do what a page's button does; the page may be older than what happened since."""
        name = self._name(which)
        if name is None:
            return
        seen = self.pages.get(name, self.book.leave[name]) if stale else self.book.leave[name]
        if deed is not cancel_leave.cancel_leave and seen.state == "waiting":
            return  # no page of the desk shows it
        leave = Leave.objects.get(pk=name)
        leave.state, leave.turn, leave.handed_in = seen.state, seen.turn, seen.handed_in
        after, refusal = _outcome(lambda: becomes(self.book, name, seen, *terms))
        self._act(lambda _name: after or self.book, refusal, lambda: deed(leave=leave, **said), at)

    def _act(self, becomes, refusal, deed, at, steps=None):
        before = set(Leave.objects.values_list("pk", flat=True))
        try:
            answered = cut(deed, at, **({"steps": steps} if steps else {}))
        except Refusal as refused:
            answered = type(refused)
        made = [name for name in Leave.objects.values_list("pk", flat=True) if name not in before]
        after = becomes(made[0] if made else None)
        if answered is LOST and self._agrees(self.book):
            return LOST
        assert answered is LOST or (answered if isinstance(answered, type) else None) is refusal
        assert self._agrees(after), "half done"
        self.book = after
        return answered

    def _sweep(self, after, deed, at, steps=None):
        return self._act(lambda _name: after, None, deed, at, steps)

    def _agrees(self, book):
        return model.agrees(book, self.passes, self.world.people)

    def _name(self, which):
        names = list(self.book.leave)
        return names[which % len(names)] if names else None


def _outcome(becomes):
    try:
        return becomes(), None
    except Refusal as refused:
        return None, type(refused)


def _message(one):
    return f"<{own_name(one.id.bytes, purpose='message')}@{domain()}>"


@contextmanager
def _mails(fuse):
    """A mail is a step, before and after it is sent."""
    send = EmailMultiAlternatives.send

    def burning(letter):
        fuse.burn()
        send(letter)
        fuse.burn()

    with patch.object(EmailMultiAlternatives, "send", burning):
        yield


def test_no_leave_pass_or_mail_is_lost_or_doubled_wherever_a_process_dies(harbour):
    holds(LeaveLife, harbour, examples=20, steps=40)


def test_a_pass_that_is_spent_without_looking_is_found(harbour, monkeypatch):
    monkeypatch.setattr(redeem, "spend", lambda token, leave: spent.spend(token, leave) or True)

    fails(LeaveLife, harbour, by=["redeem"])


@pytest.mark.parametrize(
    ("deed", "by"),
    [
        (redeem, ["redeem"]),
        (cancel_leave, ["cancel"]),
        (decide, ["decline"]),
        (decide, ["take_back", "send"]),
        (release_batch, ["release", "pass_time"]),
        (shuffle, ["night", "look"]),
    ],
    ids=["redeem", "cancel", "decline", "take back", "release", "night"],
)
def test_a_deed_without_a_transaction_is_found(harbour, monkeypatch, deed, by):
    monkeypatch.setattr(deed, "transaction", Loose)

    fails(LeaveLife, harbour, by=by, match="half done")


def test_a_pass_that_nobody_has_after_it_was_cancelled_is_found(harbour, monkeypatch):
    monkeypatch.setattr(cancel_leave, "give_back", lambda leave: None)

    fails(LeaveLife, harbour, by=["cancel"])
