"""The life of entitlement passes, cut off anywhere: each buys one break pass, and the same request the same one."""

import hashlib

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from tests.crashing import LOST, Life, before_any, cut, fails, holds
from tests.wellbeing.candles.conftest import asked
from tests.wellbeing.candles.deeds.test_exchange import entitlement, one
from wellbeing.candles.asked import Exchanges
from wellbeing.candles.deeds import exchange as exchanging
from wellbeing.candles.deeds.shuffle import shuffle
from wellbeing.candles.models import BreakKey, SpentEntitlement

CUT, NIGHT = before_any(12), before_any(42)
PASSES, REQUESTS = 3, 2


@pytest.fixture
def requests(house, now, entitlement_keys):
    """For each of three passes two requests of other bytes."""
    day = BreakKey.objects.get(kind="day")
    exchanging._pen(bytes(day.id))  # it takes long, and keys never change
    passes = [entitlement(entitlement_keys["day"]) for _ in range(PASSES)]
    bodies = [[one(spent, day) for _ in range(REQUESTS)] for spent in passes]
    return [asked(Exchanges, {"version": 1, "exchanges": each}).exchanges for each in bodies], now


class ExchangeLife(Life):
    """`tried` are the requests that were sent for each pass, `got` the one that was answered, with its signature."""

    def __init__(self):
        super().__init__()
        self.requests, self.now = self.world
        self.tried, self.got = [set() for _ in range(PASSES)], {}

    @rule(
        which=st.lists(st.tuples(st.integers(0, PASSES - 1), st.integers(0, REQUESTS - 1)), min_size=1, max_size=4),
        at=CUT,
    )
    def exchange(self, which, at):
        entries = [self.requests[spent][request] for spent, request in which]
        for spent, request in which:
            self.tried[spent].add(request)
        answers = cut(lambda: exchanging.exchange(asked=entries, now=self.now), at)
        for (spent, request), answered in zip(which, answers if answers is not LOST else [], strict=False):
            self._hear(spent, request, answered)

    @precondition(lambda self: self.may_sleep)
    @rule(at=NIGHT)
    def night(self, at):
        self.sleep(shuffle, at)

    @rule()
    def pass_a_quarter(self):
        """The next quarter, in which the passes are still good."""
        self.now = self.now.replace(year=2027, month=2)

    @invariant()
    def each_pass_is_spent_once_and_none_that_nobody_spent(self):
        rows = {bytes(row.serial): bytes(row.digest) for row in SpentEntitlement.objects.all()}
        assert len(rows) == SpentEntitlement.objects.count()
        spent = {place: rows.pop(self._serial(place)) for place in range(PASSES) if self._serial(place) in rows}
        assert rows == {}
        for place, digest in spent.items():
            assert digest in {self._digest(place, request) for request in self.tried[place]}
        assert {
            place: self._digest(place, request) for place, (request, _) in self.got.items()
        }.items() <= spent.items()

    def finish(self):
        """Whoever got no answer asks again: one request of each pass that was ever sent is answered."""
        for place, tried in enumerate(self.tried):
            for request in tried:
                [answered] = exchanging.exchange(asked=[self.requests[place][request]], now=self.now)
                self._hear(place, request, answered)
        assert set(self.got) == {place for place, tried in enumerate(self.tried) if tried}

    def _hear(self, place, request, answered):
        if isinstance(answered, bytes):
            assert self.got.setdefault(place, (request, answered)) == (request, answered)
        else:
            assert self.tried[place] - {request}, "the only request was refused"
            assert self.got.get(place, (None,))[0] != request

    def _serial(self, place):
        return self.requests[place][0].spent[2:34]

    def _digest(self, place, request):
        sent = self.requests[place][request]
        return hashlib.sha256(bytes.fromhex(sent.key) + sent.blinded).digest()


@pytest.mark.django_db
def test_every_pass_buys_one_break_pass_wherever_a_process_dies(requests):
    holds(ExchangeLife, requests)


@pytest.mark.django_db
def test_a_door_that_forgets_what_it_was_asked_is_found(requests, monkeypatch):
    monkeypatch.setattr(exchanging, "_spend", lambda spent, digest: None)

    fails(ExchangeLife, requests, by=["exchange"])
