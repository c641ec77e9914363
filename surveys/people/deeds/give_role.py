"""Give somebody a role, another one, or none: there is always an owner, and nobody changes their own role."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from crypto.refusal import Refusal

from ..fields import FieldError, read_email
from ..models import Employee, Role


class RoleRefused(Refusal):
    """Nobody's role was changed."""

    status = 409


@dataclass(frozen=True, slots=True)
class RoleChange:
    """What giving a role would do. `account` is None where one is made."""

    email: str
    account: Employee | None
    before: str
    role: str


def plan_role(*, email: str, role: str, giver: Employee | None = None, newcomer: bool = False) -> RoleChange:
    """What giving `role` ("" takes it away) to the account of `email` would do.

    `giver` is who does it by page; an account is made where there is none if `newcomer`. Raises RoleRefused.
    """
    if role not in ("", *Role.values):
        raise RoleRefused(_("there is no such role; write one of %(roles)s") % {"roles": ", ".join(Role.values)})
    address = _address(email)
    if giver and giver.email == address:
        raise RoleRefused(_("nobody changes their own role; ask another owner"))
    with transaction.atomic():  # where somebody acts on the plan, the owners stay locked until they have
        owners = set(Employee.objects.select_for_update().filter(role=Role.OWNER).values_list("email", flat=True))
    if owners == {address} and role != Role.OWNER:
        raise RoleRefused(_("this is the last owner; make somebody else an owner first"))
    account = Employee.objects.filter(email=address).first()
    if not account and not (newcomer and role):
        raise RoleRefused(_("nobody here has the address %(address)s; check its spelling") % {"address": address})
    return RoleChange(address, account, account.role if account else "", role)


def give_role(*, email: str, role: str, giver: Employee | None = None, newcomer: bool = False) -> RoleChange:
    """Do what `plan_role` says. Raises RoleRefused, and then nothing changed."""
    with transaction.atomic():
        change = plan_role(email=email, role=role, giver=giver, newcomer=newcomer)
        Employee.objects.update_or_create(email=change.email, defaults={"role": role})
    return change


def _address(email: str) -> str:
    try:
        return read_email(email)
    except FieldError as error:
        raise RoleRefused(str(error)) from error
