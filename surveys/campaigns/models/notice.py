"""Notices: the one chain of public documents that the named side writes."""

from typing import Any, Self

from django.db import IntegrityError, models, transaction

from crypto import notice as documents
from crypto.installation import sign_document
from crypto.refusal import Refusal


class Overtaken(Refusal):
    """Somebody else appended to the chain first; the next tick tries again."""

    status = 409


class Notice(models.Model):
    """One document and its signature; the unique `previous` ("" for the first) is the lock that appends."""

    class Kind(models.TextChoices):
        HOUSE = "house"
        WAVE = "wave"

    fingerprint = models.CharField(max_length=64, primary_key=True)
    previous = models.CharField(max_length=64, unique=True, blank=True)
    kind = models.CharField(max_length=5, choices=Kind)
    scope = models.CharField(max_length=32)  # a house Notice's month, a wave Notice's wave id
    document = models.BinaryField()
    signature = models.CharField(max_length=88)
    delivered = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope"], condition=models.Q(kind="wave"), name="notice_once_a_wave")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.scope}"

    @classmethod
    def chain(cls) -> list[str]:
        """All fingerprints, oldest first."""
        after = dict(cls.objects.values_list("previous", "fingerprint"))
        chain, at = [], ""
        while at in after:
            at = after[at]
            chain.append(at)
        return chain

    @classmethod
    def head(cls) -> str:
        """The newest fingerprint, "" when there is none."""
        followed = cls.objects.exclude(previous="").values("previous")
        newest = cls.objects.exclude(fingerprint__in=followed).values_list("fingerprint", flat=True).first()
        return newest or ""

    @classmethod
    def newest_house(cls) -> Self | None:
        """The last house Notice of the chain."""
        houses = set(cls.objects.filter(kind=cls.Kind.HOUSE).values_list("fingerprint", flat=True))
        newest = next((name for name in reversed(cls.chain()) if name in houses), None)
        return cls.objects.get(pk=newest) if newest else None

    @classmethod
    def append(cls, document: dict[str, Any], *, seed: bytes, behind: str | None = None) -> Self:
        """Write `document` behind the head and sign it with the installation's 32-byte seed.

        `behind` is the head that the caller went by; the present one if left out. Raises Overtaken when another
        worker appended first, BadDocument when a field has the wrong shape.
        """
        head = cls.head() if behind is None else behind
        data = documents.encode(document | {"previous": head or None})
        return cls.keep(data, signature=sign_document(seed, data), delivered=False)

    @classmethod
    def keep(cls, data: bytes, *, signature: str, delivered: bool) -> Self:
        """Store a signed Notice as the new head. Raises Overtaken, BadDocument."""
        document = documents.read(data)
        kind = cls.Kind(document["kind"])
        try:
            with transaction.atomic():
                return cls.objects.create(
                    fingerprint=documents.fingerprint(data),
                    previous=document["previous"] or "",
                    kind=kind,
                    scope=document["month"] if kind == cls.Kind.HOUSE else document["wave"],
                    document=data,
                    signature=signature,
                    delivered=delivered,
                )
        except IntegrityError as error:
            raise Overtaken("another worker appended a Notice first") from error

    def read(self) -> dict[str, Any]:
        """The document, parsed."""
        return documents.read(bytes(self.document))
