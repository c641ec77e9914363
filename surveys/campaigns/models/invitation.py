"""Invitations and what was issued to whom. No times, no counters: ids are random and rows are rewritten nightly."""

import uuid

from django.conf import settings
from django.db import models

from .wave import Wave


class Invitation(models.Model):
    """One employee in one wave; `cohort` is the one label (32 hex digits) the invitation may be given."""

    class Mail(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        REFUSED = "refused"  # the mail server will never take this address

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="invitations")
    employee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    cohort = models.CharField(max_length=32)
    mail = models.CharField(max_length=7, choices=Mail, default=Mail.WAITING)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "employee"], name="invitation_once")]
        indexes = [models.Index(fields=["wave", "mail"], name="invitation_to_mail")]

    def __str__(self) -> str:
        return f"an invitation to {self.wave}"


class Issued(models.Model):
    """A group that was served on an invitation: its blinded bytes are remembered as a digest, and only they."""

    class Group(models.TextChoices):
        LABELS = "labels"
        BALLOT = "ballot"
        CANDLE = "candle"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="issued")
    group = models.CharField(max_length=6, choices=Group)
    digest = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["invitation", "group"], name="issued_once")]

    def __str__(self) -> str:
        return f"{self.group} of an invitation"


class IssuedSpare(models.Model):
    """Spare candle passes, which one person gets once a month, whatever invitations they hold."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    month = models.CharField(max_length=7)  # of the candle key that signed them: 2026-11
    digest = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "month"], name="spare_once_a_month")]

    def __str__(self) -> str:
        return f"spare passes of {self.month}"
