"""Makes signing keys ahead, a few a tick, so that a wave need not wait for them."""

from ..models import SigningKey

STOCK = 64  # keys kept ahead: an organisation of some thousand people uses about that many a wave
AT_ONCE = 2  # a tick: a key takes about a tenth of a second, and nothing else should wait long for it


def stock_keys(*, target: int = STOCK, at_most: int = AT_ONCE) -> int:
    """How many were made: none once the stock holds `target`."""
    return SigningKey.fill(target, at_most=at_most)
