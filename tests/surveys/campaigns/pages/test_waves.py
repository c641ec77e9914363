"""Pages of waves: each state in its place, and nothing of who answered."""

from datetime import date, timedelta

import pytest
from django.test import Client

from surveys.campaigns.models import Invitation, Issued, Participation, Questionnaire, Wave
from surveys.people.models import Group
from tests.surveys.campaigns.conftest import NOW
from tests.surveys.campaigns.pages.conftest import Words

ANSWERED = 17  # of 42, in the fixture below


@pytest.fixture
def half(opened: Wave) -> Wave:
    """An open wave with data that could leak: mails in every state, passes issued to some, one figure of R10."""
    invitations = list(Invitation.objects.filter(wave=opened).order_by("id"))
    Invitation.objects.filter(wave=opened).update(mail="sent")
    for number, mail in ((9, "waiting"), (2, "refused")):
        Invitation.objects.filter(pk__in=[one.pk for one in invitations[:number]]).update(mail=mail)
    for group, count in (("labels", 19), ("ballot", ANSWERED), ("candle", 13)):
        rows = [Issued(invitation=one, group=group, digest=b"d" * 32) for one in invitations[-count:]]
        Issued.objects.bulk_create(rows)
    Participation.objects.create(wave=opened, day=date(2026, 11, 3), percent=35)
    Participation.objects.create(wave=opened, day=date(2026, 11, 4), percent=40)
    return opened


def test_what_is_missing_first_stands_there_as_steps(read, db: None) -> None:
    shown = read("/waves/")

    assert "Bring the roster Make a questionnaire Plan a wave" in shown.text
    assert "At least seven people must be on the roster" in shown.text
    assert "/questionnaires/new/" in shown.links
    assert "/waves/new/" not in shown.links


def test_with_a_roster_the_questionnaire_is_next(read, roster: dict[str, Group]) -> None:
    assert "Bring the roster (done) Make a questionnaire Plan a wave" in read("/waves/").text


def test_where_nothing_is_missing_the_first_wave_can_be_planned(
    read, roster: dict[str, Group], questionnaire: Questionnaire
) -> None:
    shown = read("/waves/")

    assert "No wave yet" in shown.text
    assert "/waves/new/" in shown.links


def test_a_planned_wave_can_be_changed_or_cancelled(read, plan) -> None:
    wave = plan()

    shown = read("/waves/")

    assert "Planned Pulse 1 Opens Nov. 2, 2026, 08:00 UTC Closes Nov. 9, 2026, 08:00 UTC" in shown.text
    assert {f"/waves/{wave.pk}/change/", f"/waves/{wave.pk}/cancel/"} <= set(shown.links)


def test_an_open_wave_shows_mails_and_the_newest_figure_of_participation(read, half: Wave) -> None:
    shown = read("/waves/").text

    assert "Invited 42 Mails 33 sent, 7 waiting, 2 refused by the mail server" in shown
    assert "at least 40 % on Nov. 4, 2026" in shown


def test_on_the_first_day_there_is_no_figure(read, opened: Wave) -> None:
    assert "shown from tomorrow on, once a day" in read(f"/waves/{opened.pk}/").text


def test_an_open_wave_shows_how_far_it_is(as_owner: Client, half: Wave) -> None:
    page = as_owner.get(f"/waves/{half.pk}/").content.decode()
    shown = Words(page).text

    assert '<progress id="mailed" max="100" value="83">' in page  # 35 of 42
    assert "planned (done) announced (done) open closed, late ballots still taken counted and published" in shown
    assert str(half.notice_id) in shown
    assert "No figure of fewer than 8 people; groups from 12 people." in shown
    assert "refresh" not in page


