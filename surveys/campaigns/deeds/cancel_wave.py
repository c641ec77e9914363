"""Cancels a planned wave; once a wave is announced, people may be answering already, and it stays."""

from crypto.refusal import Refusal

from ..models import Wave


class CannotCancel(Refusal):
    """The wave is not planned any more."""

    status = 409


def cancel_wave(*, wave: Wave) -> None:
    """Of a clock that announces and a person who cancels at the same moment one wins. Raises CannotCancel."""
    if wave.state != Wave.State.PLANNED or not wave.move(Wave.State.CANCELLED):
        raise CannotCancel("this wave is not planned any more, so it can no longer be cancelled")
