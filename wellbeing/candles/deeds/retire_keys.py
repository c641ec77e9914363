"""Retire what nobody can need any more: router keys, break keys, and the record of passes past their time."""

from datetime import datetime, timedelta

from crypto.quarters import GOOD_FOR, quarters_since

from ..models import BreakKey, CandleKey, EntitlementKey, RouterKey, SpentEntitlement, SpentPass
from ..months import MARGIN, PASSES_LAST, ROUTERS_LAST, month_before
from ..seeds import destroy_seed


def retire_keys(*, now: datetime) -> None:
    """Worker only. Destroy seeds to which no flag can come and for which none waits; forget passes refused anyway."""
    past = RouterKey.objects.filter(month__lt=month_before(ROUTERS_LAST + MARGIN, now), flag=None)
    for router in past:
        SpentPass.objects.filter(key_id=router.id).delete()  # flags without a pass stand there under their router
        destroy_seed(router.month)  # before the row, so that after a crash the row says what is left to do
        router.delete()
    stale = CandleKey.objects.filter(month__lt=month_before(PASSES_LAST + MARGIN, now))
    SpentPass.objects.filter(key_id__in=stale.values("key_id")).delete()
    _retire_rest(now - timedelta(days=31 * MARGIN))


def _retire_rest(then: datetime) -> None:
    """The keys of breaks and of what is exchanged for them, two quarters after their own."""
    for key in EntitlementKey.objects.all():
        if quarters_since(key.quarter, then) > GOOD_FOR:
            SpentEntitlement.objects.filter(key_id=key.key_id).delete()
            key.delete()
    for quarter in set(BreakKey.objects.values_list("quarter", flat=True)):
        if quarters_since(quarter, then) > GOOD_FOR:
            BreakKey.objects.filter(quarter=quarter).delete()
