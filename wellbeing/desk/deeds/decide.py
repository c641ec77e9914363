"""The desk decides: approves, declines with a sentence, or takes an approval back before the first day."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from crypto.refusal import Refusal
from surveys.people.models import Employee

from ..days import today_of
from ..models import Leave, LeaveMail
from ..models.leave import LONGEST_NOTE
from ..readers import leaders_of
from ..spent import give_back

State, What = Leave.State, LeaveMail.What


class CannotDecide(Refusal):
    """The booking stays as it is."""

    status = 409


def approve(*, leave: Leave) -> None:
    """Book it: a calendar file goes to the employee, "away" to who leads their group. Raises CannotDecide."""
    with transaction.atomic():
        _move(leave, State.APPROVED)
        _tell(leave, What.BOOKED, [leave.employee, *leaders_of(leave.employee)])


def decline(*, leave: Leave, note: str) -> None:
    """Say no, with a sentence for the employee, whose pass is theirs again. Raises CannotDecide."""
    said = " ".join(note.split())
    if not said:
        raise CannotDecide(_("Write one sentence for the person who asked; they read it on their page."))
    if len(said) > LONGEST_NOTE:
        raise CannotDecide(_("The sentence has more than %(most)d characters.") % {"most": LONGEST_NOTE})
    with transaction.atomic():
        _move(leave, State.DECLINED, note=said)
        give_back(leave)
        _tell(leave, What.DECLINED, [leave.employee])


def take_back(*, leave: Leave, now: datetime) -> None:
    """Undo an approval before the first day: it is asked again, and who had a calendar file gets its cancellation.

    Raises CannotDecide.
    """
    if leave.first <= today_of(now):
        raise CannotDecide(_("Its first day has come; it can no longer be taken back here."))
    with transaction.atomic():
        _move(leave, State.ASKED)
        mails = list(leave.mails.select_for_update().filter(what=What.BOOKED, turn=leave.turn - 1))
        told = [mail.copy_to(what=What.TAKEN_BACK, turn=leave.turn) for mail in mails if mail.state == mail.State.SENT]
        leave.mails.filter(pk__in=[mail.pk for mail in mails], state=LeaveMail.State.WAITING).delete()
        LeaveMail.objects.bulk_create(told)


def _move(leave: Leave, to: Leave.State, **changes: str) -> None:
    """Claim the move. Raises CannotDecide."""
    if to not in Leave.MOVES[State(leave.state)] or not leave.move(to, turn=leave.turn + 1, **changes):
        raise CannotDecide(_("Somebody else decided on this first, or it was cancelled. Nothing changed."))


def _tell(leave: Leave, what: LeaveMail.What, readers: Iterable[Employee]) -> None:
    LeaveMail.objects.bulk_create(LeaveMail(leave=leave, reader=one, what=what, turn=leave.turn) for one in readers)
