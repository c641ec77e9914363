"""Give somebody a role, another one, or none: there is always an owner, and nobody changes their own role."""

from django.db import transaction

from crypto.refusal import Refusal

from ..fields import FieldError, read_email
from ..models import Employee, Role


class RoleRefused(Refusal):
    """Nobody's role was changed."""

    status = 409


def give_role(*, email: str, role: str, giver: Employee | None = None, newcomer: bool = False) -> Employee:
    """The account of `email`, now with `role` ("" takes the role away); made where there is none if `newcomer`.

    `giver` is who does it by page. Raises RoleRefused.
    """
    if role not in ("", *Role.values):
        raise RoleRefused(f"there is no role {role[:20]}; write one of {', '.join(Role.values)}")
    address = _address(email)
    if giver and giver.email == address:
        raise RoleRefused("nobody changes their own role; ask another owner")
    with transaction.atomic():
        owners = set(Employee.objects.select_for_update().filter(role=Role.OWNER).values_list("email", flat=True))
        if owners == {address} and role != Role.OWNER:
            raise RoleRefused("this is the last owner; make somebody else an owner first")
        if not newcomer and not Employee.objects.filter(email=address).exists():
            raise RoleRefused(f"nobody here has the address {address}; check its spelling")
        return Employee.objects.update_or_create(email=address, defaults={"role": role})[0]


def _address(email: str) -> str:
    try:
        return read_email(email)
    except FieldError as error:
        raise RoleRefused(str(error)) from error
