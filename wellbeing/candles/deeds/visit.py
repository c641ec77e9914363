"""Visit: the employee looks into their mailbox, and the month is noted, so that a candle nobody looks after lapses."""

from datetime import datetime

from ..mailbox import NoMailbox
from ..models import Candle
from ..months import month_of


def visit(*, mailbox: bytes, now: datetime) -> Candle:
    """The candle, visited this month. Raises NoMailbox (404)."""
    month = month_of(now)
    Candle.objects.filter(mailbox=mailbox, visited__lt=month).update(visited=month)
    found = Candle.objects.filter(mailbox=mailbox).first()
    if found is None:
        raise NoMailbox("no candle with this key is here, or it still waits for the router")
    return found
