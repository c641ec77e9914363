"""Letters about accounts: in two forms, in the reader's language, and failing without a word about the reader."""

import logging
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from surveys.people.letters import post
from surveys.people.models import Role

FOLDER = Path(__file__).resolve().parents[3] / "surveys" / "people" / "templates"
LETTERS = sorted(str(path.relative_to(FOLDER)).removesuffix("_subject.txt") for path in FOLDER.rglob("*_subject.txt"))


@pytest.mark.parametrize("template", LETTERS)
def test_every_letter_has_both_forms_and_loads_nothing(template):
    shown = {"organisation": "Müller & Söhne <GmbH>", "named_origin": "https://named.example", "code": "1234-5678"}
    shown["role"] = Role.DESK.label

    subject = render_to_string(f"{template}_subject.txt", shown)
    plain = render_to_string(f"{template}_message.txt", shown)
    html = render_to_string(f"{template}_message.html", shown)

    assert 0 < len(subject.strip()) < 100
    assert "Müller & Söhne <GmbH>" in plain
    assert "Müller &amp; Söhne &lt;GmbH&gt;" in html
    assert not [word for word in ("<img", "src=", "<link", "url(", "<script") if word in html]


def test_a_letter_comes_in_the_readers_language(mailbox):
    post("people/email/role_given", address="ann@x.org", language="ar", role=Role.DESK.label).result()

    [letter] = mailbox.wait()
    assert 'lang="ar" dir="rtl"' in letter.get_body(("html",)).get_content()


def test_a_letter_that_cannot_be_sent_is_logged_without_the_address(settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens

    with caplog.at_level(logging.ERROR, logger="surveys.people.letters"):
        post("account/email/login_code", address="canary@x.org", language="", code="1234-5678").result()

    assert "ConnectionRefusedError" in caplog.text
    assert "canary" not in caplog.text
    assert "1234" not in caplog.text


def test_every_letter_says_the_same_line_to_everybody(mailbox, settings):
    post("people/email/role_given", address="ann@x.org", language="en", role=Role.DESK.label).result()
    post("account/email/login_code", address="bob@x.org", language="en", code="1234-5678").result()

    letters = mailbox.wait(2)
    ends = {tuple(letter.get_body(("plain",)).get_content().splitlines()[-2:]) for letter in letters}
    [(sentence, address)] = ends
    assert "without a name" in sentence
    assert address == f"{settings.NAMELESS_ORIGIN}/candle/"
    assert all(sentence in letter.get_body(("html",)).get_content() for letter in letters)
