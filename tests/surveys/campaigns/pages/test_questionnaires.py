"""Pages of the questionnaires that there are."""

import json

import pytest
from django.test import Client

from surveys.campaigns.deeds.cancel_wave import cancel_wave
from surveys.campaigns.deeds.import_questionnaire import import_questionnaire
from surveys.campaigns.library import starters
from surveys.campaigns.models import Questionnaire
from surveys.campaigns.questionnaires import read_questionnaire
from tests.surveys.campaigns.conftest import FILE


def changed() -> Questionnaire:
    """A second version, of one question."""
    file = FILE | {"questions": FILE["questions"][:1]}
    return import_questionnaire(draft=read_questionnaire(json.dumps(file).encode()))[0]


def test_where_there_is_none_the_page_says_how_to_begin(read) -> None:
    shown = read("/questionnaires/")

    assert "No questionnaire yet" in shown.text
    assert "/questionnaires/new/" in shown.links


def test_the_list_shows_the_newest_version_and_leads_to_the_others(read, questionnaire: Questionnaire) -> None:
    newest = changed()

    shown = read("/questionnaires/")

    assert "Questions 1 Languages English , Deutsch Versions 2 (newest), 1" in shown.text
    assert {f"/questionnaires/{questionnaire.pk}/", f"/questionnaires/{newest.pk}/"} <= set(shown.links)
    assert "not asked yet" in shown.text


def test_the_list_says_what_is_planned_and_what_was_asked(read, plan, announced) -> None:
    assert "asked, never changes" in read("/questionnaires/").text


def test_a_cancelled_wave_asked_nobody(read, plan) -> None:
    wave = plan()
    before = read("/questionnaires/").text

    cancel_wave(wave=wave)

    assert "in a planned wave" in before
    assert "not asked yet" in read("/questionnaires/").text


def test_a_version_shows_its_questions_and_what_answers_count_as(read, questionnaire: Questionnaire) -> None:
    shown = read(f"/questionnaires/{questionnaire.pk}/").text

    assert "My workload is right. 1 2 3 4 5 never always" in shown
    assert "favourable 4, 5 (always) neutral 3 unfavourable 1 (never), 2" in shown
    assert "favourable 9, 10 neutral 7, 8" in shown


def test_a_version_speaks_each_of_its_languages(read, questionnaire: Questionnaire) -> None:
    shown = read(f"/questionnaires/{questionnaire.pk}/?language=de").text

    assert "Meine Arbeitslast passt." in shown
    assert "My workload is right." not in shown


@pytest.mark.parametrize("language", ["xx", "", "%00"])
def test_a_language_it_does_not_speak_is_its_first(read, questionnaire: Questionnaire, language: str) -> None:
    assert "My workload is right." in read(f"/questionnaires/{questionnaire.pk}/?language={language}").text


def test_choices_and_named_steps_are_lists_as_for_employees(as_owner: Client, db: None) -> None:
    stored, _ = import_questionnaire(draft=starters()["hard_time"].draft)

    shown = as_owner.get(f"/questionnaires/{stored.pk}/").content.decode()

    assert shown.count('<input type="radio">') == 5 + 3 * 5
    assert shown.count('<input type="checkbox">') == 6
    assert shown.count('<fieldset class="question" disabled>') == 5


def test_an_earlier_version_says_so_and_makes_no_wave(read, questionnaire: Questionnaire) -> None:
    newest = changed()

    shown = read(f"/questionnaires/{questionnaire.pk}/")

    assert "This is an earlier version." in shown.text
    assert f"/questionnaires/{newest.pk}/" in shown.links
    assert not any(link.startswith("/waves/new/") for link in shown.links)


def test_words_of_a_questionnaire_are_never_markup(as_owner: Client, db: None) -> None:
    file = {"name": "<b>x</b>", "languages": ["en"], "questions": [FILE["questions"][1] | {"text": {"en": "<i>?</i>"}}]}
    stored, _ = import_questionnaire(draft=read_questionnaire(json.dumps(file).encode()))

    for address in ("/questionnaires/", f"/questionnaires/{stored.pk}/", f"/questionnaires/{stored.pk}/change/"):
        shown = as_owner.get(address).content.decode()
        assert "<b>x" not in shown
        assert "<i>?" not in shown
