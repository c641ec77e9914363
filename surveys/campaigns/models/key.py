"""Signing keys: made ahead into a stock, then given one purpose and scope for ever; private halves only wrapped."""

import base64
from typing import Self

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q

from crypto import keys, wrap
from crypto.refusal import Refusal


class GivenAlready(Refusal):
    """A wave has one ballot key, a month one candle key, a kind of rest one entitlement key a quarter."""

    status = 409


class SigningKey(models.Model):
    """One RSA key. Its id is the key id of RFC 9578, 64 hex digits; `scope` as in docs/protocol.md section 1."""

    class Purpose(models.TextChoices):
        STOCK = "stock"
        BALLOT = "ballot"
        LABEL = "label"
        CANDLE = "candle"
        ENTITLEMENT = "entitlement"

    id = models.CharField(max_length=64, primary_key=True)
    purpose = models.CharField(max_length=11, choices=Purpose, default=Purpose.STOCK)
    scope = models.CharField(max_length=32, blank=True)
    spki = models.BinaryField()
    wrapped = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["purpose", "scope"], name="key_by_purpose")]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "scope"],
                condition=Q(purpose__in=["ballot", "candle", "entitlement"]),
                name="key_once_a_scope",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.scope} {self.id[:8]}"

    @classmethod
    def make(cls) -> Self:
        """One more key in the stock; takes tens of milliseconds."""
        private = keys.new_signing_key()
        spki = keys.spki(private.public_key())
        name = keys.key_id(spki).hex()
        wrapped = wrap.wrap(_wrapping_key(), keys.private_bytes(private), context=_context(name))
        return cls.objects.create(id=name, spki=spki, wrapped=wrapped)

    @classmethod
    def fill(cls, target: int, *, at_most: int) -> int:
        """Make keys until the stock holds `target`, `at_most` of them now; how many were made."""
        missing = target - cls.objects.filter(purpose=cls.Purpose.STOCK).count()
        made = max(0, min(missing, at_most))
        for _ in range(made):
            cls.make()
        return made

    @classmethod
    def take(cls, count: int, *, purpose: Purpose, scope: str) -> list[Self]:
        """`count` keys out of the stock, made on the spot where it is empty, for this purpose from now on.

        Raises GivenAlready when the wave has its ballot key, the month its candle key, the kind and quarter its own.
        """
        try:
            with transaction.atomic():
                stock = cls.objects.select_for_update(skip_locked=True).filter(purpose=cls.Purpose.STOCK)
                taken = list(stock.order_by("id")[:count])
                taken += [cls.make() for _ in range(count - len(taken))]
                cls.objects.filter(pk__in=[key.pk for key in taken]).update(purpose=purpose, scope=scope)
        except IntegrityError as error:
            raise GivenAlready("another worker gave out this key first") from error
        return taken

    def public_text(self) -> str:
        """The SPKI as documents write it, in base64."""
        return base64.b64encode(bytes(self.spki)).decode()

    def private(self) -> RSAPrivateKey:
        """The private half. Raises BadWrap when it was made under another SECRET_KEY."""
        return keys.load_private(wrap.unwrap(_wrapping_key(), bytes(self.wrapped), context=_context(self.id)))


def _wrapping_key() -> bytes:
    return wrap.derive(settings.SECRET_KEY.encode(), purpose="campaigns signing keys")


def _context(key_id: str) -> str:
    return f"signing key {key_id}"
