"""Who keeps candles, as the owner sees and changes it."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.wellbeing.desk.booking import Person, errors, sentences
from tests.wellbeing.desk.console import Console
from wellbeing.desk.models import Copy, Keeper, Rota


@pytest.fixture
def owner(person: Callable[..., Person], now: datetime) -> Person:
    return person("olga", "owner")


@pytest.fixture
def kim(person: Callable[..., Person], now: datetime) -> Console:
    one = person("kim", "keeper")
    return Console(one.employee, one.client)


def council() -> Rota:
    return Rota.objects.create(slug="council", name={"en": "Staff council"}, about={"en": "Elected."}, position=1)


def test_the_page_begins_with_one_rota_that_nobody_keeps(owner: Person) -> None:
    said = sentences(owner.client.get("/keepers/"))

    assert "Human resources no key yet" in said
    assert "Nobody keeps candles in this rota" in said
    assert "Nothing is written down yet" in said


def test_each_keeper_stands_with_what_they_can_open(owner: Person, kim: Console, person: Callable[..., Person]) -> None:
    lee, max_ = (person(name, "keeper") for name in ("lee", "max"))
    numbers = [Console(one.employee, one.client).number for one in (lee, max_)]
    kim.store(kim.new_key(numbers[0]))

    said = sentences(owner.client.get("/keepers/"))

    assert "Human resources published" in said
    assert "Kim kim@example.org can open the key" in said
    assert "Lee lee@example.org key handed over, not taken yet" in said
    assert "Max max@example.org no copy of the key" in said
    assert "1 keeper has no copy of the key" in said
    assert "There is a recovery kit." in said


def test_a_key_that_must_change_is_said(owner: Person, kim: Console) -> None:
    kim.store(kim.new_key())
    Rota.objects.update(must_rotate=True)

    assert "key must be changed" in sentences(owner.client.get("/keepers/"))


def test_a_new_keeper_who_has_no_place_yet_is_said(owner: Person, person: Callable[..., Person]) -> None:
    person("kim", "keeper")

    assert "1 person was made a keeper just now" in sentences(owner.client.get("/keepers/"))


def test_a_keeper_moves_once_it_was_confirmed(owner: Person, kim: Console) -> None:
    council()
    kim.store(kim.new_key())
    page = f"/keepers/move/{kim.number}/"

    question = owner.client.get(page)
    before = Keeper.objects.get().rota_id
    done = owner.client.post(page, {"rota": "council"}, follow=True)

    assert "Move Kim to another rota?" in sentences(question)
    assert 'value="council" required checked' in question.content.decode()
    assert (before, Keeper.objects.get().rota_id) == ("hr", "council")
    assert "Kim keeps candles in Staff council now." in sentences(done)
    assert list(Copy.objects.values_list("how", flat=True)) == ["kit"]


@pytest.mark.parametrize("asked", [{}, {"rota": "nowhere"}, {"rota": "hr"}])
def test_a_move_to_nowhere_or_to_where_one_is_changes_nothing(
    owner: Person, kim: Console, asked: dict[str, str]
) -> None:
    kim.store(kim.new_key())

    answer = owner.client.post(f"/keepers/move/{kim.number}/", asked, follow=True)

    assert answer.status_code == 200
    assert (Keeper.objects.get().rota_id, Copy.objects.count()) == ("hr", 2)


def test_a_rota_is_added_with_words_in_the_languages_there_are(owner: Person) -> None:
    typed = {"name_en": "Staff council", "about_en": "Elected.", "name_de": "Betriebsrat"}

    answer = owner.client.post("/keepers/new/", typed, follow=True)

    made = Rota.objects.get(slug="staff-council")
    assert (made.name, made.about) == ({"en": "Staff council", "de": "Betriebsrat"}, {"en": "Elected."})
    assert "Staff council" in sentences(answer)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Write the name in at least one language."),
        ({"name_en": "x" * 61}, "at most 60 characters"),
        ({"name_en": "A", "about_de": "Über uns"}, "There is a sentence about it in this language and no name."),
    ],
)
def test_words_that_do_not_do_are_refused_and_kept(owner: Person, typed: dict[str, str], sentence: str) -> None:
    answer = owner.client.post("/keepers/new/", typed)

    assert answer.status_code == 400
    assert any(sentence in fault for fault in errors(answer)) or sentence in sentences(answer)
    for value in typed.values():
        assert value in answer.content.decode()
    assert Rota.objects.count() == 1


def test_a_rota_changes_its_words(owner: Person) -> None:
    shown = owner.client.get("/keepers/hr/").content.decode()

    owner.client.post("/keepers/hr/", {"name_en": "People team"})

    assert 'value="Human resources"' in shown
    assert Rota.objects.get(pk="hr").name == {"en": "People team"}


def test_a_rota_is_closed_and_opened_again_after_a_question(owner: Person) -> None:
    council()

    question = owner.client.get("/keepers/council/open/")
    states = []
    for _ in range(2):
        owner.client.post("/keepers/council/open/")
        states.append(Rota.objects.get(pk="council").is_open)

    assert "Close Staff council?" in sentences(question)
    assert states == [False, True]


def test_the_last_open_rota_is_not_closed(owner: Person) -> None:
    answer = owner.client.post("/keepers/hr/open/", follow=True)

    assert "This is the last open rota; open another one first." in sentences(answer)
    assert Rota.objects.get().is_open


def test_what_is_not_there_is_not_there(owner: Person) -> None:
    assert owner.client.get("/keepers/nowhere/").status_code == 404
    assert owner.client.get(f"/keepers/move/{'00' * 16}/").status_code == 404
    assert owner.client.post("/keepers/nowhere/open/").status_code == 404


def test_what_keepers_read_in_danger_is_shown(owner: Person, settings: Any, tmp_path: Path) -> None:
    file = tmp_path / "danger.json"
    file.write_text(json.dumps({"en": "Call 112."}))
    settings.DANGER_FILE = str(file)
    shown = sentences(owner.client.get("/keepers/"))
    file.write_text("{")

    assert "Call 112." in shown
    assert "not JSON in UTF-8" in sentences(owner.client.get("/keepers/"))
