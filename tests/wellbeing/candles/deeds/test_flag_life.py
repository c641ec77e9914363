"""The life of flags, cut off anywhere: every lit one that was taken becomes exactly one candle, no other one does."""

import hashlib
import os
from dataclasses import dataclass
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import IntegrityError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from crypto.flag import write_plaintext
from crypto.seal import Envelope, seal
from tests.crashing import LOST, Life, Loose, before_any, cut, fails, holds
from tests.wellbeing.candles.conftest import MONTH, wish
from wellbeing.candles import taking
from wellbeing.candles.deeds import route_flags as routing
from wellbeing.candles.deeds.gather_flags import gather_flags
from wellbeing.candles.deeds.send_now import send_now
from wellbeing.candles.deeds.shuffle import shuffle
from wellbeing.candles.deeds.take_bare_flag import take_bare_flag
from wellbeing.candles.deeds.take_flag import take_flag
from wellbeing.candles.models import Batch, Candle, Flag, RouterKey, SpentPass
from wellbeing.candles.taking import AnotherFlag

CUT, ROUTE, NIGHT = before_any(10), before_any(14), before_any(42)
REMEMBERED = (taking._candle_key, taking._router_key)


@dataclass(frozen=True)
class Raised:
    """A flag as it is sent; two with the same `once` bear the same pass."""

    body: bytes
    once: int
    mailbox: bytes | None = None  # of a lit one
    bare: bool = False

    @property
    def sealed(self):
        return self.body[-Envelope.FLAG.sealed :]


@pytest.fixture
def flags(db, make_flag, now, settings):
    """Lit, unlit and bare ones, one that nobody can read, and a lit and an unlit one that bear the same pass."""
    settings.ROUTER_MINIMUM, settings.ROUTER_HOURS = 3, [now.hour]
    made = []

    def with_pass(lit, once, one_time=None):
        mailbox = os.urandom(32) if lit else None
        body = make_flag(lit=wish(mailbox=mailbox) if lit else False, one_time=one_time)
        made.append(Raised(body, once, mailbox))

    def without(sealed, once, mailbox=None):
        made.append(Raised(hashlib.sha256(router).digest() + sealed, once, mailbox, bare=True))

    for once in range(6):
        with_pass(once < 3, once)
    shared = Ed25519PrivateKey.generate()
    with_pass(True, 6, shared)
    with_pass(False, 6, shared)
    router = bytes(RouterKey.objects.get(month=MONTH).public)
    mailbox = os.urandom(32)
    lit = write_plaintext(wish(mailbox=mailbox))
    without(seal(router, lit, envelope=Envelope.FLAG, purpose="flag", scope=MONTH), 7, mailbox)
    without(os.urandom(Envelope.FLAG.sealed), 8)
    return made, now.replace(minute=0)  # batches are gathered where an hour begins


