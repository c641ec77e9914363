"""Which passes are spent, beside no name: keyed marks that only this side's secret can hold against a booking."""

import hmac
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from crypto.passes import Pass
from crypto.wrap import derive
from surveys.people.models import Employee

from .models import Leave, SpentBreakPass


def spend(token: Pass, leave: Leave) -> bool:
    """Spend the pass on `leave`: False when it is spent, or was given back to somebody else."""
    name, now = token.key_id.hex(), _marks("leave", leave.id)[0]
    own = _marks("given back", leave.employee_id, token.nonce)
    if SpentBreakPass.objects.filter(key_id=name, serial=token.nonce, digest__in=own).update(digest=now) == 1:
        return True
    try:
        with transaction.atomic():
            SpentBreakPass.objects.create(key_id=name, serial=token.nonce, digest=now)
    except IntegrityError:
        return False
    return True


def is_spent(token: Pass, employee: Employee) -> bool:
    """Whether this person can spend the pass no more."""
    own = _marks("given back", employee.pk, token.nonce)
    found = SpentBreakPass.objects.filter(key_id=token.key_id.hex(), serial=token.nonce)
    return found.exclude(digest__in=own).exists()


def give_back(leave: Leave) -> None:
    """The pass of `leave` may be redeemed again by the same person, and by nobody else."""
    for row in SpentBreakPass.objects.filter(digest__in=_marks("leave", leave.id)):
        row.digest = _marks("given back", leave.employee_id, bytes(row.serial))[0]
        row.save(update_fields=["digest"])


def spent_on(token: Pass, leaves: Iterable[Leave]) -> Leave | None:
    """Which of these the pass was spent on, if on any."""
    row = SpentBreakPass.objects.filter(key_id=token.key_id.hex(), serial=token.nonce).first()
    return next((leave for leave in leaves if row and bytes(row.digest) in _marks("leave", leave.id)), None)


def _marks(what: str, whose: UUID, serial: bytes = b"") -> list[bytes]:
    """The mark as it is written now, then as it was under secrets that were replaced."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [derive(secret.encode(), purpose=f"desk spent passes, {what}") for secret in secrets]
    return [hmac.digest(key, whose.bytes + serial, "sha256") for key in keys]
