"""What the room knows: pinned Notices and their label keys, Boxes, sealed ballots, the work of a count, Reports.

No column holds a time, a sequence, an address or an account: when a wave closes stands in its Notice.
"""

import json
import uuid
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db import models

from crypto.notice import instant


class IllegalMove(Exception):
    """The table of moves does not allow this one: a mistake of ours, not of a person."""


class Notice(models.Model):
    """A document of the named side's one chain; the unique `previous` ("" for the first) is the lock that appends."""

    class Kind(models.TextChoices):
        HOUSE = "house"
        WAVE = "wave"

    fingerprint = models.CharField(max_length=64, primary_key=True)
    previous = models.CharField(max_length=64, unique=True, blank=True)
    kind = models.CharField(max_length=5, choices=Kind)
    wave = models.CharField(max_length=32, unique=True, null=True)  # noqa: DJ001  a house Notice has none, all alike
    ballot_key_id = models.BinaryField(max_length=32, unique=True, null=True)
    document = models.BinaryField()
    signature = models.CharField(max_length=88)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="house", wave=None, ballot_key_id=None)
                | models.Q(kind="wave", wave__isnull=False, ballot_key_id__isnull=False),
                name="notice_names_what_its_kind_has",
            ),
        ]

    @cached_property
    def content(self) -> dict[str, Any]:
        """The document, parsed; it was checked when it was pinned."""
        content: dict[str, Any] = json.loads(bytes(self.document))
        return content

    @property
    def deadline(self) -> datetime:
        """When the last ballot is taken: `closes` and the hours of grace."""
        return instant(self.content["closes"]) + timedelta(hours=self.content["grace_hours"])

    @property
    def scope(self) -> str:
        """The wave id, 32 hex digits, which ballots, labels and envelopes are bound to."""
        wave: str = self.content["wave"]
        return wave

    @classmethod
    def chain(cls) -> list[str]:
        """All fingerprints, oldest first."""
        return in_order(dict(cls.objects.values_list("previous", "fingerprint")))


class LabelKeys(models.Model):
    """The public keys whose ids a wave's Notice lists, as `PUT /keys/` brought them."""

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, primary_key=True)
    document = models.BinaryField()


class Box(models.Model):
    """Where a wave's ballots go; its sealing seed is a file of the worker's."""

    class State(models.TextChoices):
        OPEN = "open"
        LABELS = "labels"
        ANSWERS = "answers"
        PUBLISHED = "published"

    MOVES = {
        State.OPEN: State.LABELS,  # frozen: no ballot comes in any more
        State.LABELS: State.ANSWERS,  # the published set is fixed (R5)
        State.ANSWERS: State.PUBLISHED,
    }

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, primary_key=True)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    document = models.BinaryField()
    signature = models.CharField(max_length=88)
    signer = models.BinaryField(max_length=32)  # public half of the installation key that signed

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "labels", "answers", "published"]), name="box_state_known"
            )
        ]

    def move(self, to: State) -> None:
        """Make the next move, by whoever holds the row's lock. Raises IllegalMove."""
        if self.MOVES.get(self.State(self.state)) != to:
            raise IllegalMove(f"{self.state} -> {to}")
        self.state = to
        self.save(update_fields=["state"])


class Ballot(models.Model):
    """A sealed envelope under a random id, and the serial of the pass that brought it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # The constraint's index serves, and `cast` takes the box from its row: the database need not look it up again.
    box = models.ForeignKey(Box, on_delete=models.PROTECT, db_index=False, db_constraint=False)
    serial = models.BinaryField(max_length=32)
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["box", "serial"], name="ballot_once_a_pass")]


class Chunk(models.Model):
    """A share of a frozen box's ballots: those with after < id <= upto."""

    pk = models.CompositePrimaryKey("box_id", "number")
    box = models.ForeignKey(Box, on_delete=models.PROTECT, db_index=False)
    number = models.PositiveIntegerField()
    after = models.UUIDField()
    upto = models.UUIDField()


class Partial(models.Model):
    """What one step of a count gave, wrapped under a key of the box; the first one written stays."""

    class Phase(models.TextChoices):
        LABELS = "labels"
        PLAN = "plan"
        ANSWERS = "answers"

    pk = models.CompositePrimaryKey("box_id", "phase", "number")
    box = models.ForeignKey(Box, on_delete=models.PROTECT, db_index=False)
    phase = models.CharField(max_length=7, choices=Phase)
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()


class Report(models.Model):
    """What a wave lets out, once and for good, with the list of the ballots that were counted."""

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, primary_key=True)
    fingerprint = models.CharField(max_length=64, unique=True)
    previous = models.CharField(max_length=64, unique=True, blank=True)  # the Report before, "" for the first
    document = models.BinaryField()
    signature = models.CharField(max_length=88)
    counted = models.BinaryField()
    counted_signature = models.CharField(max_length=88)

    @classmethod
    def published_notices(cls) -> list[str]:
        """The Notices of all Reports, oldest Report first."""
        notices = dict(cls.objects.values_list("fingerprint", "notice_id"))
        chain = in_order(dict(cls.objects.values_list("previous", "fingerprint")))
        return [notices[fingerprint] for fingerprint in chain if fingerprint in notices]

    @classmethod
    def head(cls) -> str:
        """The newest Report's fingerprint, "" when there is none."""
        followed = cls.objects.exclude(previous="").values("previous")
        return cls.objects.exclude(fingerprint__in=followed).values_list("fingerprint", flat=True).first() or ""


def in_order(after: dict[str, str]) -> list[str]:
    """A chain, from which fingerprint follows which; "" comes before the first."""
    chain, at = [], ""
    while at in after:
        at = after[at]
        chain.append(at)
    return chain
