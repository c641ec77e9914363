"""The pages: what they show, what they hide, and that they do nothing else."""

import re
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from surveys.reports.deeds.collect import collect
from surveys.reports.models import RefusedReport, Report
from surveys.reports.nameless import Nameless
from tests.surveys.reports.published import LAB, NIGHT, QUESTIONS, ROOT, Publisher
from tests.surveys.reports.reading import Tables, grow, somebody

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HIDDEN = "hidden, to protect small groups"
FEW = {ROOT: 1, NIGHT: 2, LAB: 1}  # under the floor of five


@pytest.fixture
def first(publisher: Publisher, nameless: Nameless, settings) -> str:
    """One Report that came; everybody may read it."""
    settings.OPEN_REPORTS = True
    name = publisher.publish()
    collect(nameless=nameless, now=NOW)
    return name


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def words(client: Client, path: str) -> str:
    """A page without its markup and with single spaces."""
    return " ".join(re.sub(r"<[^>]*>", "", page(client, path)).split())


def test_strangers_learn_what_this_is_and_whom_it_trusts(client, nameless, settings):
    settings.OTHER_INSTALLATION_KEY = nameless.public.hex()

    shown = page(client, "/")

    assert "this side knows who works here and never sees an answer" in shown
    assert 'href="/account/login/code/"' in shown
    assert sha256(nameless.public).hexdigest() in shown


def test_employees_learn_where_surveys_come_from(client):
    grow()
    client.force_login(somebody(in_=NIGHT))

    shown = page(client, "/")

    assert "Surveys come to you by mail" in shown
    assert f'<a class="button" href="{reverse("account")}">' in shown


def test_the_first_page_leads_to_every_report_and_tells_of_refused_ones(client, first):
    RefusedReport.objects.create(notice="f" * 64, reason="the counted list is not sorted", day=NOW.date())

    shown = page(client, "/")

    assert f'<a href="/reports/{first}/"><bdi>Pulse 1</bdi></a>' in shown
    assert f"<code>{'f' * 64}</code>: the counted list is not sorted" in shown


def test_the_first_page_shows_the_newest_wave_at_a_glance(client, publisher, nameless, first):
    publisher.publish(favours=4)
    collect(nameless=nameless, now=NOW)

    shown = words(client, "/")
    rows = Tables(page(client, "/")).words()

    assert shown.index("Pulse 2") < shown.index("Pulse 1")
    assert "57 ballots were counted; 67 people were asked." in shown
    assert "↑ higher Everybody: 79 % or more favourable. I sleep well" in shown.replace("\N{NO-BREAK SPACE}", " ")
    assert ["Lab", "43 %", "7"] in rows


def test_a_first_wave_has_nothing_to_compare_and_a_quiet_one_no_clear_change(client, publisher, nameless, first):
    alone = words(client, "/")
    publisher.publish()
    collect(nameless=nameless, now=NOW)

    again = words(client, "/")

    assert "This was the first wave: changes show from the next one on." in alone
    assert "No clear change since the wave before." in again


def test_owners_are_told_of_refused_reports_though_none_was_taken(client):
    RefusedReport.objects.create(notice="f" * 64, reason="the counted list is not sorted", day=NOW.date())
    client.force_login(somebody(role="owner"))

    shown = words(client, "/")

    assert "the counted list is not sorted" in shown
    assert "No wave has been counted yet" in shown


def test_pages_lead_owners_and_nobody_else_to_what_is_going_on(client, settings):
    stranger = page(client, "/")
    client.force_login(somebody(role="owner"))

    owner = page(client, "/")

    assert "What is going on" in owner
    assert "What is going on" not in stranger


def test_a_report_shows_each_cohort_by_each_question_and_hides_the_small_ones(client, first):
    rows = Tables(page(client, f"/reports/{first}/")).words()

    assert rows[0] == ["Group", "Ballots", "I sleep well favourable", "Come here? favourable"]
    assert [row[:2] for row in rows[1:6]] == [
        ["Everybody", "57"],
        ["Ops", "15"],
        ["Ops / Night", "9"],
        ["Sales", "35"],
        ["Lab", HIDDEN],
    ]
    assert len(rows[5]) == 2
    assert rows[3][2].startswith("20 % or less")  # nine people: a band and no more


def test_a_report_shows_the_options_of_a_question_with_several_in_a_table_of_their_own(client, first):
    rows = Tables(page(client, f"/reports/{first}/")).words()

    assert ["Group", "Ballots", "option 1 chosen", "option 2 chosen"] in rows


def test_a_report_shows_the_whole_organisations_picks_from_a_list(client, first):
    shown = words(client, f"/reports/{first}/")

    assert "Schicht Everybody, 57 ballots" in shown


def test_a_report_shows_participation_and_what_was_spoiled(client, first):
    rows = Tables(page(client, f"/reports/{first}/")).words()

    assert ["Ops, without the groups below", "75 %", "8"] in rows
    assert ["Lab", "43 %", "7"] in rows
    assert "2 ballots carried a label that is not genuine" in page(client, f"/reports/{first}/")


def test_a_report_says_what_is_promised_and_what_is_not(client, first):
    shown = words(client, f"/reports/{first}/")

    assert "Within this wave, groups of fewer than 5 people cannot be worked out from anything shown." in shown
    assert "That is not to say that nobody can ever guess" in shown


