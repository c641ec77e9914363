"""Who keeps candles now: an employee whose role says so, in a rota, under a number that only this side resolves."""

from django.db.models import QuerySet

from surveys.people.models import Employee
from surveys.people.rights import Right, holders, may

from .models import Keeper, Rota


def may_keep(employee: Employee) -> bool:
    """Whether this account may read candles at this moment, as the roster and its second factor stand."""
    return may(Employee.objects.filter(pk=employee.pk).first() or Employee(is_active=False), Right.KEEP_CANDLES)


def who_may() -> QuerySet[Employee]:
    """Everybody whose role is to keep candles, whether or not they have set up a second factor yet."""
    return Employee.objects.filter(is_active=True, role__in=holders(Right.KEEP_CANDLES))


def present(rota: Rota) -> QuerySet[Keeper]:
    """The keepers of a rota whose role still says so, by name."""
    return rota.keepers.filter(employee__in=who_may()).select_related("employee").order_by("employee__name", "number")


def keeper_of(employee: Employee) -> Keeper | None:
    """Where this employee keeps candles; who does not yet joins the first rota.

    None for whose role is another, and while there is no open rota.
    """
    if not who_may().filter(pk=employee.pk).exists():
        return None
    found = Keeper.objects.select_related("rota").filter(employee=employee).first()
    first = Rota.objects.filter(is_open=True).first()
    if found is not None or first is None:
        return found
    return Keeper.objects.get_or_create(employee=employee, defaults={"rota": first})[0]
