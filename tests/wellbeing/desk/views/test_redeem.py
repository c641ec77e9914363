"""Redeeming over HTTP: what is booked, by whom, and what is refused with nothing lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.utils import translation

from tests.wellbeing.desk.booking import NOW, QUARTER, TODAY, State, errors, sentences, states, written
from wellbeing.desk import collecting
from wellbeing.desk.models import BreakCount, Leave, SpentBreakPass

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "other_side")]


def test_the_kind_is_shown_before_any_day_is_asked(person, other_side):
    answer = person().look(other_side.pass_for())

    assert answer.status_code == 200
    assert "A day of rest" in sentences(answer)
    assert "It can be redeemed until March 31, 2027." in sentences(answer)
    assert 'name="first"' in answer.content.decode()
    assert not Leave.objects.exists()


def test_redeeming_waits_for_a_batch_unless_told_otherwise(person, other_side):
    ann = person()

    answer = ann.ask(other_side.pass_for(), "2026-12-01", "2026-12-02")

    assert answer.status_code == 302
    leave = ann.leave()
    assert (leave.kind_id, leave.quarter, leave.state, leave.handed_in) == ("day", QUARTER, State.WAITING, TODAY)
    assert (str(leave.first), str(leave.last), leave.days) == ("2026-12-01", "2026-12-02", 2)
    assert "Handed in. It goes to the leave desk with a daily batch" in sentences(ann.client.get("/rest/"))


def test_redeeming_today_is_seen_by_the_desk_at_once(person, other_side):
    ann = person()

    ann.ask(other_side.pass_for(), TODAY, when="today")

    assert (ann.leave().state, ann.leave().last) == (State.ASKED, TODAY)


def test_a_pass_is_redeemed_once(person, other_side):
    ann, ben, given = person(), person("ben"), other_side.pass_for()
    ann.ask(given)

    at_look, at_ask = ben.look(given), ben.ask(given)

    assert (at_look.status_code, errors(at_look)) == (409, ["This pass was used already."])
    assert at_ask.status_code == 409
    assert "This pass was used already." in sentences(at_ask)
    assert 'value="2026-12-01"' in at_ask.content.decode()
    assert Leave.objects.count() == SpentBreakPass.objects.count() == 1


def test_the_same_request_again_is_the_same_booking(person, other_side):
    ann, given = person(), other_side.pass_for()

    answers = [ann.ask(given).status_code for _ in range(2)]

    assert (answers, Leave.objects.count(), SpentBreakPass.objects.count()) == ([302, 302], 1, 1)


def test_one_pass_for_other_days_is_refused_with_the_days_that_it_was_used_for(person, other_side):
    ann, given = person(), other_side.pass_for()
    ann.ask(given)

    answer = ann.ask(given, "2026-12-08")

    assert answer.status_code == 409
    assert "You have redeemed this pass already, for Dec. 1, 2026." in sentences(answer)
    assert Leave.objects.count() == 1


DAYS = {
    "yesterday": ({"first": "2026-11-23", "when": "today"}, "This day is over; choose today or a later one."),
    "in two years": ({"first": "2028-11-23"}, "This is more than a year ahead; choose an earlier day."),
    "backwards": ({"first": "2026-12-02", "last": "2026-12-01"}, "The last day comes before the first."),
    "too long": ({"first": "2026-12-01", "last": "2027-01-01"}, "One leave has at most 31 days."),
    "no day": ({"first": ""}, "This field is required."),
    "no date": ({"first": "soon"}, "Enter a valid date."),
    "no choice": ({"when": ""}, "This field is required."),
    "before the batch": (
        {"first": "2026-11-24"},
        "Waiting for its batch, your request may reach the desk as late as Nov",
    ),
}


@pytest.mark.parametrize("what", DAYS)
def test_days_that_cannot_be_are_refused_and_the_rest_of_the_form_stays(person, other_side, what):
    changed, sentence = DAYS[what]
    given = other_side.pass_for()

    answer = person().ask(given, **({"last": "2026-12-03"} | changed))

    assert (answer.status_code, states()) == (400, [])
    assert sentence in sentences(answer)
    assert written(given) in answer.content.decode()


def test_a_pass_that_few_hold_needs_a_later_day_or_today(person, other_side):
    other_side.show(enough=False)
    ann, given = person(), other_side.pass_for()

    batch, today = ann.ask(given, "2026-11-30"), ann.ask(given, "2026-11-30", when="today")

    assert (batch.status_code, today.status_code) == (400, 302)
    assert "as late as Dec. 1, 2026, after your first day" in sentences(batch)


def test_one_more_than_everybody_has_is_told_first_and_asked_again(person, other_side):
    ann = person()
    ann.ask(other_side.pass_for())
    second = other_side.pass_for()

    told = ann.ask(second, "2026-12-08")
    before = states()
    sure = ann.ask(second, "2026-12-08", sure="yes")

    assert (told.status_code, sure.status_code) == (200, 302)
    assert "shows whoever counts that this pass came from somewhere else" in sentences(told)
    assert (before, states()) == (["waiting"], ["waiting", "waiting"])


@pytest.mark.parametrize("freed", [State.CANCELLED, State.DECLINED])
def test_what_came_to_nothing_does_not_count(person, other_side, freed):
    ann = person()
    ann.ask(other_side.pass_for())
    Leave.objects.update(state=freed, handed_in=None)

    assert ann.ask(other_side.pass_for(), "2026-12-08").status_code == 302


def test_each_kind_and_quarter_and_person_counts_alone(person, other_side):
    ann, ben = person(), person("ben")
    other_side.show("half-day")
    other_side.show("day", "2026-Q3")

    answers = [
        one.ask(given, "2026-12-08").status_code
        for one, given in [
            (ann, other_side.pass_for()),
            (ann, other_side.pass_for("half-day")),
            (ann, other_side.pass_for("day", "2026-Q3")),
            (ben, other_side.pass_for()),
        ]
    ]

    assert answers == [302] * 4


def test_the_common_number_is_that_of_the_passes_quarter(person, other_side):
    BreakCount.objects.create(kind_id="day", quarter="2027-Q1", each=0)
    ann = person()

    with time_machine.travel(NOW.replace(year=2027, month=1), tick=False):
        last = ann.ask(other_side.pass_for(), "2027-02-01")

    assert last.status_code == 302


def test_nobody_redeems_without_signing_in(other_side):
    typed = {"pass_text": written(other_side.pass_for()), "first": "2026-12-01", "when": "batch", "do": "ask"}

    page, posted = Client().get("/rest/redeem/"), Client().post("/rest/redeem/", typed)

    assert page["Location"] == posted["Location"] == "/account/login/code/?next=/rest/redeem/"
    assert not Leave.objects.exists()
    assert not SpentBreakPass.objects.exists()


def test_nobody_redeems_through_a_page_of_somebody_else(person, other_side):
    ann = person()
    forging = Client(enforce_csrf_checks=True)
    forging.cookies = ann.client.cookies
    typed = {"pass_text": written(other_side.pass_for()), "first": "2026-12-01", "when": "batch", "do": "ask"}

    assert forging.post("/rest/redeem/", typed).status_code == 403
    assert not Leave.objects.exists()


def test_a_pass_is_in_no_address_and_kept_by_no_cache(person, other_side):
    ann, given = person(), other_side.pass_for()

    looked, asked = ann.look(given), ann.ask(given)

    assert "no-store" in looked["Cache-Control"]
    assert asked["Location"] == "/rest/"


def test_refusals_are_in_the_readers_language(person):
    with translation.override("de"):
        ann = person(language="de")
        answer = ann.look("x")

    assert answer.status_code == 400
    assert 'lang="de"' in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_one_pass_redeemed_by_two_people_at_once_is_booked_once(person, other_side):
    people = [person(name) for name in ("ann", "ben", "cem", "dee")]
    given, together = other_side.pass_for(), Barrier(4)

    def work(one: Any) -> int:
        together.wait()
        try:
            return one.ask(given).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(work, people))

    assert (answers, Leave.objects.count(), SpentBreakPass.objects.count()) == ([302, 409, 409, 409], 1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_passes_of_one_person_at_once_do_not_slip_past_the_common_number(person, other_side):
    ann, together = person(), Barrier(2)
    passes = [other_side.pass_for(), other_side.pass_for()]

    def work(given: bytes) -> int:
        together.wait()
        try:
            return ann.ask(given, "2026-12-08").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(work, passes))

    assert (answers, Leave.objects.count()) == ([200, 302], 1)


def test_the_spent_pass_stands_beside_no_name(person, other_side):
    ann, given = person(), other_side.pass_for()
    ann.ask(given)

    [spent] = SpentBreakPass.objects.values()
    leave = ann.leave()

    assert spent["key_id"] == given[66:98].hex()
    assert bytes(spent["serial"]) == given[2:34]
    about = [ann.employee.pk.bytes, leave.pk.bytes, str(ann.employee.pk).encode(), str(leave.pk).encode()]
    assert not any(one in bytes(spent["digest"]) for one in about)


@pytest.fixture
def collected(monkeypatch):
    """Who has collected their own passes, by name; here the room that knows is not asked."""
    names: set[str] = set()
    monkeypatch.setattr(collecting, "_answers", [lambda employee, _: employee.number in names])
    return names


def test_who_has_not_collected_their_own_is_told_first_and_asked(person, other_side, collected):
    ann, given = person(), other_side.pass_for()

    told = ann.ask(given)
    before = states()
    again = ann.ask(given, collected="yes")
    collected.add("ann")
    after = ann.ask(given)

    assert "First collect your own passes" in sentences(told)
    assert "came from a candle, or from somebody who gave a pass away" in sentences(told)
    assert "as many already" not in sentences(told)
    assert "They are not collected yet" not in sentences(told)
    assert "They are not collected yet" in sentences(again)
    assert (told.status_code, before, after.status_code, states()) == (200, [], 302, ["waiting"])


def test_who_has_not_collected_may_go_on_all_the_same(person, other_side, collected):
    assert person().ask(other_side.pass_for(), sure="yes").status_code == 302


def test_both_are_told_at_once(person, other_side, collected):
    ann = person()
    ann.ask(other_side.pass_for(), sure="yes")

    told = ann.ask(other_side.pass_for(), "2026-12-08")

    assert "First collect your own passes" in sentences(told)
    assert "shows whoever counts that this pass came from somewhere else" in sentences(told)


def test_the_same_request_again_is_told_nothing(person, other_side, collected):
    ann, given = person(), other_side.pass_for()
    ann.ask(given, sure="yes")

    assert ann.ask(given).status_code == 302
