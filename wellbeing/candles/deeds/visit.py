"""Visit: the employee looks into their mailbox, and the day is noted, so that a candle nobody looks after lapses."""

from datetime import UTC, datetime

from ..mailbox import NoMailbox
from ..models import Candle


def visit(*, mailbox: bytes, now: datetime) -> Candle:
    """The candle, visited today. Raises NoMailbox (404)."""
    today = now.astimezone(UTC).date()
    Candle.objects.filter(mailbox=mailbox, visited__lt=today).update(visited=today)
    found = Candle.objects.filter(mailbox=mailbox).first()
    if found is None:
        raise NoMailbox("no candle with this key is here, or it still waits for the router")
    return found
