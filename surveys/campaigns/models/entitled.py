"""What a person may have whatever invitations they hold: a quarter's passes for rest, and tokens to collect by."""

import uuid

from django.conf import settings
from django.db import models


class IssuedEntitlement(models.Model):
    """The entitlement passes of a quarter, which one person gets once, all of them together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    quarter = models.CharField(max_length=7)  # of the keys that signed them: 2026-Q4
    digest = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "quarter"], name="entitlements_once_a_quarter")]

    def __str__(self) -> str:
        return f"entitlement passes of {self.quarter}"


class Collecting(models.Model):
    """A token by which somebody who signed in collects what is theirs as a person; good for its day and the next."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "day"], name="collecting_once_a_day")]

    def __str__(self) -> str:
        return f"a token of {self.day}"
