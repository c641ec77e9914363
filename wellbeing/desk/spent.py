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
    found = SpentBreakPass.objects.filter(key_id=token.key_id.hex(), serial=token.nonce)
    own = _mark("given back", leave.employee_id, token.nonce)
    if found.filter(digest=own).update(digest=_mark_of(leave)) == 1:
        return True
    try:
        with transaction.atomic():
            SpentBreakPass.objects.create(key_id=token.key_id.hex(), serial=token.nonce, digest=_mark_of(leave))
    except IntegrityError:
        return False
    return True


def is_spent(token: Pass, employee: Employee) -> bool:
    """Whether this person can spend the pass no more."""
    own = _mark("given back", employee.pk, token.nonce)
    return SpentBreakPass.objects.filter(key_id=token.key_id.hex(), serial=token.nonce).exclude(digest=own).exists()


def give_back(leave: Leave) -> None:
    """The pass of `leave` may be redeemed again by the same person, and by nobody else."""
    for row in SpentBreakPass.objects.filter(digest=_mark_of(leave)):
        row.digest = _mark("given back", leave.employee_id, bytes(row.serial))
        row.save(update_fields=["digest"])


def spent_on(token: Pass, leaves: Iterable[Leave]) -> Leave | None:
    """Which of these the pass was spent on, if on any."""
    row = SpentBreakPass.objects.filter(key_id=token.key_id.hex(), serial=token.nonce).first()
    return next((leave for leave in leaves if row and bytes(row.digest) == _mark_of(leave)), None)


def _mark_of(leave: Leave) -> bytes:
    return _mark("leave", leave.id)


def _mark(what: str, whose: UUID, serial: bytes = b"") -> bytes:
    key = derive(settings.SECRET_KEY.encode(), purpose=f"desk spent passes, {what}")
    return hmac.digest(key, whose.bytes + serial, "sha256")
