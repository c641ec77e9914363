"""What the blind door has served before: a digest for each group, of an invitation or of a person and period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Model

from .asking import Asking, Blank, UnknownInvitation, digest
from .models import Collecting, Invitation, Issued, IssuedEntitlement, IssuedSpare, SigningKey
from .terms import scope_of

SPARE, ENTITLEMENTS = "spare", "entitlements"
GOOD_FOR = timedelta(days=1)  # after its own day, that a collecting token is good
# What is served by person, under which purpose of key, and how the column is called that says of when the key was.
BY_PERSON: Final[dict[str, tuple[str, type[Model], str]]] = {
    SPARE: (SigningKey.Purpose.CANDLE, IssuedSpare, "month"),
    ENTITLEMENTS: (SigningKey.Purpose.ENTITLEMENT, IssuedEntitlement, "quarter"),
}


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who asks: by an invitation, or, without one, by a collecting token; `person` is None once they have left."""

    invitation: Invitation | None
    person: UUID | None


def bearer_of(name: UUID, *, now: datetime) -> Bearer:
    """Whoever holds the token of this id. Raises UnknownInvitation."""
    found = Invitation.objects.select_related("wave", "employee").filter(pk=name).first()
    if found is not None:
        return Bearer(found, _who(found))
    good = Collecting.objects.select_related("employee").filter(day__gte=(now - GOOD_FOR).date())
    collecting = good.filter(pk=name).first()
    if collecting is None:
        raise UnknownInvitation("this invitation is not known, or its day has passed")
    return Bearer(None, _who(collecting))


def period_of(blanks: Iterable[Blank], purpose: str) -> str:
    """The one month or quarter of the keys of `purpose` that all blanks name; "" where they do not name one."""
    try:
        scopes = [scope_of(blank.key_id) for blank in blanks]
        [period] = {scope.rpartition(" ")[2] for _, scope in scopes}
    except (SigningKey.DoesNotExist, ValueError):
        return ""
    return period if all(found == purpose for found, _ in scopes) else ""


def served(bearer: Bearer, asking: Asking) -> dict[str, bytes]:
    """The digest of each group served before; of what goes by person, in the period of the keys asked now."""
    rows: dict[str, bytes] = {}
    if bearer.invitation is not None:
        rows = {group: bytes(known) for group, known in bearer.invitation.issued.values_list("group", "digest")}
    for group, (purpose, model, column) in BY_PERSON.items():
        period = period_of(asking.groups.get(group, []), purpose)
        if period and bearer.person is not None:
            mine = model._default_manager.filter(employee=bearer.person, **{column: period})
            rows.update((group, bytes(known)) for known in mine.values_list("digest", flat=True))
    return rows


def remember(bearer: Bearer, asking: Asking, groups: list[str]) -> None:
    """Note what is about to be given out; what was noted before stays as it is."""
    digests = {group: digest(asking.groups[group]) for group in groups}
    for group, (purpose, model, column) in BY_PERSON.items():
        if group in digests and bearer.person is not None:
            period = {column: period_of(asking.groups[group], purpose)}
            row = model(employee_id=bearer.person, digest=digests[group], **period)
            model._default_manager.bulk_create([row], ignore_conflicts=True)
    if bearer.invitation is not None:
        invited = [group for group in digests if group not in BY_PERSON]
        rows = [Issued(invitation=bearer.invitation, group=group, digest=digests[group]) for group in invited]
        Issued.objects.bulk_create(rows, ignore_conflicts=True)


def _who(row: Invitation | Collecting) -> UUID | None:
    employee = row.employee
    return employee.pk if employee is not None and employee.is_active else None
