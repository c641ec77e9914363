"""Before anything is appended: learns from the nameless side what this side forgot, as after a restore."""

from datetime import datetime

from crypto.installation import check_document
from crypto.keys import installation_public
from crypto.notice import fingerprint
from crypto.refusal import Refusal

from .. import house
from ..models import Notice, Wave
from ..nameless import Nameless


class ForkedChain(Refusal):
    """Each side holds a Notice that the other does not: a person must look."""


def catch_up(*, nameless: Nameless, now: datetime) -> int:
    """How many forgotten Notices were taken back; asks only when something is about to be announced.

    Raises ForkedChain, NoBoxSigner, BadContacts, Unreachable, Declined, BadAuthorization, BadDocument.
    """
    if house.is_up_to_date(now) and not Wave.objects.filter(state=Wave.State.PLANNED, opens__lte=now).exists():
        return 0
    ours, theirs = Notice.chain(), nameless.chain()
    common = min(len(ours), len(theirs))
    if ours[:common] != theirs[:common]:
        raise ForkedChain("the nameless side holds other Notices than this side; nothing is announced")
    forgotten = theirs[common:]
    for name in forgotten:
        _take_back(name, nameless)
    return len(forgotten)


def _take_back(name: str, nameless: Nameless) -> None:
    data, signature = nameless.notice(name)
    if fingerprint(data) != name:
        raise ForkedChain("the nameless side shows another Notice than it lists")
    check_document(installation_public(nameless.seed), data, signature)  # written by this installation once
    Notice.keep(data, signature=signature, delivered=True)
