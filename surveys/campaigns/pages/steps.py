"""The way of a wave from its plan to its Report, as this side knows it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Wave
from ..progress import grace_ends

State = Wave.State


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `is_done`, or `is_current`, or still to come."""

    name: str | Promise
    is_done: bool
    is_current: bool


_NAMES = (
    _("planned"),
    _("announced"),
    _("open"),
    _("closed, late ballots still taken"),
    _("counted and published"),
)
_REACHED = {State.PLANNED: 0, State.ANNOUNCED: 1, State.OPEN: 2, State.CLOSED: 3}


def steps_of(wave: Wave, *, now: datetime) -> list[Step]:
    """Every step; none for a wave that was refused or cancelled. Whether it is counted the other side knows."""
    reached = _REACHED.get(State(wave.state))
    if reached is None:
        return []
    if wave.state == State.CLOSED and now >= grace_ends(wave):
        reached = 4
    return [Step(name, i < reached, i == reached) for i, name in enumerate(_NAMES)]
