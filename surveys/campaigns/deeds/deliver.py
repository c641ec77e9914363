"""Brings Notices to the nameless side, in the order of the chain, and after each wave's its label keys."""

import json

from crypto.refusal import Refusal

from ..models import Notice
from ..nameless import Nameless
from ..wave_notice import label_spkis


class NotOurChain(Refusal):
    """The nameless side holds Notices that this side never wrote: a person must look."""


def deliver(*, nameless: Nameless) -> int:
    """How many Notices were brought over; what the nameless side lost is brought again before the new.

    Bringing a Notice twice changes nothing, so any number of workers may. Raises NotOurChain, Unreachable, Declined.
    """
    undelivered = set(Notice.objects.filter(delivered=False).values_list("fingerprint", flat=True))
    if not undelivered:
        return 0
    ours, theirs = Notice.chain(), nameless.chain()
    if ours[: len(theirs)] != theirs:
        raise NotOurChain("the nameless side holds Notices that this side does not know; nothing is delivered")
    missing = [name for name in ours if name in undelivered or name not in set(theirs)]
    for name in missing:
        _bring(Notice.objects.get(pk=name), nameless)
    return len(missing)


def _bring(notice: Notice, nameless: Nameless) -> None:
    nameless.put(f"/notices/{notice.fingerprint}/", bytes(notice.document), signature=notice.signature)
    if notice.kind == Notice.Kind.WAVE:
        body = json.dumps({"version": 1, "keys": label_spkis(notice)})
        nameless.put(f"/keys/{notice.fingerprint}/", body.encode())
    Notice.objects.filter(pk=notice.pk).update(delivered=True)