def test_a_question_shows_all_its_figures(client, first):
    scale = Tables(page(client, f"/reports/{first}/q1/")).words()
    recommend = Tables(page(client, f"/reports/{first}/q2/")).words()
    choices = Tables(page(client, f"/reports/{first}/q4.2/")).words()

    assert scale[0] == ["Group", "Ballots", "", "favourable", "neutral", "unfavourable", "mean"]
    assert recommend[0][-1] == "eNPS"
    assert choices[0] == ["Group", "Ballots", "", "chosen", "not chosen"]
    assert [row for row in scale if row[0] == "Lab"] == [["Lab", HIDDEN]]
    night = next(row for row in scale if row[0] == "Ops / Night")
    assert (night[1], night[-1]) == ("9", "too few")


def test_a_question_shows_how_many_chose_each_option_from_thirty_ballots_on(client, first):
    shown = page(client, f"/reports/{first}/q3/")

    assert re.findall(r"<h3 id=[^>]*><bdi>([^<]*)", shown) == ["Everybody", "Sales"]
    assert [row[0] for row in Tables(shown).words()[1:5]] == ["option 1", "option 2", "option 3", "no answer"]


def test_a_report_is_there_byte_for_byte_with_its_signature(client, first):
    stored = Report.objects.get(notice=first)

    answer = client.get(f"/reports/{first}/report.json")

    assert (answer.content, answer["Content-Type"]) == (bytes(stored.document), "application/json")
    assert answer["Windbreak-Signature"] == stored.signature


def test_clear_changes_since_the_wave_before_are_marked(client, publisher, nameless, first):
    second = publisher.publish(favours=4)
    collect(nameless=nameless, now=NOW)

    before, after = (Tables(page(client, f"/reports/{name}/")).words() for name in (first, second))

    assert not any("higher" in cell for row in before for cell in row)
    assert after[1][2].endswith("higher")
    assert "higher" not in after[3][2]  # under ten people nothing is compared


def test_a_small_screen_shows_the_question_that_was_asked_for(client, first):
    shown = page(client, f"/reports/{first}/?question=q2")

    assert '<option value="q2" selected>' in shown
    assert re.findall(r'<th scope="col" class="picked"><a href="([^"]*)"', shown)[0] == f"/reports/{first}/q2/"


@pytest.mark.parametrize("asked", ["", "q9", "<b>", "q4.1"])
def test_a_question_that_is_not_there_shows_the_first(client, first, asked: str):
    shown = page(client, f"/reports/{first}/?question={asked}")

    assert '<option value="q1" selected>' in shown
    assert "<b>" not in shown


def test_a_wave_with_too_few_ballots_says_so_kindly(client, publisher, nameless, settings):
    settings.OPEN_REPORTS = True
    name = publisher.publish(counts=FEW)
    collect(nameless=nameless, now=NOW)

    report, question, home = (words(client, path) for path in (f"/reports/{name}/", f"/reports/{name}/q1/", "/"))

    assert "Too few answered for anything to be shown" in report
    assert "Too few answered for anything to be shown" in question
    assert "Too few answered for anything to be shown" in home
    assert client.get(f"/reports/{name}/figures.csv").status_code == 200
    assert client.get(f"/reports/{name}/figures.xlsx").status_code == 200


@pytest.mark.parametrize("path", ["/reports/{}x/", "/reports/{}/q9/", "/reports/%00/", "/reports/x/y/"])
def test_what_was_never_published_is_not_there(client, first, path):
    assert client.get(path.format(first)).status_code == 404


@pytest.mark.parametrize("path", ["", "q1/", "figures.csv", "figures.xlsx", "report.json"])
def test_nothing_changes_by_looking_and_nothing_else_is_answered(client, first, path):
    answer = client.post(f"/reports/{first}/{path}")

    assert answer.status_code == 405


def test_pages_carry_no_inline_script_or_style_and_their_stylesheets_are_there(client, first):
    for path in ("/", f"/reports/{first}/", f"/reports/{first}/q1/"):
        shown = page(client, path)
        assert not re.findall(r"<script(?![^>]*\bsrc=)", shown)
        assert "style=" not in shown
        assert "<style" not in shown
        assert re.findall(r'/static/(reports/\w+\.css)"', shown) == ["reports/charts.css", "reports/heat.css"]
    assert finders.find("reports/charts.css")
    assert finders.find("reports/heat.css")


def test_a_notices_words_are_shown_in_the_readers_language(client, publisher, nameless, settings):
    settings.OPEN_REPORTS = True
    name = publisher.publish(title={"en": "Pulse", "de": "Puls"})
    collect(nameless=nameless, now=NOW)

    shown = client.get(f"/reports/{name}/", headers={"accept-language": "de-AT,de;q=0.9"}).content.decode()

    assert "<h1><bdi>Puls</bdi></h1>" in shown
    assert "I sleep well" in shown  # asked in English alone


def test_words_from_a_notice_are_never_markup(client, publisher, nameless, settings):
    settings.OPEN_REPORTS = True
    question = QUESTIONS[0] | {"text": {"en": "<b>sleep</b>"}}
    name = publisher.publish(questions=[question, *QUESTIONS[1:]])
    collect(nameless=nameless, now=NOW)

    assert "&lt;b&gt;sleep&lt;/b&gt;" in page(client, f"/reports/{name}/")


def test_drawings_are_written_with_points_in_every_language(client, first):
    """A comma inside a coordinate would tear the drawing apart."""
    answer = client.get(f"/reports/{first}/q1/", headers={"accept-language": "de"}).content.decode()

    numbers = re.findall(r' (?:x|y|x1|x2|y1|y2|width|height)="([^"]*)"', answer)
    assert numbers
    assert not [number for number in numbers if not re.fullmatch(r"-?\d+(\.\d+)?", number)]
