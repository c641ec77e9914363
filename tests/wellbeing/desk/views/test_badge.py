"""The console's second window: what its script finds on it, and that its opener may stay."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from surveys.people.models import Employee
from tests.wellbeing.desk.booking import Person, sentences

COOP = "Cross-Origin-Opener-Policy"


@pytest.fixture
def kim(person: Callable[..., Person], now: datetime) -> Person:
    return person("kim", "keeper")


def test_the_window_says_that_it_stays_open_and_tells_its_script_where_to_ask(kim: Person, settings: Any) -> None:
    answer = kim.client.get("/badge/")

    page = answer.content.decode()
    assert '<main id="badge-window"' in page
    assert f'data-nameless="{settings.NAMELESS_ORIGIN}" data-new="/badge/new/" data-keys="/badge/keys/"' in page
    assert 'name="csrfmiddlewaretoken"' in page
    assert "Leave this window open" in sentences(answer)
    for word in ("opening", "open", "lost", "alone"):
        assert f'data-{word}="' in page
    assert 'href="#main"' in page
    assert page.count('id="main"') == 1


def test_it_carries_no_inline_script_or_style(kim: Person) -> None:
    page = kim.client.get("/badge/").content.decode()

    assert not any(word in page for word in ("style=", "<style", "<script>", "onclick"))


@pytest.mark.parametrize("path", ["/badge/", "/account/login/code/", "/account/2fa/", "/account/2fa/authenticate/"])
def test_a_window_on_its_way_to_the_badge_keeps_its_opener(kim: Person, path: str) -> None:
    for client in (Client(), kim.client):
        assert client.get(path)[COOP] == "unsafe-none"


@pytest.mark.parametrize("path", ["/", "/account/", "/rest/", "/keepers/", "/roles/"])
def test_every_other_page_is_cut_off_from_whoever_opened_it(kim: Person, path: str) -> None:
    assert kim.client.get(path)[COOP] == "same-origin"


def test_a_keeper_whose_role_went_reads_one_sentence(kim: Person) -> None:
    Employee.objects.filter(pk=kim.employee.pk).update(role="")

    answer = kim.client.get("/badge/")

    assert (answer.status_code, answer.content) == (403, b"You may not do this.\n")
