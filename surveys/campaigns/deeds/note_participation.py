"""R10: once a day while a wave is open, the whole organisation's participation in steps of 5 points."""

from datetime import datetime

from ..models import Issued, Participation, Wave

STEP = 5  # points


def note_participation(*, now: datetime) -> int:
    """How many waves got today's figure, counted from ballot passes issued and rounded down."""
    today = now.date()
    waves = Wave.objects.filter(state=Wave.State.OPEN, opens__date__lt=today, closes__gt=now)
    return sum(_noted(wave, now) for wave in waves.exclude(participation__day=today))


def _noted(wave: Wave, now: datetime) -> bool:
    eligible = wave.invitations.count()
    issued = Issued.objects.filter(invitation__wave=wave, group=Issued.Group.BALLOT).count()
    percent = 100 * issued // eligible // STEP * STEP
    _, made = Participation.objects.get_or_create(wave=wave, day=now.date(), defaults={"percent": percent})
    return made
