"""Takes away what people hold whose role is no longer to keep candles, and gives newcomers their place."""

from django.db import transaction

from ..keeping import keeper_of, who_may
from ..models import Copy, Keeper, Rota


def tidy_keepers() -> int:
    """How many keeper places went, with their copies; a rota whose key somebody took along must change it."""
    for newcomer in who_may().exclude(pk__in=Keeper.objects.values("employee")):
        keeper_of(newcomer)
    with transaction.atomic():
        gone = Keeper.objects.select_for_update().exclude(employee__in=who_may())
        left = list(gone.values_list("pk", flat=True))
        held = Copy.objects.filter(keeper__in=left).values("keeper__rota")
        Rota.objects.filter(pk__in=held).update(must_rotate=True)
        Keeper.objects.filter(pk__in=left).delete()
    return len(left)
