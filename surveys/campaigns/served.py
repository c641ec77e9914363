"""What the blind door has served before: a digest for each group, of an invitation or of a person and month."""

from collections.abc import Iterable
from uuid import UUID

from .asking import Asking, Blank, digest
from .models import Invitation, Issued, IssuedSpare, SigningKey
from .terms import candle_month

SPARE = "spare"


def person(invitation: Invitation) -> UUID | None:
    """The employee invited, or None once they have left."""
    employee = invitation.employee
    return employee.pk if employee is not None and employee.is_active else None


def month_of_keys(blanks: Iterable[Blank]) -> str:
    """The month of the one candle key that all blanks name; "" where they do not name one."""
    try:
        [month] = {candle_month(blank.key_id) for blank in blanks}
    except (SigningKey.DoesNotExist, ValueError):
        return ""
    return month


def served(invitation: Invitation, asking: Asking) -> dict[str, bytes]:
    """The digest of each group served before; of spare passes, in the month of the key that is asked now."""
    rows = {group: bytes(known) for group, known in invitation.issued.values_list("group", "digest")}
    month = month_of_keys(asking.groups.get(SPARE, []))
    spare = IssuedSpare.objects.filter(employee=person(invitation), month=month).first() if month else None
    return rows | {SPARE: bytes(spare.digest)} if spare else rows


def remember(invitation: Invitation, asking: Asking, groups: list[str]) -> None:
    """Note what is about to be given out; what was noted before stays as it is."""
    digests = {group: digest(asking.groups[group]) for group in groups}
    spare, employee = digests.pop(SPARE, None), person(invitation)
    Issued.objects.bulk_create(
        [Issued(invitation=invitation, group=group, digest=what) for group, what in digests.items()],
        ignore_conflicts=True,
    )
    if spare and employee:
        month = month_of_keys(asking.groups[SPARE])
        row = IssuedSpare(employee_id=employee, month=month, digest=spare)
        IssuedSpare.objects.bulk_create([row], ignore_conflicts=True)
