"""Redeeming over HTTP: what is booked, and every refusal in one plain sentence with nothing lost."""

import html
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.utils import translation

from tests.wellbeing.desk.booking import NOW, QUARTER, TODAY, State, minted, states, written
from wellbeing.desk.models import BreakCount, Leave, SpentBreakPass

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "other_side")]


def sentences(answer: Any) -> str:
    """The words of the page, without its markup."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return " ".join(text.split())


def errors(answer: Any) -> list[str]:
    return [html.unescape(text) for text in re.findall(r'<ul class="errorlist[^>]*><li>(.*?)</li>', answer.content.decode())]


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


@pytest.mark.parametrize("form", ["base64url", "base64", "wrapped", "address", "invisible"])
def test_a_pass_may_be_pasted_in_any_way(person, other_side, form):
    text = written(other_side.pass_for())
    forms = {
        "base64url": text,
        "base64": text.replace("-", "+").replace("_", "/"),
        "wrapped": "\r\n".join(text[i : i + 64] for i in range(0, len(text), 64)),
        "address": f"https://people.example.org/rest/redeem/#{text}",
        "invisible": f"\ufeff {text}\u200b",
    }

    answer = person().look(forms[form])

    assert "A day of rest" in sentences(answer)


@pytest.mark.parametrize("is_text", [False, True])
def test_a_pass_may_come_as_a_file(person, other_side, is_text):
    data = other_side.pass_for()
    file = SimpleUploadedFile("pass.txt", written(data).encode() + b"\n" if is_text else data)

    answer = person().look("", file=file)

    assert "A day of rest" in sentences(answer)


WRONG = {
    "nothing": ("", "This is no pass."),
    "words": ("I need a day off", "This is no pass."),
    "half of one": (written(bytes(354))[:300], "This is no pass."),
    "too much": ("A" * 9000, "This is far more than one pass."),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_no_pass_is_refused_and_stays_in_its_field(person, what):
    given, sentence = WRONG[what]

    answer = person().look(given)

    assert answer.status_code == 400
    assert [error[: len(sentence)] for error in errors(answer)] == [sentence]
    assert given[:200] in html.unescape(answer.content.decode())


MADE_FOR = {
    "ballot": ("ballot", "0" * 32, "This pass was made for something else, such as a survey; nothing is booked with it."),
    "label": ("label", "0" * 32, "This pass was made for something else, such as a survey; nothing is booked with it."),
    "candle": (
        "candle",
        "2026-10",
        "This is a candle pass. It lights a candle; leave is booked with break passes alone.",
    ),
    "entitlement": (
        "entitlement",
        f"day {QUARTER}",
        "This pass has not been exchanged for a break pass yet. Open the page where you collected it once more.",
    ),
}


@pytest.mark.parametrize("what", MADE_FOR)
def test_a_pass_of_another_kind_is_refused(person, what):
    purpose, scope, sentence = MADE_FOR[what]

    answer = person().look(minted(purpose, scope))

    assert (answer.status_code, errors(answer)) == (400, [sentence])


def test_a_pass_of_another_kind_under_a_break_key_is_refused(person):
    """The key alone is not enough: a pass says what it was made for, and the signature covers that."""
    answer = person().look(minted("candle", "2026-11", by=f"break day {QUARTER}"))

    assert (answer.status_code, errors(answer)) == (400, ["This pass is not genuine."])


def test_a_pass_that_is_not_genuine_is_refused(person, other_side):
    forged = bytearray(other_side.pass_for())
    forged[-1] ^= 1

    answer = person().look(bytes(forged))

    assert (answer.status_code, errors(answer)) == (400, ["This pass is not genuine."])


def test_a_pass_under_somebody_elses_key_is_refused(person):
    answer = person().look(minted("break", f"day {QUARTER}", by="a stranger"))

    assert (answer.status_code, errors(answer)) == (400, ["This pass is not genuine."])


def test_a_pass_whose_key_is_new_may_be_tried_again(person, other_side):
    ann, half = person(), other_side.pass_for("half-day")
    before = ann.look(half)
    other_side.show("half-day")

    assert (before.status_code, errors(before)[0][:50]) == (409, "The desk does not know the key of this pass yet. I")
    assert "Half a day of rest" in sentences(ann.look(half))


@pytest.mark.parametrize("is_seen", [True, False])
def test_a_pass_that_is_too_old_is_refused(person, other_side, is_seen):
    if is_seen:
        other_side.show("day", "2026-Q2")

    answer = person().look(other_side.pass_for("day", "2026-Q2"))

    assert (answer.status_code, errors(answer)) == (410, ["This pass was good until Sept. 30, 2026."])


def test_a_pass_of_last_quarter_is_good(person, other_side):
    other_side.show("day", "2026-Q3")

    answer = person().look(other_side.pass_for("day", "2026-Q3"))

    assert "It can be redeemed until Dec. 31, 2026." in sentences(answer)


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
    "before the batch": ({"first": "2026-11-24"}, "Waiting for its batch, your request may reach the desk as late as Nov"),
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
    Leave.objects.update(state=freed)

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


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
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


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
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