class FlagLife(Life):
    """`tried` were sent; `taken` were acknowledged; `seen` are those that were ever found in the database."""

    remembered = REMEMBERED

    def __init__(self):
        super().__init__()
        self.flags, self.now = self.world
        self.tried, self.taken, self.seen, self.opened = set(), set(), set(), set()

    @rule(which=st.integers(0, 9), at=CUT)
    def send(self, which, at):
        self._send(self.flags[which], take_bare_flag if self.flags[which].bare else take_flag, at)

    @rule(which=st.integers(0, 7), at=CUT)
    def send_at_once(self, which, at):
        self._send(self.flags[which], send_now, at)

    @precondition(lambda self: self.tried)
    @rule(at=CUT)
    def gather(self, at):
        cut(lambda: gather_flags(now=self.now), at, remembered=REMEMBERED)

    @precondition(lambda self: Batch.objects.exists())
    @rule(at=ROUTE)
    def route(self, at):
        """As the ticks do: every batch that is there, of which one router dies."""
        for batch, inside in self._batches():
            self.opened |= inside
            if (
                cut(lambda batch=batch: routing.route_flags(batch=batch, now=self.now), at, remembered=REMEMBERED)
                is LOST
            ):
                return

    @precondition(lambda self: self.may_sleep)
    @rule(at=NIGHT)
    def night(self, at):
        self.sleep(shuffle, at)

    @rule(hours=st.sampled_from([1, 24]))
    def pass_time(self, hours):
        self.now += timedelta(hours=hours)

    @invariant()
    def every_flag_is_in_one_place(self):
        found = self._found()
        assert len(found) == len(set(found)), "doubled"
        assert set(found) <= self.tried
        gone = self.taken - set(found)
        assert {flag.mailbox for flag in gone} <= {None}, "lost"
        assert {flag.sealed for flag in gone} <= self.opened, "lost"

    @invariant()
    def every_pass_has_brought_one(self):
        self.seen.update(self._found())
        assert len({flag.once for flag in self.seen}) == len(self.seen) == SpentPass.objects.count()

    @invariant()
    def no_batch_is_empty(self):
        used = Flag.objects.exclude(batch=None).values_list("batch", flat=True)
        assert set(Batch.objects.values_list("id", flat=True)) == set(used)

    def finish(self):
        self._deliver_all()

    def _send(self, flag, deed, at):
        self.tried.add(flag)
        rivals = {other for other in self.tried if other.once == flag.once} - {flag}
        try:
            if cut(lambda: deed(body=flag.body, now=self.now), at, remembered=REMEMBERED) is not LOST:
                assert not rivals & self.taken
                self.taken.add(flag)
        except AnotherFlag:
            assert rivals
            assert flag not in self.taken

    def _batches(self):
        """Each with the flags inside, in an order that does not hang on ids, which no example can repeat."""
        inside = {batch: set() for batch in Batch.objects.values_list("id", flat=True)}
        for batch, sealed in Flag.objects.exclude(batch=None).values_list("batch", "sealed"):
            inside[batch].add(bytes(sealed))
        places = {flag.sealed: place for place, flag in enumerate(self.flags)}
        return sorted(inside.items(), key=lambda one: sorted(places[sealed] for sealed in one[1]))

    def _found(self):
        """What waits and what was lit; a candle or flag of nobody's is a KeyError."""
        by_sealed = {flag.sealed: flag for flag in self.flags}
        by_mailbox = {flag.mailbox: flag for flag in self.flags if flag.mailbox}
        waiting = [by_sealed[bytes(sealed)] for sealed in Flag.objects.values_list("sealed", flat=True)]
        return waiting + [by_mailbox[bytes(box)] for box in Candle.objects.values_list("mailbox", flat=True)]

    def _deliver_all(self):
        """Whoever got no answer sends again; on the next day everything is opened."""
        for flag in self.tried - self.taken:
            self._send(flag, take_bare_flag if flag.bare else take_flag, None)
        self.now += timedelta(days=1)
        self.gather(None)
        self.route(None)
        lit = sorted(flag.mailbox for flag in self.taken if flag.mailbox)
        assert sorted(bytes(box) for box in Candle.objects.values_list("mailbox", flat=True)) == lit
        assert (Flag.objects.count(), Batch.objects.count()) == (0, 0)


def test_every_lit_flag_becomes_one_candle_wherever_a_process_dies(flags):
    holds(FlagLife, flags, examples=40, steps=40)


def test_a_pass_that_is_spent_before_its_flag_is_kept_is_found(flags, monkeypatch):
    def keep_apart(spent, flag):
        try:
            with transaction.atomic():
                spent.save(force_insert=True)
        except IntegrityError:
            return SpentPass.objects.filter(key_id=spent.key_id, serial=spent.serial, digest=spent.digest).exists()
        flag.save(force_insert=True)
        return True

    monkeypatch.setattr(taking, "keep_once", keep_apart)

    fails(FlagLife, flags, by=["send"])


def test_a_router_without_a_transaction_is_found(flags, monkeypatch):
    monkeypatch.setattr(routing, "transaction", Loose)

    fails(FlagLife, flags, by=["send_at_once", "route"])


def test_a_router_that_burns_before_it_lights_is_found(flags, monkeypatch):
    def burn_first(flags, now):
        found = candles(flags, now)
        with transaction.atomic():
            Flag.objects.filter(id__in=[flag.id for flag in flags]).delete()
            Batch.objects.filter(id__in={flag.batch_id for flag in flags}).delete()
        return found

    candles = routing._candles
    monkeypatch.setattr(routing, "_candles", burn_first)
    monkeypatch.setattr(routing, "transaction", Loose)

    fails(FlagLife, flags, by=["send_at_once", "route"], match="lost")
