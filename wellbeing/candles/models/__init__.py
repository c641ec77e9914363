"""What the room knows: keys, house Boxes, passes that were spent, flags that wait, candles and what they hold."""

from .candle import Candle, IllegalMove
from .door import BreakKey, BreaksDocument, EntitlementKey, SpentEntitlement, UsedChallenge
from .flag import Batch, CandleKey, Flag, HouseBox, RouterKey, SpentPass
from .house import House, Kind, Rota
from .mailbox import Letter, Offer, TakenBreak

__all__ = [
    "Batch", "BreakKey", "BreaksDocument", "Candle", "CandleKey", "EntitlementKey", "Flag", "House", "HouseBox",
    "IllegalMove", "Kind", "Letter", "Offer", "Rota", "RouterKey", "SpentEntitlement", "SpentPass", "TakenBreak",
    "UsedChallenge",
]  # fmt: skip
