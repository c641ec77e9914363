"""Flags and what they need: keys, house Boxes, passes that were spent, batches that are opened together."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models

from ..months import PASSES_LAST, ROUTERS_LAST, months_since


class CandleKey(models.Model):
    """A public key whose passes carry flags; its house Notice said so."""

    key_id = models.BinaryField(primary_key=True, max_length=32)
    month = models.CharField(max_length=7)
    spki = models.BinaryField()

    def is_good(self, now: datetime) -> bool:
        """Its passes are good for its month and the three after."""
        return months_since(self.month, now) <= PASSES_LAST


class RouterKey(models.Model):
    """The public half of a month's router key; the other half is a file of the worker's."""

    id = models.BinaryField(primary_key=True, max_length=32)  # SHA-256 of `public`
    month = models.CharField(max_length=7, unique=True)
    public = models.BinaryField()

    def is_open(self, now: datetime) -> bool:
        """It still takes flags."""
        return months_since(self.month, now) <= ROUTERS_LAST


class HouseBox(models.Model):
    """The document that answers one house Notice; empty until the worker has made it."""

    notice = models.CharField(primary_key=True, max_length=64)
    month = models.CharField(max_length=7)
    breaks = models.CharField(max_length=300, blank=True)  # kinds and quarters of its break keys: "day 2026-Q4,..."
    document = models.BinaryField(null=True)
    signature = models.CharField(max_length=88, default="")

    def scopes(self) -> list[str]:
        """The scopes of the break keys that the Box names, in the order of its Notice."""
        return self.breaks.split(",") if self.breaks else []


class SpentPass(models.Model):
    """A candle pass that brought its flag; the digest tells the same flag again from another one.

    A flag without a pass stands here under its router key's id and its own digest.
    """

    pk = models.CompositePrimaryKey("key_id", "serial")
    key_id = models.BinaryField(max_length=32)
    serial = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)  # SHA-256 of the whole flag


class Batch(models.Model):
    """Flags that will be opened together, so that none of them is opened alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)


class Flag(models.Model):
    """A sealed checkbox that waits for the router."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    router = models.ForeignKey(RouterKey, on_delete=models.PROTECT)
    sealed = models.BinaryField()
    day = models.DateField()
    bare = models.BooleanField(default=False)  # it came without a pass, so that it hides nobody and nobody vouches
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True)

    @classmethod
    def waiting(cls) -> "models.QuerySet[Self]":
        """Those in whose company a flag would be opened; bare ones could all be one person's, and do not count."""
        return cls.objects.filter(batch=None, bare=False)
