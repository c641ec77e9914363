"""Import a roster: all of it in one transaction, or nothing."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat, Lower
from django.utils.translation import gettext as _

from crypto.refusal import Refusal

from ..models import Employee, Group
from ..plan import Preview, plan_import
from ..roster import Roster

BATCH = 1000  # rows a statement
WRITTEN = ["number", "email", "name", "group", "leads", "language", "is_active"]
NOTHING: dict[str, Any] = {"leads": False, "role": "", "language": "", "chose_language": False}


class Overtaken(Refusal):
    """The roster became another in between, and this import changed nothing."""

    status = 409


def import_roster(
    *, roster: Roster, expected: str = "", progress: Callable[[int, int], None] = lambda done, of: None
) -> Preview:
    """Make people and groups what `roster` says; what was done. `progress` is told people written, and of how many.

    `expected` is the fingerprint of the preview that somebody looked at; nothing else is then done. Leavers become
    inactive and keep only their number. Raises RosterRefused or Overtaken, and then nothing changed.
    """
    with transaction.atomic():
        list(Group.objects.select_for_update().filter(parent=None))  # one import at a time
        preview = plan_import(roster)
        if expected and preview.fingerprint != expected:
            raise Overtaken(_("the roster has changed since you looked; look at the changes again"))
        _plant(preview.groups)
        _see_off([leaver.id for leaver in preview.leavers])
        _free_addresses(preview.readdressed)
        _write(preview.written, progress)
    return preview


def _plant(groups: Sequence[Group]) -> None:
    try:
        Group.objects.bulk_create(groups, batch_size=BATCH)
    except IntegrityError as error:  # before there is a root, nothing holds a second import back
        raise Overtaken(
            _("another import made the first groups at this moment; look at it, and import again")
        ) from error


def _see_off(leavers: Sequence[UUID]) -> None:
    for start in range(0, len(leavers), BATCH):
        some = leavers[start : start + BATCH]
        Employee.objects.filter(id__in=some).update(is_active=False, email=None, name="", group=None, **NOTHING)
        EmailAddress.objects.filter(user__in=some).delete()  # allauth's own copy would still sign in
        Authenticator.objects.filter(user__in=some).delete()


def _free_addresses(readdressed: Sequence[UUID]) -> None:
    """Two people may swap addresses: each takes one for the moment that nobody else can have."""
    own = Lower(Concat(Cast("id", CharField()), Value("@moving.invalid")))  # RFC 2606
    for start in range(0, len(readdressed), BATCH):
        some = readdressed[start : start + BATCH]
        Employee.objects.filter(id__in=some).update(email=own)
        EmailAddress.objects.filter(user__in=some).delete()


def _write(people: Sequence[Employee], progress: Callable[[int, int], None]) -> None:
    for start in range(0, len(people), BATCH):
        some = people[start : start + BATCH]
        # An upsert by id: one statement for those who join and those who change.
        Employee.objects.bulk_create(some, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN)
        progress(start + len(some), len(people))
