"""The leave book: what the desk sees and what it never sees, and deciding."""

from datetime import timedelta

import pytest
import time_machine

from tests.wellbeing.desk.booking import NOW, State, sentences, states
from wellbeing.desk.models import BreakKind, Leave, LeaveMail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "other_side")]


@pytest.fixture
def desk(person):
    return person("dora", role="desk", group="office")


@pytest.fixture
def asked(person, other_side):
    ann = person()
    ann.ask(other_side.pass_for(), when="today")
    return ann


def booked(person, *names: str, day: str = "2026-12-01", kind: str = "day") -> None:
    """Approved leave of these people on one day."""
    for name in names:
        terms = {"kind_id": kind, "quarter": "2026-Q4", "first": day, "last": day}
        Leave.objects.create(employee=person(name).employee, state=State.APPROVED, **terms)


def test_the_desk_sees_person_kind_and_days(desk, asked):
    page = sentences(desk.client.get("/leave/"))

    assert "Ann Dec. 1, 2026 A day of rest" in page


def test_the_desk_sees_nothing_that_waits_or_was_cancelled(desk, person, other_side):
    ann, ben = person(), person("ben")
    ann.ask(other_side.pass_for())
    ben.ask(other_side.pass_for(), when="today")
    ben.client.post(f"/rest/{ben.leave().pk}/cancel/")

    page = sentences(desk.client.get("/leave/"))
    addresses = [f"/leave/{one.leave().pk}/" for one in (ann, ben)]

    assert "Nothing is asked" in page
    assert "Ann" not in page
    assert "Ben" not in page
    assert [desk.client.get(address).status_code for address in addresses] == [404, 404]
    assert [desk.client.post(address, {"do": "approve"}).status_code for address in addresses] == [404, 404]
    assert states() == ["cancelled", "waiting"]


def test_the_desk_sees_neither_quarter_nor_group_nor_when_it_was_handed_in(desk, person, other_side):
    other_side.show("day", "2026-Q3")
    ann = person()
    with time_machine.travel(NOW - timedelta(days=3), tick=False):
        ann.ask(other_side.pass_for("day", "2026-Q3"), when="today")
    leave = ann.leave()

    pages = [desk.client.get(address).content.decode() for address in ("/leave/", f"/leave/{leave.pk}/")]

    for page in pages:
        assert not [word for word in ("2026-Q3", "Q3", "Cranes", "Nov. 21", "2026-11-21", "ann@") if word in page]


def test_what_is_asked_comes_first_and_by_date(desk, person, other_side):
    for name, day in (("ben", "2026-12-09"), ("ann", "2026-12-02"), ("cem", "2026-12-05")):
        person(name).ask(other_side.pass_for(), day, when="today")
    booked(person, "zoe", day="2026-11-30")

    page = sentences(desk.client.get("/leave/"))

    order = [page.index(f" {name} ") for name in ("Ann", "Cem", "Ben", "Zoe")]
    assert order == sorted(order)


def test_the_room_of_the_fullest_day_is_seen_at_a_glance(desk, person, other_side):
    booked(person, "ben", "cem", day="2026-12-02")
    booked(person, "dee", day="2026-12-01")
    booked(person, "eve", day="2026-12-02", kind="half-day")
    person().ask(other_side.pass_for(), "2026-12-01", "2026-12-03", when="today")

    page = sentences(desk.client.get("/leave/"))

    assert "2 of 20 away on Dec. 2, 2026, the fullest of these days" in page


def test_approving_books_and_tells(desk, asked):
    answer = desk.client.post(f"/leave/{asked.leave().pk}/", {"do": "approve"}, follow=True)

    assert "Booked for Ann: Dec. 1, 2026." in sentences(answer)
    assert states() == ["approved"]
    assert list(LeaveMail.objects.values_list("reader", "what")) == [(asked.employee.pk, "booked")]


def test_a_full_day_is_approved_only_when_it_is_asked_for_once_more(desk, asked, person):
    BreakKind.objects.filter(pk="day").update(capacity=2)
    booked(person, "ben", "cem")

    told = desk.decide(asked.leave(), do="approve")
    before = states()
    desk.decide(asked.leave(), do="approve", sure="yes")

    assert "is full: with this there would be 3 away, and 2 can be." in sentences(told)
    assert (before.count("asked"), states().count("asked")) == (1, 0)


