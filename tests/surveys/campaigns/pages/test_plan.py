"""Planning by page: a form, what it would be, and only then a wave."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from surveys.campaigns.models import Campaign, Invitation, Questionnaire, Wave
from surveys.people.models import Employee, Group
from tests.surveys.campaigns.conftest import NOW
from tests.surveys.campaigns.pages.conftest import Words

TYPED = {"campaign": "Autumn", "when": "now", "opens": "", "days": "7", "k": "8", "m": "12", "grace_hours": "6"}


@pytest.fixture
def typed(questionnaire: Questionnaire, roster: dict[str, Group], now: datetime) -> dict[str, str]:
    """What a person types who changes little."""
    return TYPED | {"questionnaire": str(questionnaire.pk)}


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return Words(answer.content.decode()).text


def send(client: Client, typed: dict[str, str], do: str, **changes: str) -> Any:
    return client.post("/waves/new/", typed | changes | {"do": do})


def test_the_form_starts_as_the_last_wave_of_the_questionnaire_was(as_owner: Client, plan) -> None:
    wave = plan(campaign="Autumn")
    Campaign.objects.update(k=10, m=20)

    form = as_owner.get(f"/waves/new/?questionnaire={wave.questionnaire_id}").context["form"]

    assert form.initial["questionnaire"] == wave.questionnaire_id
    assert (form.initial["campaign"], form.initial["k"], form.initial["m"]) == ("Autumn", 10, 20)


@pytest.mark.parametrize("wanted", ["x", "²", "999999999999999999999", "-1", ""])
def test_a_questionnaire_that_is_not_there_is_not_chosen(
    as_owner: Client, roster: dict[str, Group], questionnaire: Questionnaire, wanted: str
) -> None:
    form = as_owner.get("/waves/new/", {"questionnaire": wanted}).context["form"]

    assert "questionnaire" not in form.initial


def test_what_is_missing_first_is_said_instead_of_the_form(read, db: None) -> None:
    shown = read("/waves/new/")

    assert "Before the first wave Bring the roster" in shown.text.replace(
        " A wave needs people to ask and something to ask them. What is missing stands here.", ""
    )
    assert "id_questionnaire" not in shown.ids


def test_before_anything_is_planned_everything_is_shown(as_owner: Client, typed: dict[str, str]) -> None:
    answer = send(as_owner, typed, "preview")

    shown = words(answer)
    assert "Nothing has happened yet Autumn 1" in shown
    assert "42 people, by one invitation each" in shown
    assert "Everybody 22 Tech, Tiny Sales 20" in shown  # with Tech apart, eight would be left
    letters = [letter for letter, _tongue in answer.context["letters"]]
    assert [letter.language for letter in letters] == ["en", "de", "ar"]
    assert all(" ".join(letter.text.split()) in shown for letter in letters)
    assert all("Autumn 1" in letter.subject and "/w/…" in letter.text for letter in letters)
    assert "What cannot be changed once it opens" in shown
    assert not Wave.objects.exists()
    assert not Campaign.objects.exists()
    assert not Invitation.objects.exists()


def test_the_preview_carries_everything_to_the_deed(as_owner: Client, typed: dict[str, str]) -> None:
    carried = Words(send(as_owner, typed, "preview").content.decode()).fields
    carried = {name: value for name, value in carried.items() if name != "csrfmiddlewaretoken"}

    answer = as_owner.post("/waves/new/", carried | {"do": "plan"}, follow=True)

    wave = Wave.objects.get()
    assert answer.redirect_chain == [(f"/waves/{wave.pk}/", 302)]
    assert "Autumn 1 is planned." in words(answer)
    assert (wave.opens, wave.closes, wave.grace_hours) == (NOW, NOW + timedelta(days=7), 6)
    assert (wave.campaign.k, wave.campaign.m, wave.state) == (8, 12, "planned")


def test_going_back_keeps_what_was_typed(as_owner: Client, typed: dict[str, str]) -> None:
    form = send(as_owner, typed, "back").context["form"]

    assert form["campaign"].value() == "Autumn"
    assert not Wave.objects.exists()


def test_an_earlier_campaign_goes_on_counting(as_owner: Client, typed: dict[str, str], plan) -> None:
    plan(campaign="Autumn")

    shown = words(send(as_owner, typed, "preview", when="later", opens="2026-12-20T09:00"))

    assert "Autumn 2" in shown
    assert "Results are compared with" not in shown  # the first was never announced


def test_what_the_results_will_be_compared_with_is_named(
    as_owner: Client, typed: dict[str, str], announced: Wave
) -> None:
    announced.move(Wave.State.CLOSED)

    shown = words(send(as_owner, typed, "preview", campaign="Pulse", when="later", opens="2026-12-20T09:00"))

    assert "Results are compared with Pulse 1" in shown


def test_without_a_name_the_questionnaire_gives_it(as_owner: Client, typed: dict[str, str]) -> None:
    send(as_owner, typed, "plan", campaign=" ")

    assert Wave.objects.get().campaign.name == "Pulse"


def test_times_are_typed_and_shown_in_the_zone_of_the_settings(
    as_owner: Client, typed: dict[str, str], settings: Any
) -> None:
    settings.ORGANISATION_ZONE = ZoneInfo("Europe/Berlin")

    shown = words(send(as_owner, typed, "preview", when="later", opens="2026-12-01T09:00"))
    send(as_owner, typed, "plan", when="later", opens="2026-12-01T09:00")

    assert "Opens Dec. 1, 2026, 09:00 Europe/Berlin" in shown
    assert Wave.objects.get().opens == datetime(2026, 12, 1, 8, tzinfo=UTC)


def test_an_hour_that_the_clocks_skip_is_refused_beside_its_field(
    as_owner: Client, typed: dict[str, str], settings: Any
) -> None:
    settings.ORGANISATION_ZONE = ZoneInfo("Europe/Berlin")

    form = send(as_owner, typed, "preview", when="later", opens="2027-03-28T02:30").context["form"]

    assert list(form.errors) == ["opens"]


@pytest.mark.parametrize(
    "field, value, sentence",
    [
        ("questionnaire", "999", "Select a valid choice"),
        ("campaign", "x" * 151, "at most 150 characters"),
        ("days", "0", "greater than or equal to 1"),
        ("days", "1e9", "Enter a whole number"),
        ("k", "4", "greater than or equal to 5"),
        ("k", "21", "less than or equal to 20"),
        ("m", "11", "With k = 8 this must be at least 12."),
        ("m", "1001", "less than or equal to 1000"),
        ("grace_hours", "169", "less than or equal to 168"),
        ("when", "never", "Select a valid choice"),
        ("when", "later", "Choose the day and time, or let it open as soon as it is confirmed."),
        ("opens", "yesterday", "Enter a valid date/time."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_in_the_summary(
    as_owner: Client, typed: dict[str, str], field: str, value: str, sentence: str
) -> None:
    answer = send(as_owner, typed, "plan", **{field: value})

    shown = words(answer)
    assert shown.count(sentence) == 2
    assert answer.context["form"]["campaign"].value() == (value if field == "campaign" else "Autumn")
    assert not Wave.objects.exists()


def test_a_time_that_is_over_is_refused(as_owner: Client, typed: dict[str, str]) -> None:
    shown = words(send(as_owner, typed, "preview", when="later", opens="2026-11-01T09:00"))

    assert "This is over already; choose a time to come." in shown


def test_too_few_people_are_refused_in_a_sentence(as_owner: Client, typed: dict[str, str]) -> None:
    Employee.objects.filter(number__startswith="Sales").delete()

    answer = send(as_owner, typed, "plan", m="30")

    assert "22 people are on the roster, and a wave needs at least 30." in words(answer)
    assert answer.context["form"]["m"].value() == "30"
    assert not Wave.objects.exists()


def test_questions_asked_too_soon_are_refused_in_a_sentence(
    as_owner: Client, typed: dict[str, str], announced: Wave
) -> None:
    answer = send(as_owner, typed, "preview")

    assert "was asked in Pulse 1" in words(answer)
    assert answer.context["form"]["campaign"].value() == "Autumn"


def test_a_wave_that_is_not_closed_by_then_is_named(as_owner: Client, typed: dict[str, str], plan) -> None:
    plan(campaign="Autumn")

    assert "A wave of Autumn is not closed by then." in words(send(as_owner, typed, "preview"))


def test_a_planned_wave_is_changed_and_keeps_its_number(as_owner: Client, typed: dict[str, str], plan) -> None:
    wave = plan(opens=NOW + timedelta(days=3))
    sent = typed | {
        "when": "later",
        "opens": "2026-11-20T10:00",
        "days": "3",
        "campaign": "Another",
        "k": "6",
        "m": "9",
    }

    preview = words(as_owner.post(f"/waves/{wave.pk}/change/", sent | {"do": "preview"}))
    answer = as_owner.post(f"/waves/{wave.pk}/change/", sent | {"do": "plan"}, follow=True)

    wave.refresh_from_db()
    assert "Pulse 1" in preview
    assert "Pulse 1 is changed." in words(answer)
    assert (wave.campaign.name, wave.number) == ("Pulse", 1)  # a wave stays in its campaign
    assert (wave.opens, wave.closes) == (datetime(2026, 11, 20, 10, tzinfo=UTC), datetime(2026, 11, 23, 10, tzinfo=UTC))
    assert (wave.campaign.k, wave.campaign.m) == (6, 9)
    assert Wave.objects.count() == 1


def test_an_announced_wave_is_not_changed(as_owner: Client, typed: dict[str, str], announced: Wave) -> None:
    answer = as_owner.post(f"/waves/{announced.pk}/change/", typed | {"do": "plan"})

    assert answer.status_code == 404


def test_names_of_groups_are_never_markup(as_owner: Client, typed: dict[str, str]) -> None:
    Group.objects.filter(name="Tech").update(name="<b>Tech</b>")

    assert "<b>Tech" not in send(as_owner, typed, "preview", campaign="<i>x</i>").content.decode()
