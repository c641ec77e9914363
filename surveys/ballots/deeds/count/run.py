"""The course of a count: which step a box is at, and on from there."""

from collections.abc import Callable
from datetime import datetime

from ...models import Box, Partial
from ...seeds import WrongSeed, destroy_seed
from .close import count_answers
from .freeze import freeze
from .labels import count_labels


def _forget(box: Box, _now: datetime) -> bool:
    destroy_seed(box.pk)
    return False


# Each does its part and says whether the box has moved on, by this worker's hand or another's.
_STEPS: dict[str, Callable[[Box, datetime], bool]] = {
    Box.State.OPEN: freeze,
    Box.State.LABELS: count_labels,
    Box.State.ANSWERS: count_answers,
    Box.State.PUBLISHED: _forget,
}


def count(*, fingerprint: str, now: datetime) -> None:
    """Worker only: carry the count of a Notice's box as far as it goes now. A box before its deadline stays shut.

    Raises WrongSeed, Miscounted, Unsafe when a release would break R13, OSError and BadKey when a key file cannot
    be read.
    """
    while True:
        box = Box.objects.select_related("notice").get(pk=fingerprint)
        if not _moved_on(box, now):
            return


def _moved_on(box: Box, now: datetime) -> bool:
    try:
        return _STEPS[box.state](box, now)
    except (WrongSeed, Partial.DoesNotExist):
        if Box.objects.filter(pk=box.pk, state=box.state).exists():
            raise
        return True  # others finished this step meanwhile and cleared away what it needs
