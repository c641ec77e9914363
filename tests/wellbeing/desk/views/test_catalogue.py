"""What rest there is, as the owner sees and changes it."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.wellbeing.desk.booking import Person, errors, sentences
from wellbeing.desk.models import BreakCount, BreakKind

WEEK = {"name_en": "A week", "about_en": "Five days.", "each": "2", "capacity": "4"}


@pytest.fixture
def owner(person: Callable[..., Person], now: datetime) -> Person:
    return person("olga", "owner")


def test_the_page_says_what_everybody_has_and_why(owner: Person) -> None:
    said = sentences(owner.client.get("/catalogue/"))

    assert "Entitle everybody to what you would grant on a candle." in said
    assert "October to December 2026 2 passes for each person" in said
    assert "At most 8 in a quarter" in said
    assert "A day of rest" in said


def test_a_new_kind_is_said_to_come_with_the_next_quarter(owner: Person) -> None:
    answer = owner.client.post("/catalogue/new/", WEEK, follow=True)

    said = sentences(answer)
    assert "The number of passes for A week changes with the quarter January to March 2027." in said
    assert "January to March 2027 4 passes for each person" in said
    assert BreakKind.objects.get(slug="a-week").capacity == 4


def test_words_and_capacity_are_saved_at_once(owner: Person) -> None:
    shown = owner.client.get("/catalogue/day/").content.decode()

    answer = owner.client.post("/catalogue/day/", WEEK | {"each": "1"}, follow=True)

    assert 'value="A day of rest"' in shown
    assert BreakKind.objects.get(pk="day").about == {"en": "Five days."}
    assert "Saved. It is published within a minute." in sentences(answer)


def test_a_kind_is_taken_out_and_brought_back(owner: Person) -> None:
    owner.client.post("/catalogue/day/", WEEK | {"each": "0"})
    out = BreakCount.objects.get(kind="day", quarter="2027-Q1").each

    owner.client.post("/catalogue/day/", WEEK | {"each": "1"})

    assert (out, BreakCount.objects.filter(kind="day").count()) == (0, 1)


def test_an_empty_catalogue_says_what_that_means(owner: Person) -> None:
    BreakCount.objects.update(each=0)

    said = sentences(owner.client.get("/catalogue/"))

    assert "Nobody gets any rest" in said
    assert "Not given out" in said


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"each": "8"}, "All kinds together are 10 passes, and at most 8 fit."),
        ({"each": "9"}, "less than or equal to 8"),
        ({"each": "-1"}, "greater than or equal to 0"),
        ({"each": "many"}, "whole number"),
        ({"capacity": "0"}, "greater than or equal to 1"),
        ({"capacity": "1001"}, "less than or equal to 1000"),
        ({"name_en": ""}, "There is a sentence about it in this language and no name."),
    ],
)
def test_what_does_not_do_is_refused_and_kept(owner: Person, change: dict[str, str], sentence: str) -> None:
    answer = owner.client.post("/catalogue/new/", WEEK | change)

    assert answer.status_code == 400
    assert any(sentence in fault for fault in errors(answer)) or sentence in sentences(answer)
    assert "Five days." in answer.content.decode()
    assert BreakKind.objects.count() == 2


def test_what_is_not_there_is_not_there(owner: Person) -> None:
    assert owner.client.get("/catalogue/nothing/").status_code == 404
