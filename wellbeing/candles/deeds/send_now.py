"""Send now: take a flag and let it wait no longer. It goes alone."""

from datetime import datetime

from django.db import transaction

from ..batches import into_batches
from ..models import Flag
from ..taking import keep_flag


def send_now(*, body: bytes, now: datetime) -> None:
    """Keep a flag of 9,810 bytes, which the worker opens by itself at its next tick; sent again, it changes nothing.

    Nothing that waits goes along: who sends twice would learn what came between. Raises BadFlag and BadPass (400),
    UnknownKey (404), AnotherFlag (409), TooLate (410).
    """
    flag = keep_flag(body, now=now)
    with transaction.atomic():
        # Whoever gathers at this moment locks it too: the second finds it in a batch.
        mine = Flag.objects.select_for_update().filter(batch=None, sealed=flag.sealed)
        into_batches(list(mine.values_list("id", flat=True)))
