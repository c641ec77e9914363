"""The keepers' and the desk's part of the demo's past: candles answered, breaks offered, taken, handed in, booked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crypto.mailbox import mailbox_of, write_key

from . import told
from .cast import PASSPHRASE, Key
from .founding import Member
from .keeper import Keeper
from .lighting import light
from .mailbox import PersonalMailbox
from .person import Person
from .play import Play
from .redeeming import redeem
from .stock import BreakPass

LEAVE = re.compile(r"/leave/[0-9a-f]{8}-[0-9a-f-]{27}/")
KINDS = ("day", "half-day")


@dataclass(frozen=True)
class Acting:
    """Who keeps candles and who books leave; fewer in a tiny town."""

    keepers: Sequence[Member]
    desk: Member | None

    def __bool__(self) -> bool:
        return bool(self.keepers)


def settle(play: Play, acting: Acting, sent: Mapping[str, Person], lit: Sequence[str], *, away: date) -> None:
    """A wave of the past: one candle led to a break, booked for `away`; the others were answered and put out."""
    if not acting or not lit:
        return
    keeper = play.keeper(acting.keepers[0], passphrase=PASSPHRASE)
    candles = _found(play, keeper, [sent[address] for address in lit])
    for address in lit[1:]:
        _answer(keeper, candles[address_key(sent[address])], told.GONE)
        keeper.close(candles[address_key(sent[address])])
    taken = _rest(play, keeper, candles[address_key(sent[lit[0]])], sent[lit[0]])
    keeper.close(candles[address_key(sent[lit[0]])])
    keeper.keyring.account.close()
    _hand_in(play, lit[0], taken, first=away, today=True)
    book(play, acting)


def stir(play: Play, acting: Acting, sent: Mapping[str, Person], lit: Sequence[str], *, walked_in: bytes) -> list[Key]:
    """The open wave: one candle with letters, one with offers, one taken and handed in, the others wait.

    Beside it colleagues hand in passes that everybody holds. Returns the candle keys that a visitor may try.
    """
    if not acting or len(lit) < 4:
        return []
    keeper = play.keeper(acting.keepers[0], passphrase=PASSPHRASE)
    candles = _found(play, keeper, [sent[address] for address in lit])
    writing, offered, taking = (sent[address] for address in lit[1:4])
    _answer(keeper, candles[address_key(writing)], told.ASKED)
    PersonalMailbox(writing.candle_key, documents=play.documents).write(told.ANSWERED)
    _answer(keeper, candles[address_key(offered)], told.OFFERED)
    keeper.offer(candles[address_key(offered)], KINDS)
    taken = _rest(play, keeper, candles[address_key(taking)], taking)
    keeper.keyring.account.close()
    today = play.clock.now().date()
    _hand_in(play, lit[3], taken, first=today + timedelta(days=4), today=True)
    _colleagues(play, acting, sent, lit, today)
    return [
        Key(write_key(offered.candle_key), "a letter, and two breaks to choose from"),
        Key(write_key(writing.candle_key), "letters either way"),
        Key(write_key(taking.candle_key), "a break that was taken; its pass is still there to be read"),
        Key(write_key(walked_in), "nothing yet; it was lit from the candle page, without a pass"),
    ]


def walk_in(play: Play) -> bytes:
    """Somebody who holds no pass lights a candle from the standing page; their candle key."""
    return light(play.documents, told.WALKED_IN, spare=None)


def book(play: Play, acting: Acting) -> int:
    """The desk approves everything that it is asked; how many bookings that were."""
    if acting.desk is None:
        return 0
    with play.account(acting.desk.address, acting.desk.secret) as desk:
        asked = sorted(set(LEAVE.findall(desk.get("/leave/").text.partition("<h2")[2].partition("<h2")[0])))
        for address in asked:
            desk.send(address, {"do": "approve", "sure": "yes"})
    return len(asked)


def address_key(person: Person) -> str:
    """How a person's candle is known in the queue: its mailbox, hex."""
    return mailbox_of(person.candle_key).hex()


def _found(play: Play, keeper: Keeper, people: Sequence[Person]) -> dict[str, str]:
    """The candles of these people by mailbox, once the router has lit them all."""
    wanted = {address_key(person) for person in people}

    def look() -> dict[str, str] | None:
        found = {one["mailbox"]: one["id"] for one in keeper.queue()["candles"]}
        return found if wanted <= found.keys() else None

    return play.wait(look, what="the candles", seconds=60)


def _answer(keeper: Keeper, candle: str, text: str) -> None:
    keeper.hold(candle)
    keeper.write(candle, text)


def _rest(play: Play, keeper: Keeper, candle: str, person: Person) -> BreakPass:
    """Offered both kinds, the owner takes a day."""
    _answer(keeper, candle, told.OFFERED)
    keeper.offer(candle, KINDS)
    mailbox = PersonalMailbox(person.candle_key, documents=play.documents)
    return mailbox.take(next(offer for offer in mailbox.read().offers if offer.kind == "day"))


def _hand_in(play: Play, address: str, held: BreakPass, *, first: date, today: bool) -> None:
    with play.account(address) as account:
        redeem(account, held, first=first, last=first, today=today)


def _colleagues(play: Play, by: Acting, sent: Mapping[str, Person], lit: Sequence[str], today: date) -> None:
    """Three who lit nothing rest as well: the desk cannot tell their passes from the one above."""
    acting = {"" if member is None else member.address for member in (*by.keepers, by.desk)}
    others = [one for one in sent if one not in {*lit, *acting} and sent[one].stock.breaks()][:3]
    for number, address in enumerate(others):
        held = sent[address].stock.breaks()[-1 - number % 2]
        _hand_in(play, address, held, first=today + timedelta(days=9 + 2 * number), today=number == 0)
