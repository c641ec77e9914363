"""Employees and groups: the roster as it stands today."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

NUMBER_SIZE = 64  # characters
EMAIL_SIZE = 254  # characters, RFC 5321 section 4.5.3.1.3 less the angle brackets
NAME_SIZE = 200  # characters
LANGUAGE_SIZE = 12  # characters of a code in settings.LANGUAGES


class Role(models.TextChoices):
    """What somebody runs here besides being an employee: one role an account, so nobody is keeper and desk.

    A manager is nobody's role: whoever `leads` a group on the roster reads its results.
    """

    OWNER = "owner", _("Owner")
    KEEPER = "keeper", _("Keeper")
    DESK = "desk", _("Leave desk")


class Group(models.Model):
    """A node of the organisation's one tree; the root stands for everybody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=NAME_SIZE)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    class Meta:
        constraints = [
            models.UniqueConstraint("parent", "name", name="one_group_of_a_name_under_a_parent"),
            models.UniqueConstraint(
                IsNull(models.F("parent"), True), condition=models.Q(parent__isnull=True), name="one_root_group"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EmployeeManager(BaseUserManager["Employee"]):
    """Finds people by their address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Employee":
        """The employee of an e-mail address. Raises Employee.DoesNotExist."""
        return self.get(email=(username or "").lower())


class Employee(AbstractBaseUser):
    """Someone on the roster, and the account that signs in by a code sent to `email`; nobody has a password.

    Whoever left is inactive and keeps only the number, so that they can return: no address, name, group, role or
    language. An owner who is not on the roster has no number and no group.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Null and not "", since many may have none and no two the same.
    number = models.CharField(max_length=NUMBER_SIZE, null=True, unique=True)  # noqa: DJ001
    email = models.EmailField(max_length=EMAIL_SIZE, null=True, unique=True)  # noqa: DJ001  lower case
    password = models.CharField(max_length=128, default="!", editable=False)  # Django's mark for "none"
    last_login = None  # nobody needs to know when somebody was here
    name = models.CharField(max_length=NAME_SIZE, blank=True, default="")
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="employees")
    leads = models.BooleanField(default=False)  # the group; the answer then counts in the parent (R3)
    is_active = models.BooleanField(default=True)
    role = models.CharField(max_length=6, choices=Role.choices, blank=True, default="")
    language = models.CharField(max_length=LANGUAGE_SIZE, blank=True, default="")  # "": as the browser says
    chose_language = models.BooleanField(default=False)  # by themselves: the roster no longer changes it

    objects: ClassVar[EmployeeManager] = EmployeeManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="an_address_is_in_lower_case"),
            models.CheckConstraint(
                condition=models.Q(is_active=False) | models.Q(email__isnull=False),
                name="who_is_here_has_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(is_active=True)
                | models.Q(group__isnull=True, email__isnull=True, name="", leads=False)
                & models.Q(role="", language="", chose_language=False),
                name="who_left_keeps_a_number_alone",
            ),
            models.CheckConstraint(condition=models.Q(role__in=["", *Role.values]), name="a_role_is_one_of_these"),
        ]

    def __str__(self) -> str:
        return self.name or self.email or ""
