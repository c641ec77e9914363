"""One round: a wave of people from the roster to the last mail about leave, in a storm, and what came of it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeVar

import httpx
import psycopg

from crypto.notice import read
from crypto.quarters import quarter_of
from demo.account import Account
from demo.documents import Documents, Mistrust
from demo.founding import give_role

from .. import wave
from ..comparison import compare
from ..essence import essence
from ..expected import Sheet
from ..queue import KEEPER
from . import cast, found, ledger
from .cast import Part
from .employee import Employee
from .ledger import Ledger
from .office import DESK, Desk, Queue
from .storm import Storm
from .wanted import wanted

T = TypeVar("T")
K = 5
LASTS = timedelta(days=14)  # of a round, by its clock
ROUTED, RELEASED = timedelta(days=1), timedelta(days=8)  # after the day before; by then waiting leave is shown anyway
OFFERED = 2  # kinds
WAIT = 120.0  # seconds of patience for what a worker does
SETTLED = 3.0  # seconds in which every worker ticks


@dataclass(slots=True)
class Outcome:
    """What one round came to. `faults` has one sentence for each thing lost, doubled or different."""

    essence: dict[str, Any]
    faults: list[str]
    figures: dict[str, int]
    wanted: Ledger
    there: Ledger
    copies: Counter[str]  # how often each mail about leave came


def play(storm: Storm, *, people: int, ticked: int) -> Outcome:
    """A whole round on sides that run. Raises crowd.Failed, sides.TookTooLong and what the sides raise."""
    round_ = Round(storm, cast.parts(people=people, ticked=ticked))
    round_.open()
    with storm.stage("sending"):
        round_.send()
    with storm.stage("routing"):
        round_.route()
    with storm.stage("keeping"):
        round_.keep()
    with storm.stage("answering"):
        round_.answer()
    with storm.stage("resting"):
        round_.rest()
    with storm.stage("counting"):
        round_.release()
    with storm.stage("deciding"):
        round_.decide()
    return round_.reckon()


@dataclass
class Round:
    """The people of a round and what they share."""

    storm: Storm
    parts: list[Part]
    employees: list[Employee] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.patience = self.storm.patience
        origins = self.storm.origins
        self.documents = Documents(self.patience.client(), named=origins.named, nameless=origins.nameless)

    @property
    def lit(self) -> list[Employee]:
        """Who has ticked the box."""
        return [one for one in self.employees if one.part.lit]

    def open(self) -> None:
        """The organisation, the desk and an open wave, with every invitation in the mailbox."""
        storm = self.storm
        self._stay_in_one_quarter()
        roster, data = cast.write(storm.folder, people=len(self.parts))
        give_role(storm.installation, DESK, "desk", "--new")
        storm.prepare(roster, data, k=K)
        links = wave.invitations(storm, people=len(self.parts))
        self.documents.refresh()
        self.employees = [
            Employee(part, member, links[part.address], documents=self.documents, patience=self.patience)
            for part, member in zip(self.parts, data.members, strict=True)
        ]
        self.notice = wave.notice_of(links[self.parts[0].address])
        self.opened = storm.play.clock.now()

    def send(self) -> None:
        """Everybody sends and exchanges their entitlements."""
        self.storm.together(one.send for one in self.employees)

    def route(self) -> None:
        """The next day: every lit flag is a candle."""
        self.storm.move_clock_to((self.opened + ROUTED).replace(hour=9, minute=0))
        self._until_none("nameless", "SELECT count(*) FROM candles_flag", what="the router")

    def keep(self) -> None:
        """A keeper works the queue."""
        keys = self._alone(lambda: self.documents.house().breaks()[:OFFERED])
        self.kinds, self.quarter = [key.kind for key in keys], keys[0].quarter
        self.queue = self._queue()
        self._alone(lambda: self.queue.work(self.kinds))

    def answer(self) -> None:
        """Whoever lit a candle looks into the mailbox."""
        self.storm.together(one.answer for one in self.lit)

    def rest(self) -> None:
        """Passes are handed in."""
        unseen = f"SELECT {OFFERED} - count(*) FROM desk_breakkeyseen WHERE quarter = '{self.quarter}'"
        self._until_none("named", unseen, what="the break keys")
        self.handed_in = self.storm.play.clock.now()
        self.storm.together(partial(self._rest, one) for one in self.employees if one.rests())

    def release(self) -> None:
        """The wave is counted, and the batch shows the desk what waits."""
        self.wave = wave.notice(self.storm, self.notice)
        self.storm.move_clock_to((self.handed_in + RELEASED).replace(hour=9, minute=0))
        self.report = wave.report(self.storm, self.notice)
        self._until_none("named", "SELECT count(*) FROM desk_leave WHERE state = 'waiting'", what="the batch")

    def decide(self) -> None:
        """The desk decides on everything, and mails tell of it."""
        account = self._alone(lambda: self._account(DESK.address, DESK.secret))
        desk = Desk(account, declined={part.address for part in self.parts if part.is_declined})
        self._alone(desk.work)
        self._until_none("named", "SELECT count(*) FROM desk_leavemail WHERE state = 'waiting'", what="the mails")

    def reckon(self) -> Outcome:
        """Everything counted, once nothing is killed any more."""
        self.storm.rest(SETTLED)  # what comes once too often would come now
        self.storm.calm()
        mails = found.mails(self.storm.mails)
        there = self._there() | {ledger.MAILS: mails.once}
        should = wanted(self.employees, wrote=self.queue.wrote, kinds=self.kinds)
        faults = ledger.faults(should, there, copies=mails.copies)
        sheets = [Sheet(wave.cohort_of(one.link), one.member.answers) for one in self.employees]
        faults += compare(self.wave, self.report, sheets).faults
        figures = self._figures(should, there, mails)
        return Outcome(essence(self.wave, self.report), faults, figures, should, there, mails.copies)

    def _there(self) -> Ledger:
        """What both databases hold and the clients read."""
        installation = self.storm.installation
        views = self.storm.together(one.mailbox.read for one in self.lit)
        opened = self._alone(self._queue().look)
        counted = self._alone(lambda: self.documents.client.get(f"{self.documents.nameless}/counted/{self.notice}/"))
        ballots: Ledger = {
            ledger.BALLOTS: Counter(read(counted.raise_for_status().content, kind="counted")["serials"]),
            ledger.NOTES: Counter(self.queue.notes),
        }
        clients = found.read(self.lit, views, opened)
        return ledger.one_of(ballots, clients, found.nameless(installation), found.named(installation))

    def _figures(self, should: Ledger, there: Ledger, mails: found.Mails) -> dict[str, int]:
        wrong = ledger.differences(should, there)
        return {
            "people": len(self.employees),
            "candles": there[ledger.CANDLES].total(),
            "letters": there[ledger.OWNERS_LETTERS].total(),
            "passes": there[ledger.ENTITLEMENTS].total() + there[ledger.SIGNED].total(),
            "redeemed": there[ledger.BREAK_PASSES].total(),
            "leave": there[ledger.LEAVE].total(),
            "cancelled": there[ledger.CANCELLED].total(),
            "mails": mails.once.total(),
            "mails sent twice": mails.sent_twice,
            "answers lost": self.patience.lost,
            "lost": sum(one.lost for one in wrong),
            "doubled": sum(one.doubled + one.foreign for one in wrong),
        }

    def _queue(self) -> Queue:
        """The keeper, signed in anew."""

        def sign_in() -> Queue:
            account = self._account(KEEPER.address, KEEPER.secret)
            return Queue(account, documents=self.documents, patience=self.patience)

        return self._alone(sign_in)

    def _rest(self, one: Employee) -> None:
        one.rest(self._account(one.part.address), self.handed_in.date())

    def _account(self, address: str, secret: str = "") -> Account:
        named, clock = self.documents.named, self.storm.play.clock
        return self.patience.account(Account(named, address, mailbox=self.storm.mails, now=clock.now, secret=secret))

    def _alone(self, deed: Callable[[], T]) -> T:
        """What one person does while the storm goes on."""
        [done] = self.storm.together([deed])
        return done

    def _until_none(self, side: str, query: str, *, what: str) -> None:
        """Until the number that `query` asks for is 0. Raises TookTooLong."""

        def look() -> bool | None:
            with psycopg.connect(self.storm.installation.databases[side]) as database:
                row = database.execute(query.encode()).fetchone()
            return True if row and row[0] <= 0 else None

        self.storm.wait_for(look, what=what, patience=WAIT)

    def _stay_in_one_quarter(self) -> None:
        """Offers are of the quarter in which they are taken: a round that would see two waits for the second."""
        now = self.storm.play.clock.now()
        end = now + LASTS
        if quarter_of(now) == quarter_of(end):
            return
        self.storm.move_clock_to(datetime(end.year, 3 * ((end.month - 1) // 3) + 1, 2, 9, tzinfo=UTC))

        def look() -> bool | None:
            self.documents.refresh()
            try:
                quarters = {key.quarter for key in self.documents.house().entitlements()}
            except (Mistrust, httpx.HTTPStatusError):
                return None  # its Box is still being made
            return True if quarters == {quarter_of(end)} else None

        self.storm.wait_for(look, what="the house Notice of the quarter", patience=WAIT)
