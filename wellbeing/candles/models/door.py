"""Blind door 2: its keys, private halves wrapped; what was spent at it; what it says to everybody."""

from datetime import datetime
from typing import Self

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.conf import settings
from django.db import models

from crypto import keys, wrap
from crypto.quarters import is_good, quarter_of


class WrongSecret(Exception):
    """A break key was wrapped under another SECRET_KEY: the installation must be set right, nobody can do otherwise."""


class EntitlementKey(models.Model):
    """A public key of the named side's: its passes are exchanged for break passes of the same kind and quarter."""

    key_id = models.BinaryField(primary_key=True, max_length=32)
    kind = models.CharField(max_length=20)
    quarter = models.CharField(max_length=7)
    spki = models.BinaryField()

    @property
    def scope(self) -> str:
        return f"{self.kind} {self.quarter}"

    def is_good(self, now: datetime) -> bool:
        """Its passes are good in its quarter and the next."""
        return is_good(self.quarter, now)


class BreakKey(models.Model):
    """The key that signs a quarter's break passes of one kind, unread. Its id is the key id of RFC 9578."""

    id = models.BinaryField(primary_key=True, max_length=32)
    kind = models.CharField(max_length=20)
    quarter = models.CharField(max_length=7)
    spki = models.BinaryField()
    wrapped = models.BinaryField()
    enough = models.BooleanField(default=False)  # so many were signed that one points at nobody; looked at once a day

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "quarter"], name="break_key_once_a_quarter")]

    @classmethod
    def of(cls, kind: str, quarter: str) -> Self:
        """The key of a kind and quarter, made when it is missing (tens of milliseconds); the first one made stays."""
        found = cls.objects.filter(kind=kind, quarter=quarter).first()
        return found or cls.objects.get_or_create(kind=kind, quarter=quarter, defaults=_new())[0]

    def is_now(self, now: datetime) -> bool:
        """Whether it signs what is taken of offers today."""
        return self.quarter == quarter_of(now)

    def is_good(self, now: datetime) -> bool:
        """Its passes are good in its quarter and the next."""
        return is_good(self.quarter, now)

    def private(self) -> RSAPrivateKey:
        """The private half. Raises WrongSecret."""
        try:
            private = wrap.unwrap(_wrapping_key(), bytes(self.wrapped), context=_context(bytes(self.id).hex()))
        except wrap.BadWrap as error:
            raise WrongSecret("web processes and workers of this side need the same SECRET_KEY") from error
        return keys.load_private(private)


class BreaksDocument(models.Model):
    """Which break passes are out, for everybody: one row, written again each day."""

    name = models.CharField(primary_key=True, max_length=6, default="newest")
    day = models.DateField()
    document = models.BinaryField()
    signature = models.CharField(max_length=88)


class SpentEntitlement(models.Model):
    """An entitlement pass that was exchanged; the digest tells the same request again from another one."""

    pk = models.CompositePrimaryKey("key_id", "serial")
    key_id = models.BinaryField(max_length=32)
    serial = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)  # SHA-256 of the break key's id and the blinded message


class UsedChallenge(models.Model):
    """A challenge that a request answered, so that none is answered twice."""

    digest = models.BinaryField(primary_key=True, max_length=32)
    day = models.DateField()  # until when it must be remembered


def _new() -> dict[str, bytes]:
    private = keys.new_signing_key()
    spki = keys.spki(private.public_key())
    name = keys.key_id(spki)
    wrapped = wrap.wrap(_wrapping_key(), keys.private_bytes(private), context=_context(name.hex()))
    return {"id": name, "spki": spki, "wrapped": wrapped}


def _wrapping_key() -> bytes:
    return wrap.derive(settings.SECRET_KEY.encode(), purpose="candles break keys")


def _context(key_id: str) -> str:
    return f"break key {key_id}"
