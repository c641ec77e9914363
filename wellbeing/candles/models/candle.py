"""A candle: somebody needs a break. Whose it is stands nowhere."""

import uuid
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

_WAITING = ["lit", "held", "offered"]
_OPEN = [*_WAITING, "taken"]


class IllegalMove(Exception):
    """The table of moves does not allow this one: a mistake of ours, not of a person."""


class Candle(models.Model):
    """A lit flag in the queue of its rota."""

    class State(models.TextChoices):
        LIT = "lit"
        HELD = "held"
        OFFERED = "offered"
        TAKEN = "taken"
        OUT = "out"
        WITHDRAWN = "withdrawn"
        LAPSED = "lapsed"

    _CLOSINGS: ClassVar = {State.OUT, State.WITHDRAWN, State.LAPSED}
    MOVES: ClassVar = {
        State.LIT: {State.HELD, State.OUT, State.WITHDRAWN, State.LAPSED},
        State.HELD: {State.LIT, State.OFFERED, *_CLOSINGS},  # lit again when it is given back
        State.OFFERED: {State.OFFERED, State.HELD, State.TAKEN, *_CLOSINGS},  # held again when offers are taken back
        State.TAKEN: _CLOSINGS,
        State.OUT: set(),
        State.WITHDRAWN: set(),
        State.LAPSED: set(),
    }
    OPEN: ClassVar = [State.LIT, State.HELD, State.OFFERED, State.TAKEN]

    class Urgency(models.TextChoices):
        TODAY = "today"
        WEEK = "week"
        WHENEVER = "whenever"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    state = models.CharField(max_length=9, choices=State, default=State.LIT)
    urgency = models.CharField(max_length=8, choices=Urgency, blank=True)  # "" when nothing was said
    mailbox = models.BinaryField(max_length=32, unique=True)  # whoever holds the candle key signs with its other half
    rota = models.CharField(max_length=20)
    inner = models.BinaryField(null=True)  # one size for everybody, sealed to the rota's keepers
    sealed_to = models.BinaryField(max_length=32, default=b"")  # the keepers' key that opens it; "" when unsure
    verified = models.BooleanField(default=True)  # its flag came with a pass
    since = models.PositiveIntegerField(null=True)  # whole hours since 1970, while it waits; nothing finer fits here
    # Months, `2026-11`: the day on which somebody looks is often the day on which they hand a pass in.
    visited = models.CharField(max_length=7)
    closed = models.CharField(max_length=7, blank=True)
    holder = models.CharField(max_length=32, blank=True)  # a keeper's number, which only the named side resolves

    class Meta:
        indexes = [models.Index(fields=["rota", "state"], name="candle_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[*_OPEN, "out", "withdrawn", "lapsed"]), name="candle_state_known"
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=["", "today", "week", "whenever"]), name="candle_urgency_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=_WAITING, since__isnull=False, closed="")
                | Q(state="taken", since=None, closed="")
                | (~Q(state__in=_OPEN) & Q(since=None, holder="") & ~Q(closed="")),
                name="candle_hours_while_it_waits",
            ),
            models.CheckConstraint(
                condition=(~Q(state="lit") | Q(holder="")) & (~Q(state="held") | ~Q(holder="")),
                name="candle_held_by_somebody",
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @classmethod
    def locked(cls, **which: Any) -> Self | None:
        """The candle of this `id` or `mailbox`, its row locked for the rest of the transaction; None if there is none.

        Every deed on a candle goes on under this lock, so that of two at once the second sees what the first did.
        """
        # No stronger lock: letters and offers that point at the row are written meanwhile.
        return cls.objects.select_for_update(no_key=True).filter(**which).first()

    def move(self, to: State, **fields: Any) -> None:
        """Make the next move and set these fields with it, by whoever holds the row's lock. Raises IllegalMove."""
        if to not in self.MOVES[self.State(self.state)]:
            raise IllegalMove(f"{self.state} -> {to}")
        self.state = to
        self.set(**fields)

    def shut(self, to: State, *, month: str, **fields: Any) -> None:
        """The last move: out, withdrawn or lapsed. Nobody waits or holds any more. Raises IllegalMove."""
        self.move(to, since=None, closed=month, holder="", **fields)

    def set(self, **fields: Any) -> None:
        """Write the state and these fields, by whoever holds the row's lock."""
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *fields])


def hour_of(now: datetime) -> int:
    """The whole hours since 1970, which is all that a candle knows of its time."""
    return int(now.timestamp()) // 3600
