"""Makes a kind of break or changes it: words and capacity at once, how many everybody gets from the next quarter on."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from crypto.quarters import quarter_of
from crypto.refusal import Refusal

from ..catalogue import quarter_after
from ..models import MOST_KINDS, MOST_PASSES, BreakCount, BreakKind
from ..naming import new_slug


class KindRefused(Refusal):
    """The catalogue stays as it was."""

    status = 409


def keep_kind(
    *, slug: str | None, name: dict[str, str], about: dict[str, str], each: int, capacity: int, now: datetime
) -> BreakKind:
    """The kind of `slug`, or a new one, with these words by language. Raises KindRefused."""
    this = quarter_of(now)
    with transaction.atomic():
        kinds = {kind.slug: kind for kind in BreakKind.objects.select_for_update()}
        others = [kind for kind in kinds.values() if kind.slug != slug]
        _refuse_too_much(others, each, this)
        found = (
            kinds[slug]
            if slug in kinds
            else BreakKind(slug=new_slug(name, kinds, otherwise="rest"), position=len(kinds))
        )
        found.name, found.about, found.capacity = name, about, capacity
        found.save()
        _count(found, each, quarter_after(this), now=this)
    return found


def _refuse_too_much(others: list[BreakKind], each: int, this: str) -> None:
    following = quarter_after(this)
    together = each + sum(kind.each_in(following) for kind in others)
    if together > MOST_PASSES:
        said = {"together": together, "most": MOST_PASSES}
        raise KindRefused(_("all kinds together are %(together)d passes, and at most %(most)d fit") % said)
    listed = sum(1 for kind in others if kind.each_in(this) or kind.each_in(following))
    if each and listed >= MOST_KINDS:
        raise KindRefused(_("there are %(most)d kinds; take another one out, a quarter before") % {"most": MOST_KINDS})


def _count(kind: BreakKind, each: int, quarter: str, *, now: str) -> None:
    """From `quarter` on; nothing is written where it is as before."""
    if each == kind.each_in(now):
        kind.counts.filter(quarter=quarter).delete()
    else:
        BreakCount.objects.update_or_create(kind=kind, quarter=quarter, defaults={"each": each})
