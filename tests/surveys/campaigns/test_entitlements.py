"""Passes for rest: all of a quarter's together, once a person and quarter, by invitation or after signing in."""

import base64
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from surveys.campaigns.asking import token
from surveys.campaigns.deeds.announce_house import announce_house
from surveys.campaigns.deeds.begin_collecting import begin_collecting
from surveys.campaigns.models import Collecting, Invitation, Issued, IssuedEntitlement, IssuedSpare, Notice
from surveys.people.models import Employee
from tests.surveys.campaigns.asker import Asker
from tests.surveys.campaigns.collector import Collector
from tests.surveys.campaigns.conftest import NOW

Post = Callable[..., Any]


def collector() -> Collector:
    newest = Notice.newest_house()
    assert newest is not None
    return Collector(newest.read())


def outcome(answer: Any, group: str = "entitlements") -> str:
    """`signatures` or `refused`."""
    [said] = answer.json()["groups"][group]
    return str(said)


@pytest.fixture
def ann(asker: Asker) -> str:
    """Somebody's invitation as their mail carries it."""
    return token(asker.invitation.id)


def test_all_passes_of_the_quarter_come_together(asker: Asker, ann: str, post: Post) -> None:
    rest = collector()

    answer = post(rest.body(ann))

    assert [scope for scope, _ in rest.wanted] == ["day 2026-Q4", "half-day 2026-Q4"]
    assert len({one.nonce for one in rest.finish(answer.json())}) == 2
    row = IssuedEntitlement.objects.get()
    assert (row.employee_id, row.quarter) == (asker.invitation.employee_id, "2026-Q4")
    assert not Issued.objects.exists()


def test_the_same_again_gives_the_same_and_other_blanks_are_refused(ann: str, post: Post) -> None:
    rest = collector()
    body = rest.body(ann)
    first = post(body).json()

    assert post(body).json() == first
    assert outcome(post(rest.body(ann))) == "refused"
    assert IssuedEntitlement.objects.count() == 1


@pytest.mark.parametrize("change", ["fewer", "more", "twice", "order", "candle"])
def test_exactly_these_passes_are_served_and_no_others(ann: str, asker: Asker, post: Post, change: str) -> None:
    rest = collector()
    body = rest.body(ann)
    blanks = body["groups"]["entitlements"]
    changed = {
        "fewer": blanks[:1],
        "more": [*blanks, blanks[1]],
        "twice": [blanks[0], blanks[0]],
        "order": blanks[::-1],
        "candle": [blanks[0], [asker.key_ids["candle"], blanks[1][1]]],
    }

    answer = post(body | {"groups": {"entitlements": changed[change]}})

    assert outcome(answer) == "refused"
    assert not IssuedEntitlement.objects.exists()
    assert len(rest.finish(post(body).json())) == 2


def test_a_message_out_of_range_refuses_all_and_burns_nothing(ann: str, post: Post) -> None:
    rest = collector()
    body = rest.body(ann)
    whole = body["groups"]["entitlements"][1][1]
    body["groups"]["entitlements"][1][1] = base64.b64encode(b"\xff" * 256).decode()

    refused = outcome(post(body))
    body["groups"]["entitlements"][1][1] = whole

    assert refused == "refused"
    assert len(rest.finish(post(body).json())) == 2


def test_no_group_refuses_another(asker: Asker, ann: str, post: Post) -> None:
    body = asker.body("labels", "spare") | {"invitation": ann}
    body["groups"]["entitlements"] = [["ab" * 32, base64.b64encode(bytes(256)).decode()]]

    answer = post(body)

    assert outcome(answer) == "refused"
    asker.finish("labels", answer.json())
    assert len(asker.finish_all("spare", answer.json())) == 3


def test_no_other_group_is_signed_under_a_key_for_rest(asker: Asker, post: Post) -> None:
    key = collector().blanks()[0][0]
    asker.key_ids |= {"spare": key, "candle": key, "ballot": key}

    answer = post(asker.body("spare", "candle", "ballot"))

    assert [outcome(answer, group) for group in ("spare", "candle", "ballot")] == ["refused"] * 3


def test_a_new_quarter_gives_new_passes_and_repeats_the_old(asker: Asker, seed: bytes, post: Post) -> None:
    january = datetime(2027, 1, 1, tzinfo=UTC)
    employee = Employee.objects.get(pk=asker.invitation.employee_id)
    rest = collector()
    body = rest.body(begin_collecting(employee=employee, now=NOW))
    first = post(body).json()

    with time_machine.travel(january, tick=False):
        announce_house(now=january, seed=seed)
        mine = begin_collecting(employee=employee, now=january)
        again, new = post(body | {"invitation": mine}).json(), collector()
        fresh = post(new.body(mine)).json()

    assert again == first
    assert [scope for scope, _ in new.wanted] == ["day 2027-Q1", "half-day 2027-Q1"]
    assert len(new.finish(fresh)) == 2
    assert sorted(IssuedEntitlement.objects.values_list("quarter", flat=True)) == ["2026-Q4", "2027-Q1"]


