"""Send now: take a flag and let it wait no longer, together with everything that waits."""

from datetime import datetime

from django.db import transaction

from ..batches import into_batches
from ..models import Flag
from ..taking import keep_flag


def send_now(*, body: bytes, now: datetime) -> None:
    """Keep a flag of 9,810 bytes and gather all that waits, which the worker opens at its next tick.

    Only while this flag waits itself: sent again, it hurries nobody else. Raises BadFlag and BadPass (400),
    UnknownKey (404), AnotherFlag (409), TooLate (410).
    """
    flag = keep_flag(body, now=now)
    with transaction.atomic():
        waiting = Flag.objects.filter(batch=None)
        # Locked in one order by whoever gathers, and only then looked at: whoever is second finds them in batches.
        found = list(waiting.select_for_update().order_by("id").values_list("id", flat=True))
        if waiting.filter(sealed=flag.sealed).exists():
            into_batches(found)
