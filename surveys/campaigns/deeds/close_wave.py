"""Closes the waves whose time is over; door 1 goes by the clock and does not wait for this."""

from datetime import datetime

from ..models import Wave


def close_wave(*, now: datetime) -> int:
    """How many waves closed."""
    running = Wave.objects.filter(state__in=[Wave.State.ANNOUNCED, Wave.State.OPEN], closes__lte=now)
    return sum(wave.move(Wave.State.CLOSED) for wave in running)
