"""Malformed, truncated, oversized and unsigned requests to both sides: a 4xx, one plain sentence, nothing changed."""

import json
import os
import time

import psycopg
import pytest
from psycopg import sql

from crypto.ballot import BALLOT_SIZE
from crypto.flag import FLAG_SIZE
from crypto.installation import read_seed, sign_document, sign_request
from crypto.keys import new_installation_seed
from crypto.notice import encode, fingerprint

from .boathouse import FOUNDED

HOUSE = encode(
    {
        "version": 1, "kind": "house", "previous": None, "month": "2026-01", "candle_keys": [],
        "box_signer": "b5" * 32, "contacts": [], "badge_key": "ba" * 32, "keepers": [], "breaks": [],
        "entitlement_keys": [], "danger": {}, "apart": True,
    }
)  # fmt: skip
ASKING = {"version": 1, "invitation": "A" * 43, "groups": {"labels": [["0" * 64, "A" * 344]]}}
NO_SUCH = "0" * 64

PASSES = {
    "nothing": b"",
    "no JSON": b"{",
    "not UTF-8": b"\xff\xfe",
    "a list": b"[]",
    "deep": b"[" * 20_000,
    "no version": json.dumps(ASKING | {"version": 2}).encode(),
    "a field too many": json.dumps(ASKING | {"extra": 1}).encode(),
    "no invitation": json.dumps(ASKING | {"invitation": None}).encode(),
    "an invented invitation": json.dumps(ASKING).encode(),
    "an unknown group": json.dumps(ASKING | {"groups": {"crown": []}}).encode(),
    "a short message": json.dumps(ASKING | {"groups": {"ballot": [["0" * 64, "AAAA"]]}}).encode(),
    "huge": b" " * 40_000,
}
NAMELESS = {
    "an empty ballot": ("POST", "/ballots/", b""),
    "a short ballot": ("POST", "/ballots/", os.urandom(BALLOT_SIZE - 1)),
    "a long ballot": ("POST", "/ballots/", os.urandom(BALLOT_SIZE + 1)),
    "a random ballot": ("POST", "/ballots/", os.urandom(BALLOT_SIZE)),
    "a ballot of an unknown key": ("POST", "/ballots/", b"\0\2" + os.urandom(BALLOT_SIZE - 2)),
    "a huge ballot": ("POST", "/ballots/", bytes(5_000_000)),
    "an empty flag": ("POST", "/flags/", b""),
    "a random flag": ("POST", "/flags/", os.urandom(FLAG_SIZE)),
    "a flag of an unknown key": ("POST", "/flags/", b"\0\2" + os.urandom(FLAG_SIZE - 2)),
    "a long flag": ("POST", "/flags/", os.urandom(FLAG_SIZE + 1)),
    "an unsigned Notice": ("PUT", f"/notices/{fingerprint(HOUSE)}/", HOUSE),
    "unsigned keys": ("PUT", f"/keys/{NO_SUCH}/", b"{}"),
    "an unsigned look at the Reports": ("GET", "/reports/", b""),
    "an unsigned look at a Report": ("GET", f"/reports/{NO_SUCH}/", b""),
    "no such Notice": ("GET", f"/notices/{NO_SUCH}/", b""),
    "no such Box": ("GET", f"/boxes/{NO_SUCH}/", b""),
    "no such list": ("GET", f"/counted/{NO_SUCH}/", b""),
    "an odd name": ("GET", "/boxes/%00%ff/", b""),
    "a ballot by GET": ("GET", "/ballots/", b""),
    "a Notice by DELETE": ("DELETE", f"/notices/{NO_SUCH}/", b""),
    "an address that is not": ("GET", "/nowhere/", b""),
}


@pytest.fixture(scope="module")
def quiet(sides):
    """The sides, once the first house Notice and its Box are there and nothing changes by itself any more."""
    deadline, before = time.monotonic() + 60, None
    while time.monotonic() < deadline:
        now = everything(sides)
        if now == before and sides.rows("nameless", "candles_housebox"):
            break
        before = now
        time.sleep(2)
    return sides


@pytest.mark.parametrize("body", PASSES.values(), ids=PASSES)
def test_door_refuses_and_changes_nothing(quiet, body):
    before = everything(quiet)

    answer = quiet.play.client.post(
        quiet.play.documents.named + "/passes/", content=body, headers={"Origin": quiet.play.documents.nameless}
    )

    refused_plainly(answer)
    assert everything(quiet) == before


def test_door_refuses_another_origin(quiet):
    for headers in ({}, {"Origin": "http://evil.example"}, {"Origin": "null"}):
        answer = quiet.play.client.post(
            quiet.play.documents.named + "/passes/", content=PASSES["an invented invitation"], headers=headers
        )

        refused_plainly(answer, status=403)


@pytest.mark.parametrize(("method", "path", "body"), NAMELESS.values(), ids=NAMELESS)
def test_nameless_side_refuses_and_changes_nothing(quiet, method, path, body):
    before = everything(quiet)

    answer = quiet.play.client.request(method, quiet.play.documents.nameless + path, content=body)

    refused_plainly(answer)
    assert everything(quiet) == before


@pytest.mark.parametrize(
    "fault", ["another key", "an old date", "another path", "another body", "no document signature"]
)
def test_nameless_side_refuses_a_notice_that_is_not_the_workers_own(quiet, fault):
    before = everything(quiet)
    path = f"/notices/{fingerprint(HOUSE)}/"
    seed = read_seed(quiet.installation.folder / "named" / "installation.key")
    signer = new_installation_seed() if fault == "another key" else seed
    moment = quiet.play.clock.now() - FOUNDED if fault == "an old date" else quiet.play.clock.now()
    signed = sign_request(
        signer,
        method="PUT",
        path="/notices/" if fault == "another path" else path,
        body=b"else" if fault == "another body" else HOUSE,
        now=moment,
    )
    if fault != "no document signature":
        signed["Windbreak-Signature"] = sign_document(seed, HOUSE)

    answer = quiet.play.client.put(quiet.play.documents.nameless + path, content=HOUSE, headers=signed)

    refused_plainly(answer)
    assert everything(quiet) == before


def refused_plainly(answer, *, status=None):
    """One sentence of plain text, a 4xx."""
    assert 400 <= answer.status_code < 500, (answer.status_code, answer.text[:300])
    assert status in (None, answer.status_code)
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.strip().endswith(".")
    assert "\n" not in answer.text.strip()
    assert len(answer.text) < 300


def everything(sides):
    """The number of rows of every table of both sides."""
    found = {}
    for side, url in sides.installation.databases.items():
        with psycopg.connect(url) as connection:
            tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            for (table,) in tables:
                query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
                found[side, table] = connection.execute(query).fetchone()[0]
    return found
