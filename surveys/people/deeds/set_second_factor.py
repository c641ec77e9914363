"""Set or forget somebody's second factor from the server's own command line, or on another owner's word."""

import base64
import binascii

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password
from django.db import transaction

from crypto.refusal import Refusal

from ..models import Employee

SHORTEST = 16  # bytes of a shared secret, RFC 4226 section 4


class FactorRefused(Refusal):
    """Nobody's second factor was changed."""


def set_second_factor(*, employee: Employee, secret: str) -> None:
    """Codes from this secret (Base32, at least 128 bits) are the person's only second factor from now on.

    Sessions begun before end. Raises FactorRefused.
    """
    spelled = secret.upper().replace(" ", "").rstrip("=")
    try:
        decoded = base64.b32decode(spelled + "=" * (-len(spelled) % 8))
    except (binascii.Error, ValueError) as error:
        raise FactorRefused("the secret is not in Base32: letters A to Z and digits 2 to 7") from error
    if len(decoded) < SHORTEST:
        raise FactorRefused(f"the secret has {len(decoded)} bytes; take at least {SHORTEST}")
    with transaction.atomic():
        forget_second_factor(employee=employee)
        data = {"secret": encrypt(base64.b32encode(decoded).decode())}
        Authenticator.objects.create(user=employee, type=Authenticator.Type.TOTP, data=data)


def forget_second_factor(*, employee: Employee) -> int:
    """How many were forgotten, recovery codes among them; the person sets up another at the next sign-in.

    Whoever held a session under the lost factor holds it no more.
    """
    with transaction.atomic():
        forgotten, _ = Authenticator.objects.filter(user=employee).delete()
        end_sessions(employee)
    return forgotten


def end_sessions(employee: Employee) -> None:
    """Every session of this account ends: each is bound to the mark that stands for "no password"."""
    employee.password = make_password(None)
    employee.save(update_fields=["password"])
