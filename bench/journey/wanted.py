"""The ledger as it should be: from what employees and keeper remember, and from nothing that a server says."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date

from . import ledger
from .employee import Asked, Employee
from .ledger import Ledger

BOOKED, AWAY, DECLINED = "booked", "away", "declined"
Mail = tuple[
    str, str, str, date | None, date | None
]  # to whom, which, about whom, first and last day where it has them


def wanted(employees: Sequence[Employee], *, wrote: Mapping[str, str], kinds: Sequence[str]) -> Ledger:
    """Everything that they have done, once. `wrote` has the keeper's letters by mailbox (hex), `kinds` what each
    candle was offered.
    """
    return _sent(employees) | _lit([one for one in employees if one.part.lit], wrote, kinds) | _rested(employees)


def _sent(employees: Sequence[Employee]) -> Ledger:
    stock = [entitlement for one in employees for entitlement in one.person.stock.entitlements]
    return {
        ledger.BALLOTS: Counter(one.person.wishes["ballot"].nonce.hex() for one in employees),
        ledger.CANDLE_PASSES: Counter(one.person.candle.wish.nonce.hex() for one in employees),
        ledger.ENTITLEMENTS: Counter(entitlement.wish.nonce.hex() for entitlement in stock),
    }


def _lit(lit: Sequence[Employee], wrote: Mapping[str, str], kinds: Sequence[str]) -> Ledger:
    letters = [letter for one in lit if not one.part.withdraws for letter in _letters(one, wrote)]
    taken = [(one.public, one.taken.data.hex()) for one in lit if one.taken]
    return {
        ledger.CANDLES: Counter(one.public for one in lit),
        ledger.STATES: Counter((one.public, _state(one)) for one in lit),
        ledger.NOTES: Counter((one.public, one.note) for one in lit),
        ledger.OWNERS_LETTERS: Counter(letters),
        ledger.KEEPERS_LETTERS: Counter(letters),
        ledger.OFFERS: Counter(offer for one in lit for offer in _offers(one, kinds)),
        ledger.SIGNED: Counter(public for public, _ in taken),
        ledger.TAKEN: Counter(taken),
    }


def _rested(employees: Sequence[Employee]) -> Ledger:
    asked = [(one, request) for one in employees for request in one.asked]
    standing = [(one, request) for one, request in asked if not request.is_cancelled]
    return {
        ledger.BREAK_PASSES: Counter({request.serial for _, request in asked}),  # once, however often it came back
        ledger.LEAVE: Counter(
            (*_leave(*one), "declined" if one[0].part.is_declined else "approved") for one in standing
        ),
        ledger.CANCELLED: Counter(_leave(one, request) for one, request in asked if request.is_cancelled),
        ledger.MAILS: Counter(mail for one in standing for mail in _mails(*one)),
    }


def _state(one: Employee) -> str:
    if one.part.withdraws:
        return "withdrawn"
    return "taken" if one.taken else "offered"


def _letters(one: Employee, wrote: Mapping[str, str]) -> list[Hashable]:
    """The keeper's, then the answer to it."""
    return [
        (one.public, 1, "keeper", wrote.get(one.public, "")),
        (one.public, 2, "employee", one.wrote),
    ]


def _offers(one: Employee, kinds: Sequence[str]) -> Iterator[Hashable]:
    """One that was taken, and the others gone; of those not taken nothing is left when somebody withdraws."""
    for kind in kinds:
        if one.taken and one.taken.kind == kind:
            yield one.public, kind, "taken"
        elif not one.part.withdraws:
            yield one.public, kind, "gone" if one.taken else "open"


def _leave(one: Employee, request: Asked) -> tuple[str, str, date, date]:
    return one.part.address, request.held.kind, request.first, request.last


def _mails(one: Employee, request: Asked) -> Iterator[Mail]:
    address, leader, days = one.part.address, one.part.leader, (request.first, request.last)
    if one.part.is_declined:
        yield address, DECLINED, "", None, None
        return
    yield address, BOOKED, "", *days
    if leader:
        yield leader, AWAY, address, *days
