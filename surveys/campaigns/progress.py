"""How far a wave is, for the pages that show it: nothing here is finer than a day or about one person.

`progress_of(wave)` of one wave; `mails_of(waves)` counts for a list of waves in one query.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from .models import Invitation, Participation, Wave


@dataclass(frozen=True, slots=True)
class Mails:
    """How many invitations of a wave wait, were handed to the mail server, or were refused by it for ever."""

    waiting: int = 0
    sent: int = 0
    refused: int = 0

    @property
    def invited(self) -> int:
        """How many people are asked."""
        return self.waiting + self.sent + self.refused


@dataclass(frozen=True, slots=True)
class Day:
    """R10: the whole organisation's participation as it was noted on one day, in steps of five points."""

    day: date
    percent: int


@dataclass(frozen=True, slots=True)
class Progress:
    """One wave as it stands; `days` oldest first; `next_step` is one sentence for the person who planned it."""

    state: Wave.State
    mails: Mails
    days: list[Day] = field(default_factory=list)
    next_step: str = ""

    @property
    def latest(self) -> Day | None:
        """The newest figure of participation; None until the wave has been open for a day."""
        return self.days[-1] if self.days else None


def progress_of(wave: Wave, *, now: datetime) -> Progress:
    """Everything that a wave's page shows of its progress."""
    mails = mails_of([wave]).get(wave.pk, Mails())
    days = Participation.objects.filter(wave=wave).order_by("day").values_list("day", "percent")
    return Progress(Wave.State(wave.state), mails, [Day(*line) for line in days], _next_step(wave, mails, now))


def mails_of(waves: Iterable[Wave]) -> dict[UUID, Mails]:
    """The counts by wave id; a wave that has no invitations is left out."""
    lines = Invitation.objects.filter(wave__in=list(waves)).values_list("wave", "mail").annotate(count=Count("pk"))
    counts: dict[UUID, dict[str, int]] = {}
    for wave, mail, count in lines.order_by():
        counts.setdefault(wave, {})[mail] = count
    return {wave: Mails(**of_wave) for wave, of_wave in counts.items()}


def grace_ends(wave: Wave) -> datetime:
    """Until when ballots that were under way at the close are still taken."""
    return wave.closes + timedelta(hours=wave.grace_hours)


def _next_step(wave: Wave, mails: Mails, now: datetime) -> str:
    match Wave.State(wave.state):
        case Wave.State.PLANNED if now < wave.opens:
            return _(
                "At the opening, everybody who is on the roster then is asked. Until then you can change or cancel it."
            )
        case Wave.State.PLANNED:
            return _("It is due and will be announced within a minute or two.")
        case Wave.State.ANNOUNCED:
            return _("It is announced, and opens as soon as the nameless side has made the box for its ballots.")
        case Wave.State.OPEN if mails.waiting:
            return _("Invitations are being sent.")
        case Wave.State.OPEN:
            return _("People are answering. Nobody sees any answer before it closes.")
        case Wave.State.CLOSED if mails.invited and not mails.sent:
            return _("It closed before anybody could be invited, so there will be no results. Plan another wave.")
        case Wave.State.CLOSED if now < grace_ends(wave):
            return _("It is closed. Ballots that were under way are taken for some hours more; then they are counted.")
        case Wave.State.CLOSED:
            return _("It is closed. Its results are shown as soon as the ballots are counted.")
        case Wave.State.REFUSED:
            return _("It was not held. Plan another wave once the reason is gone.")
        case Wave.State.CANCELLED:
            return _("It was cancelled before anybody was told of it.")
