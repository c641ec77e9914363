"""Mailboxes: a candle as its owner finds it, by the public key that the candle key gives."""

from crypto.refusal import Refusal

from .models import Candle


class NoMailbox(Refusal):
    """No candle has this mailbox: none was lit, it still waits, or it was erased."""

    status = 404


def exists(mailbox: bytes) -> bool:
    return Candle.objects.filter(mailbox=mailbox).exists()


def candle_at(mailbox: bytes) -> Candle:
    """The candle, its row locked for the rest of the transaction. Raises NoMailbox (404)."""
    found = Candle.locked(mailbox=mailbox)
    if found is None:
        raise NoMailbox("no candle with this key is here, or it still waits for the router")
    return found
