"""Who gets in: owners with a second factor, and nobody else."""

import pytest
from django.test import Client

from surveys.campaigns.models import Wave
from surveys.people.deeds.set_second_factor import set_second_factor
from surveys.people.models import Employee
from tests.surveys.campaigns.pages.conftest import SECRET

ADDRESSES = [
    "/questionnaires/",
    "/questionnaires/new/",
    "/questionnaires/new/pulse/",
    "/questionnaires/{questionnaire}/",
    "/questionnaires/{questionnaire}/change/",
    "/questionnaires/{questionnaire}/questionnaire.json",
    "/waves/",
    "/waves/new/",
    "/waves/{wave}/",
    "/waves/{wave}/change/",
    "/waves/{wave}/cancel/",
]
POSTED = ["/questionnaires/upload/", "/questionnaires/new/blank/", "/waves/new/", "/waves/{wave}/cancel/"]


@pytest.fixture
def wave(plan) -> Wave:
    return plan()


def at(address: str, wave: Wave) -> str:
    return address.format(questionnaire=wave.questionnaire_id, wave=wave.pk)


def employee(**fields: object) -> Employee:
    return Employee.objects.create(email="ann@example.org", **fields)


@pytest.mark.parametrize("address", ADDRESSES)
def test_strangers_are_led_to_the_sign_in(client: Client, wave: Wave, address: str) -> None:
    answer = client.get(at(address, wave))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/code/?next=")


@pytest.mark.parametrize("fields", [{}, {"leads": True}, {"role": "keeper"}, {"role": "desk"}])
@pytest.mark.parametrize("address", ADDRESSES)
def test_employees_managers_keepers_and_the_desk_are_refused(
    client: Client, wave: Wave, address: str, fields: dict[str, object]
) -> None:
    ann = employee(**fields)
    if ann.role:
        set_second_factor(employee=ann, secret=SECRET)
    client.force_login(ann)

    answer = client.get(at(address, wave))

    assert answer.status_code == 403
    assert b"Pulse" not in answer.content


@pytest.mark.parametrize("address", POSTED)
def test_what_they_send_changes_nothing(client: Client, wave: Wave, address: str) -> None:
    client.force_login(employee())

    answer = client.post(at(address, wave), {"do": "plan"})

    assert answer.status_code == 403
    assert Wave.objects.get().state == Wave.State.PLANNED


def test_an_owner_without_a_second_factor_sets_one_up_first(client: Client, wave: Wave) -> None:
    client.force_login(employee(role="owner"))

    answer = client.get("/waves/")

    assert answer.status_code == 302
    assert "Pulse" not in answer.content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_owner_gets_in_and_pages_carry_no_inline_script_or_style(as_owner: Client, wave: Wave, address: str) -> None:
    answer = as_owner.get(at(address, wave))

    assert answer.status_code == 200
    if answer["Content-Type"].startswith("text/html"):
        shown = answer.content.decode()
        assert "style=" not in shown
        assert "<style" not in shown
        assert "<script>" not in shown
        assert "onclick" not in shown


@pytest.mark.parametrize("address", ["/questionnaires/999/", "/questionnaires/new/nothing/", "/waves/x/"])
def test_what_is_not_there_is_not_there(as_owner: Client, address: str) -> None:
    assert as_owner.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/questionnaires/", "/waves/"])
def test_lists_only_answer_to_looking(as_owner: Client, address: str) -> None:
    assert as_owner.post(address).status_code == 405
