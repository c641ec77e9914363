"""The pages: what they show, what they hide, and from whom."""

from datetime import UTC, datetime
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from surveys.people.deeds.set_second_factor import set_second_factor
from surveys.people.models import Employee
from surveys.reports.deeds.collect import collect
from surveys.reports.models import RefusedReport, Report
from surveys.reports.nameless import Nameless
from tests.surveys.reports.published import QUESTIONS, Publisher

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HIDDEN = "hidden, to protect small groups"


class Tables(HTMLParser):
    """The cells of every row of every table, as their words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] = " ".join((self.rows[-1][-1] + " " + data).split())


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


def test_the_status_page_says_that_the_side_is_up_and_whom_it_trusts(client, nameless, settings):
    settings.OTHER_INSTALLATION_KEY = nameless.public.hex()

    shown = page(client, "/")

    assert "This side is up." in shown
    assert sha256(nameless.public).hexdigest() in shown


def test_the_status_page_leads_to_every_report_and_tells_of_refused_ones(client, first):
    RefusedReport.objects.create(notice="f" * 64, reason="the counted list is not sorted", day=NOW.date())

    shown = page(client, "/")

    assert f'<a href="/reports/{first}/">Pulse 1</a>' in shown
    assert f"<code>{'f' * 64}</code>: the counted list is not sorted." in shown


def test_a_report_shows_each_cohort_by_each_question_and_hides_the_small_ones(client, first):
    rows = Tables(page(client, f"/reports/{first}/")).rows

    assert rows[0][:3] == ["Group", "Ballots", "I sleep well favourable"]
    assert [row[:2] for row in rows[1:6]] == [
        ["Everybody", "57"],
        ["Ops", "15"],
        ["Ops / Night", "9"],
        ["Sales", "35"],
        ["Lab", HIDDEN],
    ]
    assert len(rows[5]) == 2
    assert rows[3][2].startswith("20 % or less")  # nine people: a band and no more
    assert rows[3][4] == "too few for this question"


def test_a_report_shows_participation_and_what_was_spoiled(client, first):
    shown = page(client, f"/reports/{first}/")

    assert ["Ops, people of no smaller group", "8", "75 %"] in Tables(shown).rows
    assert ["Lab", "7", "43 %"] in Tables(shown).rows
    assert "2 ballots carried a label that is not genuine" in shown


def test_a_question_shows_all_its_figures(client, first):
    scale = Tables(page(client, f"/reports/{first}/q1/")).rows
    recommend = Tables(page(client, f"/reports/{first}/q2/")).rows
    choice = Tables(page(client, f"/reports/{first}/q3/")).rows
    choices = Tables(page(client, f"/reports/{first}/q4.2/")).rows

    assert scale[0] == ["Group", "Ballots", "favourable", "neutral", "unfavourable", "mean"]
    assert recommend[0][-1] == "eNPS"
    assert choice[0] == ["Group", "Ballots", "option 1", "option 2", "option 3", "no answer"]
    assert [row[0] for row in choice[1:]] == ["Everybody", "Sales"]  # thirty ballots or more
    assert choices[0] == ["Group", "Ballots", "chosen", "not chosen"]


def test_a_report_is_there_byte_for_byte_with_its_signature(client, first):
    stored = Report.objects.get(notice=first)

    answer = client.get(f"/reports/{first}/report.json")

    assert (answer.content, answer["Content-Type"]) == (bytes(stored.document), "application/json")
    assert answer["Windbreak-Signature"] == stored.signature


def test_clear_changes_since_the_wave_before_are_marked(client, publisher, nameless, first):
    second = publisher.publish(favours=4)
    collect(nameless=nameless, now=NOW)

    before, after = (Tables(page(client, f"/reports/{name}/")).rows for name in (first, second))

    assert not any("changed" in cell for row in before for cell in row)
    assert "changed" in after[1][2]
    assert "changed" not in after[3][2]  # under ten people nothing is compared


@pytest.mark.parametrize("path", ["", "report.json", "q1/"])
def test_reports_are_for_owners_alone_unless_they_are_open(client, first, settings, path):
    settings.OPEN_REPORTS = False
    address = f"/reports/{first}/{path}"
    ann = Employee.objects.create(number="1", email="ann@x.org")
    owner = Employee.objects.create(email="owner@x.org", role="owner")
    set_second_factor(employee=owner, secret="A" * 32)

    stranger = client.get(address)
    client.force_login(ann)
    employee = client.get(address)
    client.force_login(owner)
    allowed = client.get(address)

    assert (stranger.status_code, stranger["Location"]) == (302, f"/account/login/code/?next={address}")
    assert (employee.status_code, allowed.status_code) == (403, 200)
    assert b"Sales" not in employee.content


def test_the_status_page_tells_strangers_nothing_of_reports(client, first, settings):
    settings.OPEN_REPORTS = False
    RefusedReport.objects.create(notice="f" * 64, reason="the counted list is not sorted", day=NOW.date())

    shown = page(client, "/")

    assert "Pulse 1" not in shown
    assert "f" * 64 not in shown


@pytest.mark.parametrize("path", ["/reports/{}x/", "/reports/{}/q9/", "/reports/%00/", "/reports/x/y/"])
def test_what_was_never_published_is_not_there(client, first, path):
    assert client.get(path.format(first)).status_code == 404


def test_nothing_changes_by_looking_and_nothing_else_is_answered(client, first):
    answer = client.post(f"/reports/{first}/")

    assert answer.status_code == 405


def test_pages_carry_no_inline_script_or_style_and_their_stylesheet_is_there(client, first):
    for path in ("/", f"/reports/{first}/", f"/reports/{first}/q1/"):
        shown = page(client, path)
        assert "<script" not in shown
        assert "style=" not in shown
        assert "<style" not in shown
        assert '<link rel="stylesheet" href="/static/reports/reports.css">' in shown
    assert finders.find("reports/reports.css")


def test_words_from_a_notice_are_never_markup(client, publisher, nameless, settings, monkeypatch):
    monkeypatch.setitem(QUESTIONS[0], "text", {"en": "<b>sleep</b>"})
    settings.OPEN_REPORTS = True
    name = publisher.publish()
    collect(nameless=nameless, now=NOW)

    assert "&lt;b&gt;sleep&lt;/b&gt;" in page(client, f"/reports/{name}/")
