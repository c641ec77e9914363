"""What the room needs of the newest house Notice: whose badges it believes, the keepers' public keys, kinds of rest."""

from datetime import date

from django.db import models

ONLY = "newest"


class House(models.Model):
    """The newest house Notice that was pinned; one row."""

    name = models.CharField(primary_key=True, max_length=6, default=ONLY)
    notice = models.CharField(max_length=64)
    badge_key = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(name=ONLY), name="house_is_one")]


class Rota(models.Model):
    """The public keys of a rota's keepers."""

    slug = models.CharField(primary_key=True, max_length=20)
    position = models.PositiveIntegerField()  # in the Notice
    sealing = models.BinaryField()
    signing = models.BinaryField(max_length=32)
    rotated = models.DateField(null=True)  # the day from which this key replaced another

    def is_older_than(self, day: date) -> bool:
        """Whether whoever sealed something on `day` sealed it to this key, and not to the one that it replaced."""
        return self.rotated is None or self.rotated < day


class Kind(models.Model):
    """A kind of rest that passes of everybody's buy; keepers can offer no other."""

    slug = models.CharField(primary_key=True, max_length=20)
