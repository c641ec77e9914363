"""Importing: people and groups become what the file says, all of it or nothing."""

import time
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys.people.deeds.import_roster import Overtaken, import_roster
from surveys.people.models import Employee, Group
from surveys.people.plan import plan_import
from surveys.people.roster import Roster, RosterRefused, read_roster

pytestmark = pytest.mark.django_db


def roster(*rows: str, columns: str = "employee_id,email,group") -> Roster:
    return read_roster("\n".join([columns, *rows]).encode())


def numbers(people) -> list[str]:
    return [one.number for one in people]


def people() -> list[tuple]:
    """Everyone as the database has them now."""
    rows = Employee.objects.order_by("number", "email")
    return list(rows.values_list("number", "email", "group__name", "leads", "is_active"))


def test_the_first_import_makes_the_tree_and_everyone():
    import_roster(roster=roster("1,ann@x.org,Ops / Night", "2,bob@x.org,Everybody", "3,cy@x.org,Everybody / Ops"))

    assert people() == [
        ("1", "ann@x.org", "Night", False, True),
        ("2", "bob@x.org", "Everybody", False, True),
        ("3", "cy@x.org", "Ops", False, True),
    ]
    assert list(Group.objects.order_by("name").values_list("name", "parent__name")) == [
        ("Everybody", None),
        ("Night", "Ops"),
        ("Ops", "Everybody"),
    ]


def test_the_organisations_name_is_taken_from_the_settings(settings):
    settings.ORGANISATION_NAME = "Hill Farm"

    import_roster(roster=roster("1,ann@x.org,Hill Farm / Barn"))

    assert set(Group.objects.values_list("name", "parent__name")) == {("Hill Farm", None), ("Barn", "Hill Farm")}


def test_a_preview_sorts_everybody_and_changes_nothing():
    import_roster(roster=roster("1,a@x.org,A", "2,b@x.org,A", "3,c@x.org,A", "4,d@x.org,A", "5,e@x.org,A"))
    import_roster(roster=roster("1,a@x.org,A", "2,b@x.org,A", "3,c@x.org,A", "4,d@x.org,A"))
    before = people()

    preview = plan_import(roster("1,a@x.org,A", "2,b@x.org,B / C", "3,new@x.org,A", "5,e@x.org,A", "6,f@x.org,A"))

    assert numbers(preview.joiners) == ["6"]
    assert numbers(preview.returning) == ["5"]
    assert numbers(preview.movers) == ["2"]
    assert numbers(preview.changed) == ["3"]
    assert numbers(preview.leavers) == ["4"]
    assert preview.new_groups == ("B", "B / C")
    assert people() == before
    assert Group.objects.count() == 2


def test_leavers_keep_their_number_alone_and_can_return():
    import_roster(
        roster=roster("1,a@x.org,A,Ann,yes", "2,b@x.org,A,Bob,no", columns="employee_id,email,group,name,leads")
    )
    ann = Employee.objects.get(number="1")

    import_roster(roster=roster("2,b@x.org,A"))
    left = people()
    import_roster(roster=roster("1,a@x.org,A", "2,b@x.org,A"))

    assert left == [("1", None, None, False, False), ("2", "b@x.org", "A", False, True)]
    assert people() == [("1", "a@x.org", "A", False, True), ("2", "b@x.org", "A", False, True)]
    assert Employee.objects.get(number="1").id == ann.id


def test_columns_that_the_file_lacks_stay_as_they_were():
    import_roster(roster=roster("1,a@x.org,A,Ann,yes", columns="employee_id,email,group,name,leads"))

    import_roster(roster=roster("1,a@x.org,B"))

    assert list(Employee.objects.values_list("name", "leads", "group__name")) == [("Ann", True, "B")]


def test_people_who_swap_addresses_both_get_them():
    import_roster(roster=roster("1,a@x.org,A", "2,b@x.org,A"))

    import_roster(roster=roster("1,b@x.org,A", "2,a@x.org,A"))

    assert [row[:2] for row in people()] == [("1", "b@x.org"), ("2", "a@x.org")]


