"""Makes a rota or changes its words, and opens or closes it."""

from django.db import transaction
from django.utils.translation import gettext as _

from crypto.refusal import Refusal

from ..models import MOST_ROTAS, Rota
from ..naming import new_slug


class RotaRefused(Refusal):
    """Nothing was changed."""

    status = 409


def keep_rota(*, slug: str | None, name: dict[str, str], about: dict[str, str]) -> Rota:
    """The rota of `slug` with these words by language, or a new one. Raises RotaRefused."""
    if slug is not None:
        Rota.objects.filter(pk=slug).update(name=name, about=about)
        return Rota.objects.get(pk=slug)
    with transaction.atomic():
        there = list(Rota.objects.select_for_update())
        _refuse_too_many(there)
        taken = {rota.slug for rota in there}
        return Rota.objects.create(
            slug=new_slug(name, taken, otherwise="rota"), name=name, about=about, position=len(there)
        )


def set_open(*, slug: str, is_open: bool) -> Rota:
    """Open, a rota is published once it has a key; closed, nobody can choose it. Raises RotaRefused."""
    with transaction.atomic():
        there = {rota.slug: rota for rota in Rota.objects.select_for_update()}
        if slug not in there:
            raise RotaRefused(_("there is no such rota"))
        if is_open and not there[slug].is_open:
            _refuse_too_many(list(there.values()))
        if not is_open and not any(rota.is_open for rota in there.values() if rota.slug != slug):
            raise RotaRefused(_("this is the last open rota; open another one first"))
        Rota.objects.filter(pk=slug).update(is_open=is_open)
    return Rota.objects.get(pk=slug)


def _refuse_too_many(rotas: list[Rota]) -> None:
    if sum(rota.is_open for rota in rotas) >= MOST_ROTAS:
        raise RotaRefused(_("there are %(most)d open rotas; close one first") % {"most": MOST_ROTAS})