@pytest.mark.parametrize("address", ["/waves/", "/waves/{wave}/", "/questionnaires/{questionnaire}/"])
def test_nothing_shows_who_answered_or_how_many(read, half: Wave, address: str) -> None:
    shown = read(address.format(wave=half.pk, questionnaire=half.questionnaire_id)).text

    said = set(shown.replace(str(half.notice_id), "").replace(".", " ").replace(",", " ").split())
    assert not said & {str(ANSWERED), str(42 - ANSWERED), "19", "13", "23", "29"}  # issued, and what is left of 42
    assert "35 %" not in shown  # one figure a day, the newest
    for invitation in Invitation.objects.select_related("employee"):
        assert invitation.pk.hex not in shown
        assert str(invitation.pk) not in shown
        assert invitation.employee.email not in shown
        assert invitation.employee.number not in said
    for group in ("Sales", "Tech", "Tiny"):
        assert group not in said


def test_no_query_of_these_pages_looks_at_what_was_issued(read, half: Wave, django_assert_max_num_queries) -> None:
    for address in ("/waves/", f"/waves/{half.pk}/"):
        with django_assert_max_num_queries(40) as seen:
            read(address)
        assert not [query["sql"] for query in seen.captured_queries if "campaigns_issued" in query["sql"]]


def test_an_announced_wave_keeps_the_thresholds_of_its_notice(read, opened: Wave) -> None:
    opened.campaign.k, opened.campaign.m = 15, 30
    opened.campaign.save()

    assert "No figure of fewer than 8 people; groups from 12 people." in read(f"/waves/{opened.pk}/").text


def test_a_closed_wave_leads_to_its_report_once_the_grace_is_over(read, half: Wave, time_machine) -> None:
    half.move(Wave.State.CLOSED)

    time_machine.move_to(half.closes + timedelta(hours=1))
    early = read(f"/waves/{half.pk}/")
    time_machine.move_to(half.closes + timedelta(hours=7))
    late = read(f"/waves/{half.pk}/")

    report = f"/reports/{half.notice_id}/"
    assert report not in early.links
    assert report in late.links
    assert report in read("/waves/").links


def test_a_refused_wave_gives_its_reason(read, plan) -> None:
    wave = plan()
    wave.move(Wave.State.REFUSED, reason="7 people are on the roster, and a wave needs at least 12")

    for address in ("/waves/", f"/waves/{wave.pk}/"):
        assert "It was refused: 7 people are on the roster, and a wave needs at least 12." in read(address).text


def test_looking_at_the_question_cancels_nothing(read, plan) -> None:
    wave = plan()

    shown = read(f"/waves/{wave.pk}/cancel/")

    wave.refresh_from_db()
    assert "Cancel Pulse 1?" in shown.text
    assert wave.state == "planned"


def test_a_planned_wave_is_cancelled_once_confirmed(as_owner: Client, plan) -> None:
    wave = plan()

    shown = Words(as_owner.post(f"/waves/{wave.pk}/cancel/", follow=True).content.decode()).text

    wave.refresh_from_db()
    assert "Pulse 1 is cancelled." in shown
    assert wave.state == "cancelled"


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_announced_wave_is_not_cancelled(as_owner: Client, announced: Wave, method: str) -> None:
    answer = getattr(as_owner, method)(f"/waves/{announced.pk}/cancel/", follow=True)

    announced.refresh_from_db()
    assert "cannot be cancelled" in Words(answer.content.decode()).text
    assert announced.state == "announced"


def test_waves_of_long_ago_are_behind_a_link(read, plan) -> None:
    wave = plan()
    fields = {"campaign": wave.campaign, "questionnaire": wave.questionnaire, "opens": NOW, "state": "refused"}
    Wave.objects.bulk_create(Wave(number=n, closes=NOW + timedelta(days=1), **fields) for n in range(2, 30))

    first, everything = read("/waves/"), read("/waves/?all=1")

    assert first.text.count("refused") == 20
    assert "?all=1" in first.links
    assert everything.text.count("refused") == 28
    assert "?all=1" not in everything.links
