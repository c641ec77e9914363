"""Rotas, who keeps candles in them, and the keepers' keys: public records, and copies that only a browser opens."""

import secrets
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

MOST_ROTAS = 6  # that a house Notice lists


def new_number() -> str:
    """32 hex digits at random: what a badge says instead of a name."""
    return secrets.token_hex(16)


class Rota(models.Model):
    """A group of keepers whom an employee may choose to reach; names by language."""

    slug = models.CharField(max_length=20, primary_key=True)
    name = models.JSONField()
    about = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=True)  # closed, it is published no longer and nobody can choose it
    must_rotate = models.BooleanField(default=False)  # somebody who held a copy of the key keeps no candles any more

    class Meta:
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(condition=Q(slug__regex=r"^[a-z0-9-]{1,20}$"), name="a_rota_is_named_in_documents")
        ]

    def __str__(self) -> str:
        return self.slug

    def current_key(self) -> "KeepersKey | None":
        """The newest key, under which new candles are sealed."""
        return self.keys.order_by("-place").first()


class Keeper(models.Model):
    """An employee who keeps candles in one rota; only this side can tell whose number it is."""

    employee = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    rota = models.ForeignKey(Rota, on_delete=models.PROTECT, related_name="keepers")
    number = models.CharField(max_length=32, unique=True, default=new_number)

    def __str__(self) -> str:
        return f"keeper {self.number[:8]}"


class KeepersKey(models.Model):
    """One key of a rota, named by the fingerprint of its record, which is signed under the key before it."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    rota = models.ForeignKey(Rota, on_delete=models.PROTECT, related_name="keys")
    place = models.PositiveSmallIntegerField()  # in the rota's chain, from 1
    record = models.BinaryField()
    signature = models.CharField(max_length=88)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rota", "place"], name="keepers_keys_form_one_chain"),
            models.CheckConstraint(condition=Q(place__gte=1), name="a_chain_of_keys_begins_at_one"),
        ]

    def __str__(self) -> str:
        return f"key {self.place} of {self.rota_id}"


class Copy(models.Model):
    """The secret of a key, wrapped in a browser under what one keeper knows.

    The kit is in a drawer and is nobody's; nor are retired secrets, which are wrapped under the one that replaced them.
    """

    class How(models.TextChoices):
        PASSPHRASE = "passphrase"  # noqa: S105  no secret: the word for how it is wrapped
        HANDOVER = "handover"  # under a code that a colleague was told
        KIT = "kit"
        RETIRED = "retired"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(KeepersKey, on_delete=models.CASCADE, related_name="copies")
    how = models.CharField(max_length=10, choices=How)
    keeper = models.ForeignKey(Keeper, on_delete=models.CASCADE, null=True, related_name="copies")
    copy = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "how", "keeper"], name="one_copy_a_keeper_and_kind"),
            models.UniqueConstraint(fields=["key"], condition=Q(how="kit"), name="one_kit_a_key"),
            models.CheckConstraint(
                condition=Q(how__in=["kit", "retired"], keeper__isnull=True)
                | Q(how__in=["passphrase", "handover"], keeper__isnull=False),
                name="a_kit_is_nobodys",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.how} of {self.key}"

    @classmethod
    def held_by(cls, keeper: Keeper) -> "models.QuerySet[Self]":
        """What this keeper may try to open: their own copies, and what is nobody's in their rota."""
        return cls.objects.filter(Q(keeper=keeper) | Q(keeper=None, key__rota=keeper.rota_id))
