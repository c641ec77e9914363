"""What a manager sees: who of their groups is away when, and nothing else."""

import pytest

from tests.wellbeing.desk.booking import State, sentences
from wellbeing.desk.models import Leave

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "other_side")]


@pytest.fixture
def hal(person):
    """He leads Harbour, with Cranes below it."""
    return person("hal", group="harbour", leads=True)


def booked(someone, state: str = State.APPROVED, first: str = "2026-12-01", last: str = "2026-12-02") -> None:
    terms = {"kind_id": "day", "quarter": "2026-Q4", "first": first, "last": last}
    terms |= {"handed_in": "2026-11-20"} if state == State.WAITING else {}
    Leave.objects.create(employee=someone.employee, state=state, **terms)


def test_a_manager_sees_who_is_away_in_their_groups(hal, person):
    booked(person("ann"))
    booked(person("ben", group="harbour"), first="2026-11-23", last="2026-11-25")

    page = sentences(hal.client.get("/away/"))

    assert "Nov. 23, 2026 to Nov. 25, 2026 now Ben Harbour Dec. 1, 2026 to Dec. 2, 2026 Ann Cranes" in page


def test_a_manager_sees_neither_kind_nor_quarter_nor_when_it_was_asked(hal, person):
    booked(person("ann"))

    page = hal.client.get("/away/").content.decode()

    assert not [word for word in ("day of rest", "Q4", "Nov. 20", "2026-11-20", "ann@", "/leave/") if word in page]


@pytest.mark.parametrize("state", [State.WAITING, State.ASKED, State.DECLINED, State.CANCELLED])
def test_a_manager_sees_nothing_that_is_not_booked(hal, person, state):
    booked(person("ann"), state)

    page = sentences(hal.client.get("/away/"))

    assert "Nobody is away" in page
    assert "Ann" not in page


def test_a_manager_sees_nobody_elses_people_and_nothing_that_is_over(hal, person):
    booked(person("ann"), first="2026-11-02", last="2026-11-23")
    booked(person("ben", group="office"))
    booked(person("lea", group="root", leads=True))
    booked(hal)

    assert "Nobody is away" in sentences(hal.client.get("/away/"))


@pytest.mark.parametrize("who", [{}, {"role": "desk"}, {"role": "keeper"}, {"role": "owner"}])
def test_the_page_opens_to_managers_alone(person, who):
    assert person("oda", **who).client.get("/away/").status_code == 403
