"""The leave book: one booking a row, what its passes were, and the mails that tell of it. No time finer than a day."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .catalogue import BreakKind

LONGEST_NOTE = 500  # characters


class IllegalMove(Exception):
    """The table of moves does not allow this one: a mistake of ours, not of a person."""


class Leave(models.Model):
    """One booking: a person, a kind of break, days. Nothing here says where the pass came from."""

    class State(models.TextChoices):
        WAITING = "waiting"  # for a daily batch; the desk does not see it
        ASKED = "asked"
        APPROVED = "approved"
        DECLINED = "declined"
        CANCELLED = "cancelled"

    MOVES = {
        State.WAITING: {State.ASKED, State.CANCELLED},
        State.ASKED: {State.APPROVED, State.DECLINED, State.CANCELLED},
        State.APPROVED: {State.ASKED},  # the desk takes its word back
        State.DECLINED: set[State](),
        State.CANCELLED: set[State](),
    }
    SPENDING = [State.WAITING, State.ASKED, State.APPROVED]  # while it is one of these, its pass is spent

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.ForeignKey(BreakKind, on_delete=models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=7)  # of the pass: 2026-Q4
    first = models.DateField()
    last = models.DateField()
    state = models.CharField(max_length=9, choices=State)
    handed_in = models.DateField(null=True)  # while it waits for its batch; then forgotten
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)  # of the desk, to the employee
    turn = models.PositiveIntegerField(default=0)  # how often the desk approved it or took that back

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="leave_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(state="waiting", handed_in__isnull=False) | (~Q(state="waiting") & Q(handed_in=None)),
                name="leave_forgets_when_it_was_handed_in",
            ),
            models.CheckConstraint(condition=Q(quarter__regex=r"^[0-9]{4}-Q[1-4]$"), name="leave_has_a_quarter"),
        ]
        indexes = [models.Index(fields=["state", "first"], name="leave_by_state")]

    def __str__(self) -> str:
        return f"leave from {self.first} to {self.last}"

    @property
    def days(self) -> int:
        """How many days, both ends counted."""
        return (self.last - self.first).days + 1

    def move(self, to: State, **changes: object) -> bool:
        """Claim the move for the caller: False when somebody else made one first. Raises IllegalMove."""
        before = self.State(self.state)
        if to not in self.MOVES[before]:
            raise IllegalMove(f"{before} -> {to}")
        won = type(self).objects.filter(pk=self.pk, state=before).update(state=to, handed_in=None, **changes) == 1
        self.refresh_from_db()
        return won


class SpentBreakPass(models.Model):
    """A pass that was redeemed, beside no name: `digest` is keyed, and tells only who asks again that it is theirs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_id = models.CharField(max_length=64)
    serial = models.BinaryField()
    digest = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key_id", "serial"], name="break_pass_once")]
        indexes = [models.Index(fields=["digest"], name="spent_by_digest")]

    def __str__(self) -> str:
        return f"a spent pass of {self.key_id[:8]}"


class BreakKeySeen(models.Model):
    """A key under which the nameless side signs passes: the first that was seen for a kind and quarter, for ever."""

    key_id = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=20)
    quarter = models.CharField(max_length=7)
    spki = models.BinaryField()
    enough = models.BooleanField(default=False)  # so many passes are out that one points at nobody
    seen = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "quarter"], name="one_break_key_a_kind_and_quarter")]

    def __str__(self) -> str:
        return f"break key {self.kind} {self.quarter}"

    @property
    def scope(self) -> str:
        """As passes of this key are bound to it."""
        return f"{self.kind} {self.quarter}"


class LeaveBatch(models.Model):
    """A day on which waiting leave was shown to the desk: once a day, whatever many workers run."""

    day = models.DateField(primary_key=True)

    def __str__(self) -> str:
        return f"the batch of {self.day}"


class LeaveMail(models.Model):
    """A mail that tells of a decision: to the employee, or that somebody is away to who leads their group."""

    class What(models.TextChoices):
        BOOKED = "booked"
        TAKEN_BACK = "taken back"
        DECLINED = "declined"

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        REFUSED = "refused"  # the mail server will never take this address

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    leave = models.ForeignKey(Leave, on_delete=models.CASCADE, related_name="mails")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=10, choices=What)
    turn = models.PositiveIntegerField()  # of the leave when it was written: SEQUENCE in the calendar file
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["leave", "reader", "turn"], name="leave_mail_once_a_turn")]
        indexes = [models.Index(fields=["state"], name="leave_mail_by_state")]

    def __str__(self) -> str:
        return f"a mail about {self.leave}"

    @property
    def is_to_employee(self) -> bool:
        """Whether it goes to the person who rests, and not to who leads their group."""
        return self.reader_id == self.leave.employee_id

    def copy_to(self, *, what: What, turn: int) -> Self:
        """The same reader told of something later; not stored yet."""
        return type(self)(leave=self.leave, reader_id=self.reader_id, what=what, turn=turn)
