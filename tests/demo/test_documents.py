"""A client believes no document that both origins do not show alike, or that is not signed. Over real HTTP."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from crypto.installation import BadAuthorization, sign_document
from crypto.keys import installation_public, key_id, new_installation_seed, new_signing_key, spki
from crypto.notice import encode, fingerprint
from demo.documents import Documents, Mistrust
from tests.crypto.test_notice import WAVE

NOTICE = encode(
    {
        "version": 1,
        "kind": "house",
        "previous": None,
        "month": "2026-11",
        "candle_keys": [{"month": "2026-11", "key": "AAAA"}],
        "box_signer": "b5" * 32,
        "contacts": [],
        "badge_key": "ba" * 32,
        "keepers": [],
        "breaks": [],
        "entitlement_keys": [],
        "danger": {},
        "apart": True,
    }
)
NAME = fingerprint(NOTICE)
SEED = new_installation_seed()
SIGNER = installation_public(SEED)


class Origin:
    """A server that shows what it is told to, and counts how often it is asked."""

    def __init__(self):
        self.pages, self.asked = {}, []
        origin = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                origin.asked.append(self.path)
                body, signature = origin.pages.get(self.path, (None, ""))
                self.send_response(404 if body is None else 200)
                self.send_header("Windbreak-Signature", signature)
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def origins():
    pair = Origin(), Origin()
    for origin in pair:
        origin.pages[f"/notices/{NAME}/"] = (NOTICE, "")
    yield pair
    for origin in pair:
        origin.server.shutdown()
        origin.server.server_close()


@pytest.fixture
def documents(origins):
    named, nameless = origins
    with httpx.Client(trust_env=False) as client:
        yield Documents(client, named=named.url, nameless=nameless.url)


def box(notice):
    router = {"month": "2026-11", "key": "AAAA"}
    return encode({"version": 1, "kind": "house-box", "notice": notice, "router": router, "breaks": []})


STRANGERS = sign_document(new_installation_seed(), box(NAME))


def test_notice_that_both_show_is_believed_and_fetched_once(origins, documents):
    first, second = documents.notice(NAME), documents.notice(NAME)

    assert first == second == NOTICE
    assert [origin.asked for origin in origins] == [[f"/notices/{NAME}/"]] * 2


@pytest.mark.parametrize("liar", [0, 1])
def test_notice_that_one_origin_shows_otherwise_is_not_believed(origins, documents, liar):
    origins[liar].pages[f"/notices/{NAME}/"] = (NOTICE.replace(b"AAAA", b"BBBB"), "")

    with pytest.raises(Mistrust):
        documents.notice(NAME)


def test_notice_that_both_show_under_a_wrong_name_is_not_believed(origins, documents):
    for origin in origins:
        origin.pages[f"/notices/{NAME}/"] = (NOTICE.replace(b"AAAA", b"BBBB"), "")

    with pytest.raises(Mistrust):
        documents.notice(NAME)


def test_box_signed_by_the_installation_is_believed(origins, documents):
    origins[1].pages[f"/boxes/{NAME}/"] = (box(NAME), sign_document(SEED, box(NAME)))

    assert documents.box(NAME, signer=SIGNER) == box(NAME)


def test_box_believed_under_one_key_is_held_against_another(origins, documents):
    origins[1].pages[f"/boxes/{NAME}/"] = (box(NAME), sign_document(SEED, box(NAME)))
    documents.box(NAME, signer=SIGNER)

    with pytest.raises(BadAuthorization):
        documents.box(NAME, signer=installation_public(new_installation_seed()))


@pytest.mark.parametrize("signature", ["", STRANGERS], ids=["nobody", "somebody else"])
def test_box_signed_by_nobody_or_somebody_else_is_not_believed(origins, documents, signature):
    origins[1].pages[f"/boxes/{NAME}/"] = (box(NAME), signature)

    with pytest.raises(BadAuthorization):
        documents.box(NAME, signer=SIGNER)


def test_box_of_another_notice_is_not_believed(origins, documents):
    other = box("0" * 64)
    origins[1].pages[f"/boxes/{NAME}/"] = (other, sign_document(SEED, other))

    with pytest.raises(Mistrust):
        documents.box(NAME, signer=SIGNER)


def test_papers_are_refused_when_the_chain_ends_before_the_house_notice_of_the_wave(origins, documents):
    house = NOTICE.replace(b"b5" * 32, SIGNER.hex().encode())
    name = fingerprint(house)
    wave = encode(WAVE | {"previous": name, "house": "f" * 64})
    for origin in origins:
        origin.pages |= {f"/notices/{fingerprint(wave)}/": (wave, ""), f"/notices/{name}/": (house, "")}
    chain = json.dumps({"version": 1, "chain": [name, fingerprint(wave)]}).encode()
    origins[1].pages |= {"/notices/": (chain, ""), f"/boxes/{name}/": (box(name), sign_document(SEED, box(name)))}

    with pytest.raises(Mistrust, match="the chain does not hold the house Notice of this wave"):
        documents.papers(fingerprint(wave))


def test_key_is_believed_only_under_its_own_id(origins, documents):
    mine, marked = (spki(new_signing_key().public_key()) for _ in range(2))
    name = key_id(mine).hex()
    origins[0].pages[f"/keys/{name}/"] = (marked, "")

    with pytest.raises(Mistrust):
        documents.public_key(name)

    origins[0].pages[f"/keys/{name}/"] = (mine, "")
    assert documents.public_key(name) == mine
