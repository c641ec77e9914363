"""Both doors and the documents of one wave, so that a client can be played without a whole installation."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from crypto import keepers
from crypto.keys import key_id, new_seed, new_signing_key, sealing_public, spki
from crypto.sign import Pen
from demo.documents import Papers
from demo.house import House

QUARTER, MONTH, WAVE = "2026-Q4", "2026-11", "a" * 32
NAMES = ("label", "ballot", "candle", "entitlement day", "entitlement half-day", "break day", "break half-day")
KEYS = {name: new_signing_key() for name in NAMES}
SPKI = {name: spki(key.public_key()) for name, key in KEYS.items()}
PENS = {key_id(SPKI[name]).hex(): Pen(key) for name, key in KEYS.items()}
COHORT = {"id": "c" * 32, "label_key": key_id(SPKI["label"]).hex()}
SECRET, ROUTER, BOX = keepers.new_secret(), new_seed(), new_seed()


def text(data):
    return base64.b64encode(data).decode()


def entry_of(secret, *, signer=None, previous=None, rota="hr"):
    """A rota in a house Notice."""
    record = keepers.write_record(secret, rota=rota, previous=previous)
    fields = {name: value for name, value in json.loads(record).items() if name != "version"}
    signature = keepers.sign_record(signer or secret, record)
    return fields | {"name": {"en": "People"}, "about": {"en": "Two who read."}, "signature": signature}


def house(*, keeping=True):
    """A house Notice with a day and half a day for everybody, and its Box."""
    kinds = ("day", "half-day")
    notice = {
        "month": MONTH,
        "candle_keys": [{"month": MONTH, "key": text(SPKI["candle"])}],
        "keepers": [entry_of(SECRET)] if keeping else [],
        "breaks": [{"kind": kind, "name": {"en": kind}, "about": {}, "each": 1, "capacity": 5} for kind in kinds],
        "entitlement_keys": [_key(f"entitlement {kind}", kind) for kind in kinds],
    }
    box = {
        "router": {"month": MONTH, "key": text(sealing_public(ROUTER))},
        "breaks": [_key(f"break {kind}", kind) for kind in kinds],
    }
    return House("d" * 64, notice, box)


def _key(name, kind):
    return {"kind": kind, "quarter": QUARTER, "key": text(SPKI[name])}


class Doors:
    """Signs what it is asked, but for the groups in `refuses`; takes the rest. Keeps every request by its path."""

    def __init__(self):
        self.refuses, self.asked, self.took = set(), [], []
        doors = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                answer = json.dumps(doors.answer(self.path, body)).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, path, body):
        self.took.append((path, body))
        if path == "/exchanges/":
            return {"version": 1, "exchanges": [self.exchange(one) for one in json.loads(body)["exchanges"]]}
        if path != "/passes/":
            return {}
        request = json.loads(body)
        self.asked.append(request)
        return {"version": 1, "groups": {group: self.serve(group, pairs) for group, pairs in request["groups"].items()}}

    def serve(self, group, pairs):
        return {"refused": "no"} if group in self.refuses else {"signatures": [sign(*pair) for pair in pairs]}

    def exchange(self, one):
        return {"refused": "no"} if "exchange" in self.refuses else {"signature": sign(one["key"], one["blinded"])}


def sign(key, blinded):
    return text(PENS[key].sign(base64.b64decode(blinded)))


class Known:
    """The papers of one wave, and the keys it names."""

    def __init__(self, url, client):
        self.named = self.nameless = url
        self.client, self.newest = client, house()

    def house(self):
        return self.newest

    def papers(self, notice):
        wave = {"wave": WAVE, "cohorts": [COHORT]}
        return Papers(notice, wave, SPKI["ballot"], sealing_public(BOX), self.newest)

    def public_key(self, named_id):
        assert named_id == COHORT["label_key"]
        return SPKI["label"]


@pytest.fixture
def door():
    serving = Doors()
    yield serving
    serving.server.shutdown()
    serving.server.server_close()


@pytest.fixture
def known(door):
    with httpx.Client(trust_env=False) as client:
        yield Known(door.url, client)
