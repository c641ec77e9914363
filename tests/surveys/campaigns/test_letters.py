"""What an invitation's mail says, read as a mail program reads it: alike for all, but for the link, and silent."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as configured
from hypothesis import given
from hypothesis import strategies as st

from surveys.campaigns.deeds.announce_house import announce_house
from surveys.campaigns.deeds.announce_wave import announce_wave
from surveys.campaigns.deeds.send_invitations import send_invitations
from surveys.campaigns.letters import compose, link_of, on_one_line
from surveys.campaigns.models import Campaign, Invitation, Wave
from surveys.people.models import Employee
from tests.surveys.campaigns.mailbox import Mailbox

MEANT_FOR_ONE = {"To", "Message-ID", "Date"}
BOUNDARY = re.compile(r'boundary="[^"]+"')


def letter_to(address: str, mailbox: Mailbox) -> EmailMessage:
    send_invitations()
    return mailbox.read()[address]


def body(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    assert part is not None
    content: str = part.get_content()
    return content


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_it_comes_as_plain_text_and_as_html(opened: Wave, mailbox: Mailbox) -> None:
    letter = letter_to("sales1@example.org", mailbox)

    assert letter.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content_charset() for part in letter.iter_parts()] == ["utf-8", "utf-8"]


def test_it_names_the_wave_its_questions_and_its_end(opened: Wave, mailbox: Mailbox) -> None:
    letter = letter_to("sales1@example.org", mailbox)

    assert letter["Subject"] == "Pulse 1: open until Nov. 9, 2026"
    for kind in ("plain", "html"):
        words = " ".join(re.sub(r"<[^>]+>", " ", body(letter, kind)).split())
        assert "Open until Monday, Nov. 9, 2026 at 8 a.m. (UTC). It has 2 questions" in words
        assert "fewer than 8 people" in words


def test_everybody_reads_their_own_language_and_the_first_where_none_is_known(opened: Wave, mailbox: Mailbox) -> None:
    for number, language in (("Sales1", "de"), ("Sales2", "ar"), ("Sales3", "tlh")):
        Employee.objects.filter(number=number).update(language=language)

    send_invitations()

    letters = mailbox.read()
    of = {name: letters[f"{name}@example.org"] for name in ("sales1", "sales2", "sales3", "sales4")}
    assert [letter["Content-Language"] for letter in of.values()] == ["de", "ar", "en", "en"]
    assert "9. November 2026" in of["sales1"]["Subject"]
    assert '<html lang="de" dir="ltr">' in body(of["sales1"], "html")
    assert '<html lang="ar" dir="rtl">' in body(of["sales2"], "html")


def test_nothing_but_the_link_differs_between_two_people_of_one_language(opened: Wave, mailbox: Mailbox) -> None:
    Employee.objects.filter(number="Sales1").update(name="Ada Lovelace", leads=True)
    send_invitations()
    alike = set()

    for address, letter in mailbox.read().items():
        link = link_of(Invitation.objects.select_related("wave").get(employee__email=address))
        headers = [(name, BOUNDARY.sub("", value)) for name, value in letter.items() if name not in MEANT_FOR_ONE]
        bodies = [part.get_content() for part in letter.iter_parts()]
        parts = [part.items() for part in letter.iter_parts()]
        assert all(text.count(link) >= 1 for text in bodies)
        alike.add(repr((headers, parts, [text.replace(link, "LINK") for text in bodies])))

    assert len(mailbox.letters) == 42
    assert len(alike) == 1


def test_nothing_in_it_is_fetched_or_reports_back(opened: Wave, mailbox: Mailbox, settings: Any) -> None:
    settings.IMPRINT_URL = "https://example.org/imprint"
    letter = letter_to("sales1@example.org", mailbox)

    page = body(letter, "html")
    invitation = Invitation.objects.get(employee__email="sales1@example.org")
    tags = Tags(page).found
    leads = {attributes["href"] for _, attributes in tags if "href" in attributes}
    pages = {f"{configured.NAMELESS_ORIGIN}/", f"{configured.NAMELESS_ORIGIN}/candle/"}
    assert leads == {link_of(invitation), *pages, "https://example.org/imprint"}
    assert {tag for tag, _ in tags}.isdisjoint({"img", "link", "script", "iframe", "object", "video", "audio", "form"})
    assert not {name for _, attributes in tags for name in attributes} & {"src", "srcset", "background", "ping"}
    assert not re.search(r"url\(|@import|expression", page)
    unwanted = {"disposition-notification-to", "return-receipt-to", "x-confirm-reading-to", "list-unsubscribe"}
    assert not {name.lower() for name in letter} & unwanted


def test_the_link_is_a_button_and_written_out(opened: Wave, mailbox: Mailbox) -> None:
    letter = letter_to("sales1@example.org", mailbox)

    link = link_of(Invitation.objects.get(employee__email="sales1@example.org"))
    assert f'href="{link}"' in body(letter, "html")
    assert f">{link}</a>" in body(letter, "html")
    assert link in body(letter, "plain").splitlines()


def test_machines_are_asked_not_to_answer_it(opened: Wave, mailbox: Mailbox) -> None:
    letter = letter_to("sales1@example.org", mailbox)

    assert letter["Auto-Submitted"] == "auto-generated"
    assert set(letter["X-Auto-Response-Suppress"].split(", ")) == {"DR", "RN", "NRN", "OOF", "AutoReply"}


def test_sent_again_it_is_the_same_message(opened: Wave, mailbox: Mailbox) -> None:
    send_invitations()
    first = {address: letter["Message-ID"] for address, letter in mailbox.read().items()}
    Invitation.objects.update(mail="waiting")

    send_invitations()

    assert len(mailbox.letters) == 84
    assert {address: letter["Message-ID"] for address, letter in mailbox.read().items()} == first
    assert len(set(first.values())) == 42
    assert all(re.fullmatch(r"<[0-9a-f]{32}@localhost>", name) for name in first.values())
    ids = {row.hex for row in Invitation.objects.values_list("id", flat=True)}
    assert not [name for name in first.values() for row in ids if row in name]


HOSTILE = 'Pulse\r\nBcc: spy@example.org\r\n\r\n<img src="https://spy.example.org/1.gif">'


def test_no_name_brings_in_a_header_a_recipient_or_a_tag(
    plan: Callable[..., Wave], stock: None, mailbox: Mailbox, settings: Any, seed: bytes, now: datetime
) -> None:
    settings.ORGANISATION_NAME = HOSTILE
    plan(campaign=HOSTILE)
    announce_house(now=now, seed=seed)
    [wave] = announce_wave(now=now, seed=seed)
    wave.move(Wave.State.OPEN)

    letter = letter_to("sales1@example.org", mailbox)

    assert sorted(name.lower() for name in letter) == [
        "auto-submitted", "content-language", "content-type", "date", "from", "message-id", "mime-version", "subject",
        "to", "x-auto-response-suppress",
    ]  # fmt: skip
    assert letter["To"] == "sales1@example.org"
    assert letter["Subject"].startswith("Pulse Bcc: spy@example.org <img")
    assert len(mailbox.letters) == 42
    assert "img" not in {tag for tag, _ in Tags(body(letter, "html")).found}
    assert "\nBcc:" not in body(letter, "plain")


@given(text=st.text())
def test_any_text_is_brought_onto_one_line(text: str) -> None:
    line = on_one_line(text)

    assert line.isprintable()
    assert line == line.strip()
    assert line.splitlines() in ([], [line])


@pytest.mark.parametrize("language", [code for code, _ in configured.LANGUAGES])
def test_a_letter_is_composed_in_every_language_without_its_marks_left(opened: Wave, language: str) -> None:
    letter = compose(opened, language)

    assert letter.text.count("\ue000") == 1
    assert letter.html.count("\ue000") == 3
    for text in (letter.subject, letter.text, letter.html):
        assert not re.search(r"%\(|\{\{|\{%|None", text)


def test_composing_asks_the_database_once_a_letter(
    opened: Wave, mailbox: Mailbox, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    Employee.objects.filter(number__startswith="Tech").update(language="de")

    with django_assert_max_num_queries(8):
        assert send_invitations() == 42


def test_the_end_is_told_in_the_zone_of_the_organisation_which_is_named(opened: Wave, settings: Any) -> None:
    settings.ORGANISATION_ZONE = ZoneInfo("America/New_York")

    letter = compose(opened, "en")

    assert "Monday, Nov. 9, 2026 at 3 a.m. (America/New York)" in letter.text


def test_the_end_is_told_to_the_minute_and_names_may_hold_any_letter(opened: Wave) -> None:
    Campaign.objects.update(name="Pulse ünd mehr")
    opened.refresh_from_db()
    opened.closes += timedelta(hours=12, minutes=30)

    letter = compose(opened, "en")

    assert letter.subject == "Pulse ünd mehr 1: open until Nov. 9, 2026"
    assert "8:30 p.m. (UTC)" in letter.text
