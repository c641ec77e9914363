"""Who sent what, as only their own devices know: the truth that a thief's pairs are held against."""

from base64 import urlsafe_b64decode
from collections.abc import Iterable
from uuid import UUID

from demo.person import Person

from .thief import Trace

ASKED = Trace("who asked for a ballot", "named", "campaigns_issued", "invitation_id", "\"group\" = 'ballot'")
BALLOTS = Trace("ballots", "nameless", "ballots_ballot", "serial")
SPENT = Trace("candle passes spent with flags", "nameless", "candles_spentpass", "serial")
RESTED = Trace("entitlements exchanged", "nameless", "candles_spententitlement", "serial")
PAIRS = ((ASKED, BALLOTS), (ASKED, SPENT), (ASKED, RESTED), (BALLOTS, SPENT), (BALLOTS, RESTED))


def names(person: Person) -> dict[Trace, str]:
    """What the person's rows are called in each table."""
    ballot, candle = (person.wishes[group].granted for group in ("ballot", "candle"))
    entitlement = person.stock.entitlements[0].wish.granted
    assert ballot
    assert candle
    assert entitlement
    return {
        ASKED: str(UUID(bytes=urlsafe_b64decode(person.invitation + "==")[:16])),
        BALLOTS: ballot.nonce.hex(),
        SPENT: candle.nonce.hex(),
        RESTED: entitlement.nonce.hex(),
    }


def truth(people: Iterable[Person], one: Trace, other: Trace) -> list[tuple[str, str]]:
    """Everybody's names in two tables."""
    return [(known[one], known[other]) for known in map(names, people)]
