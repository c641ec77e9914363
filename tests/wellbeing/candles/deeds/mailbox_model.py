"""What must be true of one candle, in plain Python: each function says what becomes of it, or why nothing does."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from crypto.refusal import Refusal
from wellbeing.candles.deeds.offer_breaks import TakenAlready
from wellbeing.candles.deeds.reseal import Overtaken
from wellbeing.candles.deeds.take_break import NotOffered, WrongKey
from wellbeing.candles.letters import NumberTaken, TooMany
from wellbeing.candles.mailbox import NoMailbox
from wellbeing.candles.models import Candle, Letter, Offer, TakenBreak
from wellbeing.candles.queue import Another, Over, Unknown

LAST_DAY = date(2026, 12, 31)  # of the quarter whose break key a client asks
MOST = {"employee": 20, "keeper": 60}


@dataclass(frozen=True)
class Said:
    """A candle with all that lies in it. `letters` are by number: who wrote, as signed, as sealed now."""

    visited: str  # a month, 2026-11
    since: int | None  # the hour from which it waits
    inner: bytes | None
    state: str = "lit"
    holder: str = ""
    closed: str = ""
    letters: tuple[tuple[str, bytes, bytes], ...] = ()
    offers: frozenset[tuple[str, str]] = frozenset()
    taken: tuple[str, bytes] | None = None  # the offer, the blinded message's digest

    @property
    def is_open(self):
        return self.state in ("lit", "held", "offered", "taken")

    def offered(self, state):
        return {name for name, at in self.offers if at == state}


def stored(mailbox):
    """The same as the database has it; None when it is gone."""
    found = Candle.objects.filter(mailbox=mailbox).first()
    if found is None:
        return None
    letters = list(Letter.objects.filter(candle=found).order_by("number"))
    assert [letter.number for letter in letters] == list(range(1, len(letters) + 1))
    taken = TakenBreak.objects.filter(candle=found).first()
    return Said(
        visited=found.visited,
        since=found.since,
        inner=None if found.inner is None else bytes(found.inner),
        state=found.state,
        holder=found.holder,
        closed=found.closed,
        letters=tuple((one.author, bytes(one.signed), digest(bytes(one.keepers))) for one in letters),
        offers=frozenset((bytes(one.id).hex(), one.state) for one in Offer.objects.filter(candle=found)),
        taken=(bytes(taken.offer).hex(), bytes(taken.digest)) if taken else None,
    )


def digest(data):
    return hashlib.sha256(data).digest()


def outcome(becomes, said, terms):
    """What becomes of a candle, and the kind of refusal, if any."""
    try:
        return becomes(said, *terms), None
    except Refusal as refused:
        return said, type(refused)


def visit(said, today):
    return replace(_owned(said), visited=max(said.visited, _month(today)))


def hold(said, keeper):
    _refuse_closed(_queued(said))
    if said.holder not in ("", keeper):
        raise Another
    return replace(said, holder=keeper, state="held" if said.state == "lit" else said.state)


def give_back(said, keeper):
    _refuse_closed(_queued(said))
    if said.holder not in ("", keeper):
        raise Another
    return replace(said, holder="", state="lit" if said.state == "held" else said.state)


def answer(said, keeper, number, sealed):
    return _letter(_held(said, keeper), "keeper", number, sealed)


def write(said, number, sealed):
    return _letter(_owned(said), "employee", number, sealed)


def offer(said, keeper, names):
    _held(said, keeper)
    if said.state == "taken":
        raise TakenAlready
    if said.offered("open") == names:
        return said
    if said.offered("open") & names:
        raise TakenAlready
    offers = {(name, "gone") for name in said.offered("open")} | {(name, "open") for name in names}
    return replace(said, offers=frozenset(offers), state="offered" if names else "held")


def take(said, name, blinded, today):
    if _owned(said).taken:
        if said.taken != (name, digest(blinded)):
            raise NotOffered
        return said
    if name not in said.offered("open") or said.state != "offered":
        raise NotOffered
    if today > LAST_DAY:
        raise WrongKey
    offers = {(other, "taken" if other == name else "gone") for other, _ in said.offers}
    return replace(said, offers=frozenset(offers), taken=(name, digest(blinded)), state="taken", since=None)


def withdraw(said, today):
    kept = frozenset((name, "taken") for name in _owned(said).offered("taken"))
    emptied = replace(said, letters=(), offers=kept, inner=None)
    return _shut(emptied, "withdrawn", today) if said.is_open else emptied


def close(said, keeper, today):
    if _queued(said).state == "out":
        return said
    _held(said, keeper)
    return _over(said, "out", today)


def reseal(said, inner, letters):
    if sorted(letters) != list(range(1, len(_queued(said).letters) + 1)) or (inner is None) != (said.inner is None):
        raise Overtaken
    sealed = [(by, signed, digest(letters[i])) for i, (by, signed, _) in enumerate(said.letters, 1)]
    return replace(said, inner=inner, letters=tuple(sealed))


def lapse(said, today):
    stale = said is not None and said.is_open and _is_long_ago(said.visited, today)
    return _over(said, "lapsed", today) if stale else said


def erase(said, today):
    stale = said is not None and not said.is_open and _is_long_ago(max(said.closed, said.visited), today)
    return None if stale else said


def _over(said, state, today):
    offers = frozenset((name, "gone" if at == "open" else at) for name, at in said.offers)
    return _shut(replace(said, offers=offers), state, today)


def _shut(said, state, today):
    return replace(said, state=state, holder="", since=None, closed=_month(today))


def _month(today):
    return f"{today:%Y-%m}"


def _is_long_ago(month, today):
    """Whether a whole month has passed since."""
    year, number = map(int, month.split("-"))
    return 12 * (today.year - year) + today.month - number > 1


def _letter(said, author, number, sealed):
    if number <= len(said.letters) and said.letters[number - 1][:2] == (author, digest(sealed)):
        return said
    _refuse_closed(said)
    if number != len(said.letters) + 1:
        raise NumberTaken
    if [by for by, _, _ in said.letters].count(author) >= MOST[author]:
        raise TooMany
    return replace(said, letters=(*said.letters, (author, digest(sealed), digest(sealed))))


def _owned(said):
    if said is None:
        raise NoMailbox
    return said


def _queued(said):
    if said is None:
        raise Unknown
    return said


def _held(said, keeper):
    _refuse_closed(_queued(said))
    if said.holder != keeper:
        raise Another
    return said


def _refuse_closed(said):
    if not said.is_open:
        raise Over
