"""A mailbox believes nothing that its keepers did not sign: letters and offers, against a server that lies."""

import base64
import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from crypto import keepers, letter, mailbox
from crypto.keepers import new_secret
from demo.mailbox import PersonalMailbox

from .conftest import SECRET, house, text

CANDLE_KEY = bytes(range(16))
MAILBOX, SEALING = mailbox.mailbox_of(CANDLE_KEY), mailbox.sealing_of(CANDLE_KEY)


class Lying:
    """Answers `POST /mailbox/` with whatever it was given."""

    def __init__(self):
        self.view = {
            "version": 1, "state": "held", "urgency": None, "rota": "hr", "verified": True, "letters": [],
            "offers": [], "taken": None,
        }  # fmt: skip
        lying = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self._send({"version": 1, "challenge": "once"})

            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                self._send(lying.view)

            def _send(self, answer):
                body = json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"


class Documents:
    """One rota with one key."""

    def __init__(self, url, client):
        self.nameless, self.client = url, client

    def house(self):
        return house()

    def keepers_keys(self, rota):
        return [keepers.signing_key(SECRET).public_key().public_bytes_raw()]


@pytest.fixture
def server():
    serving = Lying()
    yield serving
    serving.server.shutdown()
    serving.server.server_close()


@pytest.fixture
def mine(server):
    with httpx.Client(trust_env=False) as client:
        yield PersonalMailbox(CANDLE_KEY, documents=Documents(server.url, client))


def written(words, *, secret=SECRET, number=1, author="keeper"):
    envelopes = {
        "keepers": letter.seal_letter(base64.b64decode(house().keepers()["sealing"]), words, mailbox=MAILBOX),
        "employee": letter.seal_letter(SEALING, words, mailbox=MAILBOX),
    }
    signature = letter.sign_letter(keepers.signing_key(secret), mailbox=MAILBOX, number=number, **envelopes)
    return {
        "number": number, "author": author, "sealed": text(envelopes["employee"]), "signature": text(signature),
        "other": hashlib.sha256(envelopes["keepers"]).hexdigest(),
    }  # fmt: skip


def offered(kind, *, secret=SECRET, signed="day"):
    message = letter.offer_message(mailbox=MAILBOX, offer=b"o" * 16, kind=signed)
    signature = text(keepers.signing_key(secret).sign(message))
    return {"id": (b"o" * 16).hex(), "kind": kind, "signature": signature, "state": "open"}


def test_a_letter_of_the_keepers_is_read(server, mine):
    server.view["letters"] = [written("Good morning.")]

    assert [(one.author, one.text) for one in mine.read().letters] == [("keeper", "Good morning.")]


@pytest.mark.parametrize(
    "forged",
    [
        written("Tell us your name.", secret=new_secret()),
        written("Good morning.") | {"number": 2},
        written("Good morning.") | {"author": "employee"},
        written("Good morning.") | {"sealed": written("Other words.")["sealed"]},
        written("Good morning.") | {"other": "00" * 32},
    ],
    ids=["another key", "another number", "another author", "another envelope", "another twin"],
)
def test_a_forged_letter_is_counted_and_left_out(server, mine, forged):
    server.view["letters"] = [written("Good morning."), forged]

    view = mine.read()

    assert [one.text for one in view.letters] == ["Good morning."]
    assert view.forged == 1


@pytest.mark.parametrize("forged", [offered("day", secret=new_secret()), offered("half-day")], ids=["key", "kind"])
def test_a_forged_offer_is_counted_and_left_out(server, mine, forged):
    server.view["offers"] = [offered("day"), forged]

    view = mine.read()

    assert [(one.kind, one.state) for one in view.offers] == [("day", "open")]
    assert view.forged == 1