def test_a_leavers_address_may_go_to_a_joiner():
    import_roster(roster=roster("1,office@x.org,A"))

    import_roster(roster=roster("2,office@x.org,A"))

    assert [row[:2] for row in people()] == [("1", None), ("2", "office@x.org")]


def test_allauths_copy_of_an_address_goes_with_the_address():
    import_roster(roster=roster("1,a@x.org,A", "2,b@x.org,A", "3,c@x.org,A"))
    for one in Employee.objects.all():
        EmailAddress.objects.create(user=one, email=one.email, primary=True, verified=True)

    import_roster(roster=roster("1,new@x.org,A", "3,c@x.org,A"))

    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["c@x.org"]


def test_an_owner_without_a_number_stays_and_joins_by_their_address():
    owner = Employee.objects.create(email="o@x.org", role="owner")
    import_roster(roster=roster("1,a@x.org,A"))
    untouched = Employee.objects.get(id=owner.id)

    import_roster(roster=roster("1,a@x.org,A", "2,O@x.org,A"))

    assert (untouched.is_active, untouched.number) == (True, None)
    joined = Employee.objects.get(id=owner.id)
    assert (joined.number, joined.group.name, joined.role) == ("2", "A", "owner")


def test_an_address_of_another_account_is_refused_and_nothing_changes():
    import_roster(roster=roster("1,a@x.org,A"))
    Employee.objects.create(email="o@x.org", role="owner")
    before = people()

    with pytest.raises(RosterRefused) as refused:
        import_roster(roster=roster("9,z@x.org,New", "1,o@x.org,A"))

    assert [(error.row, error.column) for error in refused.value.errors] == [(3, "email")]
    assert people() == before
    assert not Group.objects.filter(name="New").exists()


def test_importing_the_same_file_again_changes_nothing():
    same = roster("1,a@x.org,A", "2,b@x.org,B")
    import_roster(roster=same)

    again = import_roster(roster=same)

    assert (again.written, again.leavers, again.new_groups) == ((), (), ())


def queries(mail: str) -> int:
    """How many statements an import of 900 people takes."""
    rows = [f"{n},{mail}{n}@x.org,G{n % 5} / H{n % 7}" for n in range(900)]
    with CaptureQueriesContext(connection) as captured:
        import_roster(roster=roster(*rows))
    return len(captured)


def test_no_statement_is_made_for_each_row():
    joining = queries("a")
    readdressing = queries("b")

    assert max(joining, readdressing) < 40


def somebody_waits_for_us() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))")
        return cursor.fetchone() is not None


@pytest.mark.django_db(transaction=True)
def test_a_first_import_that_another_overtakes_is_refused_and_changes_nothing():
    def second() -> None:
        try:
            import_roster(roster=roster("2,bob@x.org,B"))
        finally:
            connection.close()

    def start_the_second(*_: int) -> None:  # the first has written all and not yet committed
        late.append(pool.submit(second))
        patience = time.monotonic() + 30
        while not somebody_waits_for_us() and time.monotonic() < patience:
            time.sleep(0.01)

    late: list[Future[None]] = []
    with ThreadPoolExecutor(1) as pool:
        import_roster(roster=roster("1,ann@x.org,A"), progress=start_the_second)

        with pytest.raises(Overtaken, match="another import made the first groups"):
            late[0].result(timeout=30)

    assert people() == [("1", "ann@x.org", "A", False, True)]
    assert set(Group.objects.values_list("name", flat=True)) == {"Everybody", "A"}


def test_progress_is_told_to_the_last_person():
    told: list[tuple[int, int]] = []

    import_roster(roster=roster(*(f"{n},p{n}@x.org,A" for n in range(1500))), progress=lambda *of: told.append(of))

    assert told == [(1000, 1500), (1500, 1500)]
