"""Make an owner: whoever runs this installation and reads every Report."""

from django.db import transaction
from django.utils.translation import gettext as _

from crypto.refusal import Refusal

from ..fields import FieldError, read_email
from ..models import Employee, Role


class OwnerRefused(Refusal):
    """Nobody was made an owner."""


def make_owner(*, email: str, another: bool = False) -> Employee:
    """The account of `email` as an owner, made where there is none.

    Raises OwnerRefused for what is no address, and for a second owner unless `another`.
    """
    try:
        address = read_email(email)
    except FieldError as error:
        raise OwnerRefused(str(error)) from error
    with transaction.atomic():
        owners = list(Employee.objects.select_for_update().filter(role=Role.OWNER, is_active=True))
        if owners and not another and all(owner.email != address for owner in owners):
            raise OwnerRefused(_("there is an owner already; say --another to make one more"))
        return Employee.objects.update_or_create(email=address, defaults={"role": Role.OWNER})[0]
