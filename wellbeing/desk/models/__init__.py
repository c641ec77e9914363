"""The room's truths: who keeps candles, with which keys, and what rest there is; the leave that is booked."""

from .catalogue import LARGEST_CAPACITY, MOST_KINDS, MOST_PASSES, BreakCount, BreakKind
from .keepers import MOST_ROTAS, Copy, Keeper, KeepersKey, Rota
from .leave import BreakKeySeen, Leave, LeaveBatch, LeaveMail, SpentBreakPass

__all__ = [
    "LARGEST_CAPACITY",
    "MOST_KINDS",
    "MOST_PASSES",
    "MOST_ROTAS",
    "BreakCount",
    "BreakKeySeen",
    "BreakKind",
    "Copy",
    "Keeper",
    "KeepersKey",
    "Leave",
    "LeaveBatch",
    "LeaveMail",
    "Rota",
    "SpentBreakPass",
]
