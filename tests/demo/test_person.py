"""A client asks ahead for its label and spare passes, repeats itself byte for byte, and can do without the spare."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from crypto.keys import key_id, new_signing_key, spki
from crypto.sign import Pen
from demo.documents import Papers
from demo.person import SPARE, Person, Refused

LABEL, CANDLE = new_signing_key(), new_signing_key()
SPKI = {name: spki(key.public_key()) for name, key in (("label", LABEL), ("candle", CANDLE))}
PENS = {key_id(SPKI["label"]).hex(): Pen(LABEL), key_id(SPKI["candle"]).hex(): Pen(CANDLE)}
COHORT = {"id": "c" * 32, "label_key": key_id(SPKI["label"]).hex()}


class Door:
    """Signs what it is asked, but for the groups in `refuses`; keeps the requests."""

    def __init__(self):
        self.refuses, self.asked = set(), []
        door = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                door.asked.append(request)
                body = json.dumps({"version": 1, "groups": door.answers(request["groups"])}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def answers(self, groups):
        return {
            group: {"refused": "no"} if group in self.refuses else {"signatures": [sign(*pair) for pair in pairs]}
            for group, pairs in groups.items()
        }


def sign(key, blinded):
    return base64.b64encode(PENS[key].sign(base64.b64decode(blinded))).decode()


class Known:
    """The papers of one wave, and the keys it names."""

    nameless = "http://127.0.0.1:9"

    def __init__(self, named, client):
        self.named, self.client = named, client

    def papers(self, notice):
        wave = {"wave": "a" * 32, "cohorts": [COHORT]}
        return Papers(
            notice=notice, wave=wave, ballot_key=b"", box_key=b"", candle_month="2026-11", candle_key=SPKI["candle"],
            router_month="2026-11", router_key=b"",
        )  # fmt: skip

    def public_key(self, named_id):
        assert named_id == COHORT["label_key"]
        return SPKI["label"]


@pytest.fixture
def door():
    serving = Door()
    yield serving
    serving.server.shutdown()
    serving.server.server_close()


@pytest.fixture
def person(door):
    with httpx.Client(trust_env=False) as client:
        link = f"http://127.0.0.1:9/w/{'f' * 64}#{'A' * 43}.{COHORT['id']}"
        yield Person(link, documents=Known(door.url, client))


def test_the_first_request_asks_for_the_label_and_three_spare_passes(door, person):
    person.ask_ahead()

    [asked] = door.asked
    assert {group: len(pairs) for group, pairs in asked["groups"].items()} == {"labels": 1, "spare": SPARE}
    passes = [candle.wish.granted for candle in person.spare]
    for spare in passes:
        spare.check(CANDLE.public_key(), purpose="candle", scope="2026-11")
    assert len({spare.nonce for spare in passes}) == SPARE
    person.wishes["labels"].granted.check(LABEL.public_key(), purpose="label", scope="a" * 32)


def test_asked_again_it_sends_the_same_bytes(door, person):
    person.ask_ahead()
    first = [candle.wish.granted for candle in person.spare]

    person.ask_ahead()

    assert door.asked[0] == door.asked[1]
    assert [candle.wish.granted for candle in person.spare] == first


def test_refused_spare_passes_keep_nobody_from_going_on(door, person):
    door.refuses = {"spare"}

    person.ask_ahead()

    assert person.wishes["labels"].granted is not None
    assert [candle.wish.granted for candle in person.spare] == [None] * SPARE


def test_a_refused_label_is_told_and_the_spare_passes_are_kept(door, person):
    door.refuses = {"labels"}

    with pytest.raises(Refused):
        person.ask_ahead()

    assert None not in [candle.wish.granted for candle in person.spare]