def test_last_quarters_passes_are_not_given_out_for_the_first_time(asker: Asker, seed: bytes, post: Post) -> None:
    january = datetime(2027, 1, 1, tzinfo=UTC)
    old = collector()

    with time_machine.travel(january, tick=False):
        announce_house(now=january, seed=seed)
        mine = begin_collecting(employee=Employee.objects.get(pk=asker.invitation.employee_id), now=january)
        answer = post(old.body(mine))

    assert outcome(answer) == "refused"


def test_who_has_left_gets_none_and_no_repetition(asker: Asker, ann: str, post: Post) -> None:
    body = collector().body(ann)
    post(body)
    Employee.objects.filter(pk=asker.invitation.employee_id).update(
        is_active=False, email=None, group=None, name="", leads=False
    )

    answer = post(body)

    assert outcome(answer) == "refused"
    assert "roster" in answer.json()["groups"]["entitlements"]["refused"]


def test_who_signed_in_collects_without_an_invitation(asker: Asker, client: Client, post: Post, settings: Any) -> None:
    employee = Employee.objects.get(pk=asker.invitation.employee_id)
    client.force_login(employee)

    answer = client.post("/collect/")

    place, _, mine = answer["Location"].partition("#")
    assert (answer.status_code, place) == (302, f"{settings.NAMELESS_ORIGIN}/rest/")
    rest = collector()
    assert len(rest.finish(post(rest.body(mine)).json())) == 2
    assert Collecting.objects.get().employee == employee


def test_a_token_of_the_day_is_the_same_however_often_it_is_asked_for(asker: Asker) -> None:
    employee = Employee.objects.get(pk=asker.invitation.employee_id)

    tokens = {begin_collecting(employee=employee, now=NOW + timedelta(hours=hours)) for hours in (0, 1, 15)}

    assert len(tokens) == 1
    assert Collecting.objects.get().day == date(2026, 11, 2)


def test_collecting_gives_spare_passes_and_passes_for_rest_alone(asker: Asker, post: Post) -> None:
    employee = Employee.objects.get(pk=asker.invitation.employee_id)
    body = asker.body("labels", "ballot", "candle", "spare")
    rest = collector()
    body["groups"]["entitlements"] = rest.blanks()

    answer = post(body | {"invitation": begin_collecting(employee=employee, now=NOW)})

    assert [outcome(answer, group) for group in ("labels", "ballot", "candle")] == ["refused"] * 3
    assert len(asker.finish_all("spare", answer.json())) == 3
    assert len(rest.finish(answer.json())) == 2
    assert not Issued.objects.exists()


def test_what_was_collected_is_not_given_again_with_a_survey(asker: Asker, ann: str, post: Post) -> None:
    employee = Employee.objects.get(pk=asker.invitation.employee_id)
    body = asker.body("spare")
    body["groups"]["entitlements"] = collector().blanks()
    post(body | {"invitation": begin_collecting(employee=employee, now=NOW)})

    answer = post(asker.body("spare") | {"invitation": ann})
    rest = post(collector().body(ann))

    assert (outcome(answer, "spare"), outcome(rest)) == ("refused", "refused")
    assert (IssuedSpare.objects.count(), IssuedEntitlement.objects.count()) == (1, 1)


@pytest.mark.parametrize(("hours", "status"), [(0, 200), (39, 200), (40, 404)])
def test_a_token_is_good_for_its_day_and_the_next(asker: Asker, post: Post, hours: int, status: int) -> None:
    employee = Employee.objects.get(pk=asker.invitation.employee_id)
    mine = begin_collecting(employee=employee, now=NOW)  # at eight in the morning

    with time_machine.travel(NOW + timedelta(hours=hours), tick=False):
        answer = post(collector().body(mine))

    assert answer.status_code == status


def test_a_token_that_nobody_was_given_is_unknown(asker: Asker, post: Post) -> None:
    never = Collecting(employee_id=asker.invitation.employee_id, day=NOW.date())

    assert post(collector().body(token(never.id))).status_code == 404
    assert Invitation.objects.filter(pk=never.id).first() is None


def test_collecting_needs_a_sign_in_and_a_form(asker: Asker) -> None:
    client = Client(enforce_csrf_checks=True)
    stranger = client.get("/collect/").status_code, client.post("/collect/").status_code
    client.force_login(Employee.objects.get(pk=asker.invitation.employee_id))

    assert stranger == (405, 403)
    assert client.post("/collect/").status_code == 403
    assert not Collecting.objects.exists()
