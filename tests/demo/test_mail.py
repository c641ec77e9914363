"""The mailbox takes real mail over SMTP and gives back whose link is whose."""

import smtplib
import subprocess
import sys
import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from demo import mail
from demo.embedded import free_port

ROOT = Path(__file__).resolve().parents[2]
LINK = "http://127.0.0.1:8001/w/" + "a" * 64 + "#" + "B" * 43 + "." + "c" * 32


@pytest.fixture
def mailbox(tmp_path):
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "demo.mail", str(port), str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE
    )
    server.stdout.readline()
    yield port, tmp_path
    server.terminate()
    assert server.wait() == 0


def letter(body, to="ada@example.org"):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "x@example.org", to, "Pulse 1 is open"
    message.set_content(body)
    return message


def test_links_when_invitations_came_gives_each_to_its_recipient(mailbox):
    port, folder = mailbox

    with smtplib.SMTP("127.0.0.1", port) as client:
        client.send_message(letter(f"Hello,\n\n{LINK}\n\nBye. Grüße, und noch ein sehr langer Satz für die Kodierung."))
        client.send_message(letter(f"Hello,\n\n{LINK[:-1]}d\n", to="bela@example.org"))

    assert sorted(mail.links(folder)) == [("ada@example.org", LINK), ("bela@example.org", LINK[:-1] + "d")]


def test_links_when_a_message_holds_none_passes_it_over(mailbox):
    port, folder = mailbox

    with smtplib.SMTP("127.0.0.1", port) as client:
        client.send_message(letter("Your code is 1234."))

    assert len(list(folder.glob("*.eml"))) == 1
    assert list(mail.links(folder)) == []


def test_mailbox_takes_many_letters_quickly(mailbox):
    port, folder = mailbox
    started = time.monotonic()

    with smtplib.SMTP("127.0.0.1", port) as client:
        for _ in range(200):
            client.send_message(letter(LINK))

    assert len(list(mail.links(folder))) == 200
    assert time.monotonic() - started < 20
