"""Making questionnaires by page: the library, the editor, a file; nothing typed is ever lost."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from surveys.campaigns.models import Questionnaire
from tests.surveys.campaigns.conftest import FILE
from tests.surveys.campaigns.pages.conftest import Words

pytestmark = pytest.mark.django_db
ONE = {"name": "Mine", "languages": ["en"], "rows": "1", "q0-kind": "recommend", "q0-text-en": "Would you?"}


def upload(client: Client, data: bytes) -> Any:
    return client.post("/questionnaires/upload/", {"file": SimpleUploadedFile("mine.json", data)})


def test_the_library_shows_every_starter_with_its_questions(read) -> None:
    shown = read("/questionnaires/new/")

    for name in ("Pulse", "Rest and recovery", "Working together", "After a hard time"):
        assert f"Start from {name}" in shown.text
    assert "I know what is expected of me." in shown.text


def test_a_starter_is_saved_as_it_is_in_three_languages(as_owner: Client) -> None:
    first = as_owner.get("/questionnaires/new/pulse/")
    sent = {name: value for name, value in fields(first).items() if name != "do"}

    answer = as_owner.post("/questionnaires/new/pulse/", sent | {"do": "save"}, follow=True)

    stored = Questionnaire.objects.get()
    assert answer.redirect_chain == [(f"/questionnaires/{stored.pk}/", 302)]
    assert (stored.name, stored.version, stored.languages) == ("Pulse", 1, ["en", "de", "ar"])
    assert stored.questions.count() == 5
    assert "Pulse (version 1) is saved, with 5 questions." in Words(answer.content.decode()).text


def fields(answer: Any) -> dict[str, Any]:
    """What the editor's form would send, from what its template was given."""
    context = answer.context
    sent: dict[str, Any] = {"name": context["sheet"].name, "rows": str(len(context["rows"]))}
    sent["languages"] = context["sheet"].languages
    for row in context["rows"]:
        for field in (row.kind, row.key, *(field for line in row.lines for field in line)):
            sent[field.name] = field.value
        sent |= dict(row.carried)
    return sent


def test_a_starter_whose_name_is_taken_offers_another(as_owner: Client, questionnaire: Questionnaire) -> None:
    answer = as_owner.get("/questionnaires/new/pulse/")

    assert answer.context["sheet"].name == "Pulse 2"


def test_a_new_one_does_not_become_a_version_of_another_unseen(as_owner: Client, questionnaire: Questionnaire) -> None:
    answer = as_owner.post("/questionnaires/new/blank/", ONE | {"name": "Pulse", "do": "save"})

    assert "There is a questionnaire of this name" in Words(answer.content.decode()).text
    assert Questionnaire.objects.count() == 1


def test_a_change_makes_the_next_version_and_the_first_stays(as_owner: Client, questionnaire: Questionnaire) -> None:
    address = f"/questionnaires/{questionnaire.pk}/change/"
    sent = fields(as_owner.get(address)) | {"q0-text-en": "My work is right for me.", "do": "save"}

    as_owner.post(address, sent)

    first, second = Questionnaire.objects.order_by("version")
    assert second.questions.get(position=0).text["en"] == "My work is right for me."
    assert first.questions.get(position=0).text["en"] == "My workload is right."
    assert [row.key for row in second.questions.order_by("position")] == ["load", "enps"]


def test_saving_without_a_change_makes_no_version(as_owner: Client, questionnaire: Questionnaire) -> None:
    address = f"/questionnaires/{questionnaire.pk}/change/"

    answer = as_owner.post(address, fields(as_owner.get(address)) | {"do": "save"}, follow=True)

    assert "Nothing was different" in Words(answer.content.decode()).text
    assert Questionnaire.objects.count() == 1


def test_every_fault_is_told_beside_its_field_and_nothing_is_lost(as_owner: Client) -> None:
    sent = ONE | {
        "rows": "2",
        "name": " ",
        "q1-kind": "choice",
        "q1-text-en": "Where, “really”? <b>",
        "q1-options-en": "x",
    }

    answer = as_owner.post("/questionnaires/new/blank/", sent | {"do": "save"})
    shown = Words(answer.content.decode())

    assert "2 things are to be mended before this can be saved." in shown.text
    assert "Name: Write something here." in shown.text
    assert "Question 2, Options, one a line: Write two to 50 options, one a line." in shown.text
    assert {"#name", "#q1-options-en"} <= set(shown.links)
    assert {"name", "q1-options-en"} <= set(shown.ids)
    assert "Where, “really”? <b>" in shown.text
    assert "<b>" not in answer.content.decode()
    assert not Questionnaire.objects.exists()


@pytest.mark.parametrize("do", ["add", "up:1", "down:0", "remove:1", "show", "back", "nonsense", ""])
def test_every_button_keeps_what_was_typed_and_saves_nothing(as_owner: Client, do: str) -> None:
    sent = ONE | {"rows": "2", "q1-kind": "named", "q1-text-en": "How tired?", "q1-options-en": "rested\ntired"}

    shown = as_owner.post("/questionnaires/new/blank/", sent | {"do": do}).content.decode()

    for typed in ("Mine", "Would you?", "How tired?", "rested\ntired"):
        assert typed in shown
    assert not Questionnaire.objects.exists()


def test_a_file_becomes_a_questionnaire_and_comes_back_the_same(as_owner: Client) -> None:
    answer = upload(as_owner, json.dumps(FILE).encode())
    stored = Questionnaire.objects.get()
    back = as_owner.get(f"/questionnaires/{stored.pk}/questionnaire.json")
    again = upload(as_owner, back.content)

    assert answer["Location"] == again["Location"] == f"/questionnaires/{stored.pk}/"
    assert back["Content-Disposition"] == 'attachment; filename="pulse-1.json"'
    assert Questionnaire.objects.count() == 1


def test_every_fault_of_a_file_is_named(as_owner: Client) -> None:
    file = {"name": "", "languages": ["en"], "questions": [{"key": "a", "kind": "scale", "text": {"en": "?"}}, 7]}

    shown = Words(upload(as_owner, json.dumps(file).encode()).content.decode()).text

    assert "The file was not taken, for 6 reasons." in shown
    assert "The questionnaire, name: must be a text of 1 to 150 characters." in shown
    assert "Question 1 (a), good: must be one of high, low." in shown
    assert "Question 1 (a), points: must be a whole number from 2 to 11." in shown
    assert "Question 2: must be an object." in shown
    assert not Questionnaire.objects.exists()


@pytest.mark.parametrize("data", [b"\xff", b"{", b" " * (512 * 1024 + 2)])
def test_what_is_no_file_of_ours_is_refused_in_a_sentence(as_owner: Client, data: bytes) -> None:
    answer = upload(as_owner, data)

    assert answer.status_code == 200
    assert "The file was not taken, for 1 reason." in Words(answer.content.decode()).text


def test_no_file_at_all_is_said(as_owner: Client) -> None:
    answer = as_owner.post("/questionnaires/upload/")

    assert "The file: is missing: choose one first." in Words(answer.content.decode()).text
