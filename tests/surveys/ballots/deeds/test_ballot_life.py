"""The life of ballots, cut off anywhere: each that was acknowledged is counted once, and the Report is the same."""

import json
import os
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from crypto import keyfile
from crypto.seal import Envelope
from surveys.ballots.deeds import cast as casting
from surveys.ballots.deeds.cast import AnotherEnvelope, Closed
from surveys.ballots.deeds.count import close, count, freeze
from surveys.ballots.deeds.shuffle import shuffle
from surveys.ballots.models import Ballot, Box, Chunk, Partial, Report
from surveys.ballots.seeds import kept
from tests.crashing import LOST, Life, Loose, before_any, cut, fails, holds
from tests.surveys.ballots import town as towns
from tests.surveys.ballots.deeds.count.conftest import seed_file, undisturbed, written

CASTING, NIGHT, COUNTING = before_any(3), before_any(4), before_any(60) | st.integers(25, 50)
BALLOTS = 12


@dataclass(frozen=True)
class Filled:
    """A ballot as it is sent, and what is wrong with it: a reason of the Report's, or nothing."""

    body: bytes
    wrong: str = ""

    @property
    def serial(self):
        return self.body[2:34]


@pytest.fixture
def town_hall(town, monkeypatch):
    """A wave, and ballots of people in two cohorts and of people without one, four of them spoiled."""
    monkeypatch.setattr(freeze, "CHUNK_SIZE", 4)
    cohorts = [towns.NORTH] * 5 + [towns.PIER] * 2 + [None]
    filled = [Filled(town.ballot(cohort, towns.answers_of(place))) for place, cohort in enumerate(cohorts)]
    twice = town.label(towns.NORTH)
    filled += [Filled(town.ballot(labels=[twice]), "repeated") for _ in range(2)]
    filled.append(Filled(town.ballot(towns.NORTH, {"rest": "often"}), "answers"))
    torn = os.urandom(Envelope.BALLOT.sealed)
    filled.append(Filled(town.ballot_pass(torn).to_bytes() + torn, "envelope"))
    return SimpleNamespace(town=town, ballots=filled, seed=seed_file(town).read_text(), reports={})


class BallotLife(Life):
    """`tried` were sent, `taken` acknowledged; `inside` are in the box, and do not change once it is `frozen`."""

    remembered = (casting._slot,)

    def __init__(self):
        super().__init__()
        self.town, self.now = self.world.town, towns.DURING
        self.tried, self.taken, self.inside, self.frozen, self.published = set(), set(), set(), False, None
        seed_file(self.town).write_text(self.world.seed)

    @rule(which=st.integers(0, BALLOTS - 1), behind=st.booleans(), at=CASTING)
    def cast(self, which, behind, at):
        """By a web process whose clock is right, or behind."""
        ballot, now = self.world.ballots[which], towns.DURING if behind else self.now
        self.tried.add(ballot)
        may = ballot in self.inside if self.published is None else False
        may |= now < towns.DEADLINE and not self.frozen
        try:
            answered = cut(lambda: casting.cast(body=ballot.body, now=now), at, remembered=self.remembered)
        except Closed:
            assert not may, "refused"
        else:
            assert may or answered is LOST, "acknowledged and not kept"
            self.taken |= {ballot} if answered is not LOST else set()
            self._look()

    @rule(one=st.integers(0, BALLOTS - 1), other=st.integers(0, BALLOTS - 1))
    def cast_another_envelope(self, one, other):
        ballots = self.world.ballots
        if one != other:
            with pytest.raises(AnotherEnvelope):
                casting.cast(body=ballots[one].body[:354] + ballots[other].body[354:], now=towns.DURING)

    @rule(at=NIGHT)
    def night(self, at):
        cut(shuffle, at)

    @rule(hours=st.sampled_from([36, 120]))
    def pass_time(self, hours):
        self.now += timedelta(hours=hours)

    @rule(at=COUNTING)
    def count(self, at):
        """One worker, who may die, before a statement or beside the file of the key."""
        if self.now >= towns.DEADLINE and not self.frozen:
            self._expect()
        cut(lambda: count(fingerprint=self.town.fingerprint, now=self.now), at, steps=_files)
        state = Box.objects.get().state
        assert self.now >= towns.DEADLINE or state == Box.State.OPEN
        self.frozen |= state != Box.State.OPEN
        if state == Box.State.PUBLISHED:
            self.published = self.published or written(self.town)

    @invariant()
    def nothing_is_lost_or_doubled(self):
        self._look()
        assert self.taken <= self.inside <= self.tried

    @invariant()
    def one_report_says_what_was_inside(self):
        assert Report.objects.count() == (0 if self.published is None else 1)
        if self.published is None:
            return
        assert written(self.town) == self.published == self._expect()
        report, counted = (json.loads(document) for document in self.published)
        assert counted["serials"] == sorted(ballot.serial.hex() for ballot in self.inside)
        assert report["ballots"] == len(self.inside)
        assert report["spoiled"] == _spoiled([ballot.wrong for ballot in self.inside])

    def finish(self):
        """Whatever died, the next worker finishes."""
        self.now = max(self.now, towns.AFTER)
        self.count(None)
        self.nothing_is_lost_or_doubled()
        self.one_report_says_what_was_inside()
        assert [model.objects.count() for model in (Ballot, Chunk, Partial)] == [0, 0, 0]
        assert kept() == set()

    def _look(self):
        """What is in the box now; nothing comes or goes once it is frozen."""
        if self.published is not None:
            return
        by_serial = {ballot.serial: ballot for ballot in self.world.ballots}
        rows = [by_serial[bytes(serial)] for serial in Ballot.objects.values_list("serial", flat=True)]
        assert len(rows) == len(set(rows)), "doubled"
        assert not self.frozen or set(rows) == self.inside, "slipped in behind the freeze"
        self.inside = set(rows)

    def _expect(self):
        """The bytes that an undisturbed count makes of what is inside."""
        inside = frozenset(self.inside)
        if inside not in self.world.reports:
            assert not self.frozen
            self.world.reports[inside] = undisturbed(self.town)
        return self.world.reports[inside]


def _spoiled(wrongs):
    twice = wrongs.count("repeated") if wrongs.count("repeated") > 1 else 0
    found = {reason: wrongs.count(reason) for reason in ("envelope", "label", "overfull", "answers")}
    return found | {"repeated": twice}


@contextmanager
def _files(fuse):
    """What is done to the key's file are steps as well."""

    def stepped(do):
        def burning(*given):
            fuse.burn()
            do(*given)
            fuse.burn()

        return burning

    with ExitStack() as patched:
        for name in ("_overwrite", "_settle"):
            patched.enter_context(patch.object(keyfile, name, stepped(getattr(keyfile, name))))
        yield


def test_every_ballot_taken_is_counted_once_wherever_a_process_dies(town_hall):
    holds(BallotLife, town_hall, examples=40)


def test_a_box_that_takes_ballots_behind_the_freeze_is_found(town_hall, monkeypatch):
    monkeypatch.setattr(casting, "_INSERT", casting._INSERT.replace("AND state = 'open'", ""))

    fails(BallotLife, town_hall, by=["cast", "pass_time", "count"])


def test_a_report_that_is_written_apart_from_the_rest_is_found(town_hall, monkeypatch):
    monkeypatch.setattr(close, "transaction", Loose)

    fails(BallotLife, town_hall, by=["cast", "pass_time", "count"])
