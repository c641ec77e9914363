"""Opens an announced wave once the nameless side shows its Box: before that nobody could answer."""

from datetime import datetime

from ..models import Wave
from ..nameless import Nameless


def fetch_box(*, nameless: Nameless, now: datetime) -> int:
    """How many waves opened. Both Boxes must be there, the wave's for the ballot and the house's for the flag.

    Raises Unreachable, Declined, BadAuthorization, BadDocument.
    """
    announced = Wave.objects.filter(state=Wave.State.ANNOUNCED, closes__gt=now, notice__delivered=True)
    return sum(_opened(wave, nameless) for wave in announced.select_related("notice"))


def _opened(wave: Wave, nameless: Nameless) -> bool:
    if wave.notice is None or nameless.box(wave.notice.fingerprint, kind="wave-box") is None:
        return False
    if nameless.box(wave.notice.read()["house"], kind="house-box") is None:
        return False
    return wave.move(Wave.State.OPEN)
