"""The employee takes a request back: before the desk has approved it, and the pass is theirs again."""

from django.db import transaction
from django.utils.translation import gettext as _

from crypto.refusal import Refusal

from ..models import Leave
from ..spent import give_back

State = Leave.State


class CannotCancel(Refusal):
    """The desk was faster, or it was cancelled before."""

    status = 409


def cancel_leave(*, leave: Leave) -> None:
    """Cancel what waits or was asked. Raises CannotCancel, and then nothing changed."""
    if leave.state == State.APPROVED:
        raise CannotCancel(_("The leave desk has approved it already; ask the desk to take that back."))
    if State.CANCELLED not in Leave.MOVES[State(leave.state)]:
        raise CannotCancel(_("This is over already; nothing changed."))
    with transaction.atomic():
        if not leave.move(State.CANCELLED):
            raise CannotCancel(_("It changed at this very moment. Look at it again."))
        give_back(leave)