def test_declining_needs_a_sentence_and_the_employee_reads_it(desk, asked):
    empty = desk.decide(asked.leave(), do="decline", note=" ")
    answer = desk.decide(asked.leave(), do="decline", note="That week is inventory;\nthe next one is free.")

    assert (empty.status_code, answer.status_code) == (409, 302)
    assert "Write one sentence for the person who asked" in sentences(empty)
    page = sentences(asked.client.get("/rest/"))
    assert "The leave desk writes: That week is inventory; the next one is free." in page


def test_a_sentence_that_is_too_long_stays_in_its_field(desk, asked):
    note = "no " * 200

    answer = desk.decide(asked.leave(), do="decline", note=note)

    assert answer.status_code == 409
    assert note in answer.content.decode()
    assert states() == ["asked"]


def test_an_approval_is_taken_back_until_the_first_day(desk, asked):
    desk.decide(asked.leave(), do="approve")
    answer = desk.client.post(f"/leave/{asked.leave().pk}/", {"do": "back"}, follow=True)
    again = states()
    desk.decide(asked.leave(), do="approve")
    with time_machine.travel(NOW.replace(month=12, day=1), tick=False):
        late = desk.decide(asked.leave(), do="back")

    assert "Taken back for Ann: Dec. 1, 2026." in sentences(answer)
    assert again == ["asked"]
    assert (late.status_code, states()) == (409, ["approved"])
    assert "Its first day has come" in sentences(late)


@pytest.mark.parametrize("then", ["approve", "decline", "back", "", "dance"])
def test_what_cannot_be_done_is_said_and_changes_nothing(desk, asked, then):
    desk.decide(asked.leave(), do="decline", note="no")

    answer = desk.decide(asked.leave(), do=then, note="no")

    assert (answer.status_code, states()) == (409, ["declined"])


def test_the_employee_was_faster(desk, asked):
    leave = asked.leave()
    asked.client.post(f"/rest/{leave.pk}/cancel/")

    assert desk.decide(leave, do="approve").status_code == 404
    assert states() == ["cancelled"]


def test_past_and_declined_leave_is_folded(desk, asked, person):
    desk.decide(asked.leave(), do="decline", note="no")
    booked(person, "ben", day="2026-11-02")

    page = desk.client.get("/leave/").content.decode()

    folded = page[page.index("<details") :]
    assert [name for name in ("Ann", "Ben") if f"<bdi>{name}</bdi>" in folded] == ["Ann", "Ben"]
    assert "<bdi>Ann</bdi>" not in page[: page.index("<details")]


@pytest.mark.parametrize("who", [{}, {"role": "keeper"}, {"role": "owner"}, {"leads": True}])
@pytest.mark.parametrize("address", ["/leave/", "/leave/{}/"])
def test_the_book_opens_to_the_desk_alone(asked, person, who, address):
    other = person("oda", **who)

    at = address.format(asked.leave().pk)

    assert (other.client.get(at).status_code, other.client.post(at, {"do": "approve"}).status_code) in [
        (403, 403),
        (403, 405),
    ]
    assert states() == ["asked"]


def test_a_desk_without_a_second_factor_sees_nothing(asked, person):
    answer = person("dora", role="desk", factor=False).client.get("/leave/")

    assert answer["Location"] == "/account/2fa/"


def test_a_keeper_opens_the_book_only_where_nobody_keeps_the_two_apart(asked, person, settings):
    keeper = person("kim", role="keeper")
    before = keeper.client.get("/leave/").status_code

    settings.KEEPER_AND_DESK_APART = False

    assert (before, keeper.client.get("/leave/").status_code) == (403, 200)


def test_leave_of_whoever_left_is_not_shown(desk, asked):
    asked.employee.is_active, asked.employee.name, asked.employee.email, asked.employee.group = False, "", None, None
    asked.employee.save()

    assert "Nothing is asked" in sentences(desk.client.get("/leave/"))
