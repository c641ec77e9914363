"""Retire what no flag can need any more: router keys past their time, and the record of passes past theirs."""

from datetime import datetime

from ..models import CandleKey, RouterKey, SpentPass
from ..months import MARGIN, PASSES_LAST, ROUTERS_LAST, month_before
from ..seeds import destroy_seed


def retire_keys(*, now: datetime) -> None:
    """Worker only. Destroy seeds to which no flag can come and for which none waits; forget passes refused anyway."""
    past = RouterKey.objects.filter(month__lt=month_before(ROUTERS_LAST + MARGIN, now), flag=None)
    for router in past:
        destroy_seed(router.month)  # first, so that a crash in between leaves the row to say what is left to do
        router.delete()
    stale = CandleKey.objects.filter(month__lt=month_before(PASSES_LAST + MARGIN, now))
    SpentPass.objects.filter(key_id__in=stale.values("key_id")).delete()
