"""Moves a keeper to another rota: what they held of the old one's key goes, and it must be changed."""

from django.db import transaction
from django.utils.translation import gettext as _

from crypto.refusal import Refusal

from ..keeping import present
from ..models import Copy, Keeper, Rota


class NotMoved(Refusal):
    """Everything stays as it was."""

    status = 409


def move_keeper(*, number: str, rota: str) -> Keeper:
    """The keeper of this number, from now on in `rota` (a slug). Raises NotMoved."""
    with transaction.atomic():
        there = {one.slug: one for one in Rota.objects.select_for_update()}
        keeper = Keeper.objects.select_for_update().select_related("employee").filter(number=number).first()
        if keeper is None or rota not in there or not present(there[keeper.rota_id]).filter(pk=keeper.pk).exists():
            raise NotMoved(_("this keeper or this rota is not there any more"))
        if keeper.rota_id == rota:
            raise NotMoved(_("%(person)s keeps candles in this rota already") % {"person": keeper.employee})
        if Copy.objects.filter(keeper=keeper).exists():
            Rota.objects.filter(pk=keeper.rota_id).update(must_rotate=True)
        Copy.objects.filter(keeper=keeper).delete()
        keeper.rota = there[rota]
        keeper.save(update_fields=["rota"])
    return keeper
