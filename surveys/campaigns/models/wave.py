"""Campaigns and their waves: thresholds as constraints (R1), states as one table of allowed moves."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThanOrEqual

from .notice import Notice
from .questionnaire import Questionnaire

DEFAULT_K = 8
DEFAULT_GRACE_HOURS = 6


def smallest_m(k: int) -> int:
    """R1: the cohort minimum is at least ceil(1.4 k)."""
    return -(-14 * k // 10)


class IllegalMove(Exception):
    """The table of moves does not allow this one: a mistake of ours, not of a person."""


class Campaign(models.Model):
    """A series of waves with one floor `k` and one cohort minimum `m`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=150, unique=True)
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="campaigns")
    k = models.PositiveSmallIntegerField(default=DEFAULT_K)
    m = models.PositiveSmallIntegerField(default=smallest_m(DEFAULT_K))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(k__gte=5, k__lte=20), name="campaign_k_r1"),
            models.CheckConstraint(condition=Q(m__lte=1000), name="campaign_m_at_most_1000"),
            models.CheckConstraint(condition=GreaterThanOrEqual(F("m") * 10, F("k") * 14), name="campaign_m_r1"),
        ]

    def __str__(self) -> str:
        return self.name


class Wave(models.Model):
    """One run of a campaign; its id is the scope of its passes, `k`, `m` and questions stand in its Notice."""

    class State(models.TextChoices):
        PLANNED = "planned"
        ANNOUNCED = "announced"
        OPEN = "open"
        CLOSED = "closed"
        REFUSED = "refused"
        CANCELLED = "cancelled"

    MOVES = {
        State.PLANNED: {State.ANNOUNCED, State.REFUSED, State.CANCELLED},
        State.ANNOUNCED: {State.OPEN, State.CLOSED},  # closed unopened when no Box ever came
        State.OPEN: {State.CLOSED},
        State.CLOSED: set[State](),
        State.REFUSED: set[State](),
        State.CANCELLED: set[State](),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="waves")
    number = models.PositiveIntegerField()
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="waves")
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    grace_hours = models.PositiveSmallIntegerField(default=DEFAULT_GRACE_HOURS)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    reason = models.CharField(max_length=500, blank=True)  # why it was refused, in one sentence
    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, null=True, related_name="wave")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="wave_number_once"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="wave_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(grace_hours__lte=168), name="wave_grace_at_most_a_week"),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "refused", "cancelled"], notice=None)
                | Q(state__in=["announced", "open", "closed"], notice__isnull=False),
                name="wave_announced_with_a_notice",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign.name} {self.number}"

    @property
    def scope(self) -> str:
        """The wave id as documents and passes write it: 32 hex digits."""
        return self.id.hex

    def move(self, to: State, **changes: object) -> bool:
        """Claim the move for the caller: False when somebody else made it first. Raises IllegalMove."""
        before = self.State(self.state)
        if to not in self.MOVES[before]:
            raise IllegalMove(f"{before} -> {to}")
        won = Wave.objects.filter(pk=self.pk, state=before).update(state=to, **changes) == 1
        self.refresh_from_db()
        return won

    def before_this(self) -> Self | None:
        """The campaign's last announced wave before this one: what `follows` and `change` refer to."""
        earlier = type(self).objects.filter(campaign=self.campaign, number__lt=self.number, notice__isnull=False)
        return earlier.order_by("-number").first()


class Participation(models.Model):
    """R10: the whole organisation's participation on a day of an open wave, in steps of 5 points."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="participation")
    day = models.DateField()
    percent = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "day"], name="participation_once_a_day"),
            models.CheckConstraint(
                condition=Q(percent__in=list(range(0, 101, 5))), name="participation_in_steps_of_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wave} on {self.day}: {self.percent} %"
