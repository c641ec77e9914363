"""The ledger of one round: what people say should be there, what is there, and each thing that is not in both once."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

Things = Counter[Hashable]
Ledger = dict[str, Things]  # by what they are called

BALLOTS = "ballots counted"
CANDLES = "candles"
STATES = "candles in this state"
NOTES = "notes opened by the keeper"
OWNERS_LETTERS = "letters as their owners read them"
KEEPERS_LETTERS = "letters as the keeper reads them"
OFFERS = "offers"
SIGNED = "break passes signed for candles"
TAKEN = "break passes found again in mailboxes"
CANDLE_PASSES = "spent candle passes"
ENTITLEMENTS = "spent entitlement passes"
BREAK_PASSES = "spent break passes"
LEAVE = "leave"
CANCELLED = "cancelled leave"
MAILS = "mails about leave"
LEFT = "flags, batches and forged letters left over"

MOST_SENT = 2  # times that one mail may come: a worker may be killed between the server's yes and its own mark


@dataclass(frozen=True, slots=True)
class Difference:
    """What is wrong with one kind of thing, in numbers."""

    thing: str
    lost: int
    doubled: int
    foreign: int  # that nobody has ever asked for

    def sentences(self) -> Iterator[str]:
        """One for each number that is not 0."""
        for number, what in ((self.lost, "lost"), (self.doubled, "doubled"), (self.foreign, "that nobody asked for")):
            if number:
                yield f"{self.thing}: {number} {what}"


def one_of(*ledgers: Mapping[str, Things]) -> Ledger:
    """All that stands in any of them."""
    found: Ledger = {}
    for one in ledgers:
        for name, things in one.items():
            found[name] = found.get(name, Counter()) + things
    return found


def differences(wanted: Mapping[str, Things], found: Mapping[str, Things]) -> list[Difference]:
    """One for each kind of thing that either ledger has."""
    names = dict.fromkeys([*wanted, *found])
    return [_difference(name, wanted.get(name, Counter()), found.get(name, Counter())) for name in names]


def faults(wanted: Mapping[str, Things], found: Mapping[str, Things], *, copies: Counter[str]) -> list[str]:
    """One sentence for each way in which something was lost or doubled.

    `copies` says how often each mail came, by its Message-ID; `found` has each of them once.
    """
    said = [sentence for one in differences(wanted, found) for sentence in one.sentences()]
    often = sum(times > MOST_SENT for times in copies.values())
    return said + ([f"{MAILS}: {often} came more than {MOST_SENT} times"] if often else [])


def _difference(thing: str, wanted: Things, found: Things) -> Difference:
    more = found - wanted
    foreign = sum(times for one, times in more.items() if one not in wanted)
    return Difference(thing, (wanted - found).total(), more.total() - foreign, foreign)
