"""What must be true of the leave book, in plain Python: what becomes of it by each deed, or why nothing does."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from crypto.passes import Pass
from surveys.people.models import Employee
from wellbeing.desk.deeds.cancel_leave import CannotCancel
from wellbeing.desk.deeds.decide import CannotDecide
from wellbeing.desk.deeds.redeem import CannotRedeem, WouldReveal
from wellbeing.desk.models import Leave, LeaveBatch, LeaveMail
from wellbeing.desk.spent import is_spent, spent_on

PATIENCE = timedelta(days=7)
SPENDING = ("waiting", "asked", "approved")


@dataclass(frozen=True)
class Booked:
    """One leave; `brought` is the pass that it came for."""

    who: UUID
    brought: int
    first: date
    last: date
    state: str
    handed_in: date | None  # while it waits for its batch
    turn: int = 0

    def told(self) -> tuple[Any, ...]:
        """What a row of the database tells of it, which names no pass."""
        return self.who, self.first, self.last, self.state, self.handed_in, self.turn


@dataclass(frozen=True)
class Mail:
    leave: UUID
    reader: UUID
    what: str
    turn: int
    state: str = "waiting"


@dataclass(frozen=True)
class Book:
    """All leave; the owner of each pass that was given back; mails; days with a batch."""

    leave: dict[UUID, Booked]
    back: dict[int, UUID]
    mails: frozenset[Mail] = frozenset()
    batches: frozenset[date] = frozenset()

    def spent(self) -> dict[int, UUID]:
        """Each pass that is spent, and on which leave; a pass that is spent twice is a fault."""
        spending = [(one.brought, name) for name, one in self.leave.items() if one.state in SPENDING]
        assert len(dict(spending)) == len(spending), "a pass is spent twice"
        return dict(spending)

    def changed(self, name: UUID, **how: Any) -> "Book":
        return replace(self, leave=self.leave | {name: replace(self.leave[name], **how)})

    def mailed(self, name: UUID, what: str, readers: list[UUID]) -> "Book":
        turn = self.leave[name].turn
        return replace(self, mails=self.mails | {Mail(name, reader, what, turn) for reader in readers})


def agrees(book: Book, passes: list[Pass], people: list[Employee]) -> bool:
    """Whether the database says the same."""
    rows = {leave.pk: leave for leave in Leave.objects.all()}
    told = {pk: (x.employee_id, x.first, x.last, x.state, x.handed_in, x.turn) for pk, x in rows.items()}
    mails = [Mail(x.leave_id, x.reader_id, x.what, x.turn, x.state) for x in LeaveMail.objects.all()]
    found = [
        (on.pk if (on := spent_on(one, rows.values())) else None, [is_spent(one, who) for who in people])
        for one in passes
    ]
    return (
        told == {pk: one.told() for pk, one in book.leave.items()}
        and sorted(map(repr, mails)) == sorted(map(repr, book.mails))
        and set(LeaveBatch.objects.values_list("day", flat=True)) == book.batches
        and found == [_held(book, place, people) for place in range(len(passes))]
    )


def _held(book: Book, place: int, people: list[Employee]) -> tuple[UUID | None, list[bool]]:
    spent, owner = book.spent().get(place), book.back.get(place)
    return spent, [bool(spent) or owner not in (None, who.pk) for who in people]


def redeem(
    book: Book, *, who: UUID, brought: int, days: tuple[date, date], at_once: bool, sure: bool, today: date,
    enough: bool, each: int,
) -> Callable[[UUID], Book]:  # fmt: skip
    """What becomes of it when the new leave has this id. Raises as the deed does."""
    on = book.leave.get(book.spent().get(brought))
    if on and on.who == who:
        if (on.first, on.last) == days:
            return lambda _name: book
        raise CannotRedeem
    shown = today if at_once else today + (timedelta(days=1) if enough else PATIENCE)
    if days[0] < max(today, shown):
        raise CannotRedeem
    mine = [one for one in book.leave.values() if one.who == who and one.state in SPENDING]
    if not sure and len(mine) >= each:
        raise WouldReveal(above=True, uncollected=False)
    if on or book.back.get(brought, who) != who:
        raise CannotRedeem
    made = Booked(who, brought, *days, *(("asked", None) if at_once else ("waiting", today)))
    back = {place: owner for place, owner in book.back.items() if place != brought}
    return lambda name: replace(book, leave=book.leave | {name: made}, back=back)


def cancel(book: Book, name: UUID, seen: Booked) -> Book:
    """`seen` is how the leave looked when the page was made."""
    if seen.state not in ("waiting", "asked") or book.leave[name].state != seen.state:
        raise CannotCancel
    return _given_back(book.changed(name, state="cancelled", handed_in=None), name)


def approve(book: Book, name: UUID, seen: Booked, leader: UUID) -> Book:
    moved = _decided(book, name, seen, "asked", "approved")
    return moved.mailed(name, "booked", [seen.who, leader])


def decline(book: Book, name: UUID, seen: Booked) -> Book:
    moved = _decided(book, name, seen, "asked", "declined")
    return _given_back(moved, name).mailed(name, "declined", [seen.who])


def take_back(book: Book, name: UUID, seen: Booked, today: date) -> Book:
    if seen.first <= today:
        raise CannotDecide
    moved = _decided(book, name, seen, "approved", "asked")
    last = {mail for mail in book.mails if mail.leave == name and mail.turn == seen.turn and mail.what == "booked"}
    told = [mail.reader for mail in last if mail.state == "sent"]
    unsent = {mail for mail in last if mail.state == "waiting"}
    return replace(moved, mails=moved.mails - unsent).mailed(name, "taken back", told)


def release(book: Book, today: date, hour: int, *, enough: bool) -> Book:
    if hour < 7 or today in book.batches:
        return book
    due = {
        name: replace(one, state="asked", handed_in=None)
        for name, one in book.leave.items()
        if one.state == "waiting" and one.handed_in < today and (enough or one.handed_in <= today - PATIENCE)
    }
    return replace(book, leave=book.leave | due, batches=book.batches | {today})


def send(book: Book) -> Book:
    return replace(book, mails=frozenset(replace(mail, state="sent") for mail in book.mails))


def night(book: Book, today: date) -> Book:
    mails = frozenset(mail for mail in book.mails if book.leave[mail.leave].last >= today)
    return replace(book, mails=mails, batches=frozenset(day for day in book.batches if day >= today))


def _decided(book: Book, name: UUID, seen: Booked, before: str, after: str) -> Book:
    if seen.state != before or (book.leave[name].state, book.leave[name].turn) != (before, seen.turn):
        raise CannotDecide
    return book.changed(name, state=after, turn=seen.turn + 1)


def _given_back(book: Book, name: UUID) -> Book:
    one = book.leave[name]
    return replace(book, back=book.back | {one.brought: one.who})
