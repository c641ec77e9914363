"""The room's truths: who keeps candles, with which keys, and what rest there is."""

from .catalogue import MOST_KINDS, MOST_PASSES, BreakCount, BreakKind
from .keepers import Copy, Keeper, KeepersKey, Rota

__all__ = ["MOST_KINDS", "MOST_PASSES", "BreakCount", "BreakKind", "Copy", "Keeper", "KeepersKey", "Rota"]
