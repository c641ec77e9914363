"""Forgeries at the nameless side: each is refused in one sentence, and would succeed if its one guard were not there.

Every attack runs twice, with the guard in its place and with it taken out.
"""

import base64
import hashlib
import os
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto import badge as badges
from crypto import blind, keepers, keys
from crypto.passes import Pass, assemble, token_input
from crypto.sign import Pen
from tests.wellbeing.candles.conftest import MONTH, QUARTER
from tests.wellbeing.candles.people import base64_of, blind_break
from wellbeing.candles import letters, proving, taking
from wellbeing.candles.deeds import exchange, offer_breaks
from wellbeing.candles.models import BreakKey, CandleKey, EntitlementKey, Flag

pytestmark = pytest.mark.django_db
guarded = pytest.mark.parametrize("guard", ["guard in", "guard out"])


@pytest.fixture
def take_out(guard, monkeypatch):
    """Puts something harmless in a guard's place where this run goes without it; says whether it does."""

    def taken(holder, name, instead=lambda *_, **__: None):
        if guard == "guard out":
            monkeypatch.setattr(holder, name, instead)
        return guard == "guard out"

    return taken


def sentence(answer, status):
    """The one plain sentence of a refusal."""
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    said = answer.content.decode()
    assert said.count("\n") == 1
    return said.strip()


@pytest.fixture
def held(keeper, employee):
    """The address of the employee's candle, in the keeper's hands."""
    (candle,) = keeper.get("/queue/").json()["candles"]
    assert keeper.post(f"/candles/{candle['id']}/hold/").status_code == 200
    return f"/candles/{candle['id']}/"


@guarded
def test_forged_letter(take_out, keeper, employee, held):
    out = take_out(letters, "check_signature")
    forger = replace(keeper, secret=keepers.new_secret())

    answer = keeper.post(f"{held}letters/", forger.letter(employee.mailbox))

    assert [letter["author"] for letter in employee.post("/mailbox/").json()["letters"]] == ["keeper"] * out
    assert out or sentence(answer, 400) == "This is not signed by whom it says."


@guarded
def test_forged_offer(take_out, keeper, employee, held):
    out = take_out(offer_breaks, "check_signature")
    forger = replace(keeper, secret=keepers.new_secret())

    answer = keeper.post(f"{held}offers/", {"version": 1, "offers": [forger.offer(employee.mailbox)]})

    assert [offer["kind"] for offer in employee.post("/mailbox/").json()["offers"]] == ["day"] * out
    assert out or sentence(answer, 400) == "This is not signed by whom it says."


@guarded
def test_replayed_request(take_out, keeper, held):
    out = take_out(proving, "use_challenge")
    path, body, challenge = f"{held}hold/", b'{"version": 1}', keeper.challenge()
    headers = keeper.headers("POST", path, body, challenge)
    overheard = {"data": body, "content_type": "text/plain", "headers": headers}
    keeper.client.post(path, **overheard)
    keeper.post(f"{held}give-back/")

    again = keeper.client.post(path, **overheard)

    assert keeper.get("/queue/").json()["candles"][0]["mine"] == out
    assert out or sentence(again, 401) == "This challenge was answered before; ask for another one."


@guarded
def test_badge_that_has_run_out(take_out, keeper, at, now):
    out = take_out(badges, "_check")
    badge = keeper.badge()
    at.move_to(now + timedelta(hours=9), tick=False)
    keeper.badge = lambda: badge

    answer = keeper.get("/queue/")

    assert (answer.status_code == 200) == out
    assert out or sentence(answer, 401).startswith("This badge has run out")


@guarded
def test_badge_from_another_browser(take_out, keeper, employee):
    out = take_out(proving, "check_proof")
    badge = keeper.badge()
    thief = replace(keeper, key=Ed25519PrivateKey.generate())
    thief.badge = lambda: badge

    answer = thief.get("/queue/")

    assert (answer.status_code == 200 and len(answer.json()["candles"]) == 1) == out
    assert out or sentence(answer, 401) == "This request is not signed by the key that it names."


@guarded
def test_candle_pass_used_twice(take_out, client, at, make_flag):
    out = take_out(taking, "keep_once", lambda spent, flag: flag.save(force_insert=True) or True)
    one_time = Ed25519PrivateKey.generate()
    first, second = make_flag(one_time=one_time), make_flag(lit=True, one_time=one_time)

    client.post("/flags/", first, "application/octet-stream")
    answer = client.post("/flags/", second, "application/octet-stream")

    assert Flag.objects.count() == 1 + out
    assert out or sentence(answer, 409) == "This candle pass has already brought another flag."


def entitlement(private, scope, purpose="entitlement"):
    """A pass that a client had signed unread under this key, whatever it was meant for."""
    public = private.public_key()
    signed = token_input(os.urandom(32), purpose=purpose, scope=scope, key_id=keys.key_id(keys.spki(public)))
    asked = blind.blind(public, signed)
    return assemble(signed, blind.unblind(public, asked, Pen(private).sign(asked.blinded))).to_bytes()


def exchanged(client, spent, kind="day"):
    """What door 2 says to one pass, asked for a break pass of this kind that it never saw before."""
    key = BreakKey.objects.get(kind=kind)
    asked = blind_break(bytes(key.spki), f"{kind} {QUARTER}")
    one = {"pass": base64_of(spent), "key": bytes(key.id).hex(), "blinded": base64_of(asked.blinded)}
    answer = client.post("/exchanges/", {"version": 1, "exchanges": [one]}, "application/json").json()["exchanges"][0]
    if "signature" in answer:
        blind.unblind(keys.load_spki(bytes(key.spki)), asked, base64.b64decode(answer["signature"]))
    return answer


@guarded
def test_entitlement_pass_used_twice(take_out, client, at, house, entitlement_keys):
    out = take_out(exchange, "_spend")
    spent = entitlement(entitlement_keys["day"], f"day {QUARTER}")

    first, second = exchanged(client, spent), exchanged(client, spent)

    assert ("signature" in first, "signature" in second) == (True, out)
    assert out or second == {"refused": "this pass was exchanged already, for another break pass"}


@guarded
def test_entitlement_pass_made_for_something_else(take_out, client, at, house, entitlement_keys):
    out = take_out(Pass, "check")
    stray = entitlement(entitlement_keys["day"], MONTH, purpose="candle")

    answer = exchanged(client, stray)

    assert ("signature" in answer) == out
    assert out or answer == {"refused": "this pass was made for something else"}


@guarded
def test_candle_pass_as_an_entitlement(take_out, client, at, house, candle_key):
    public = keys.spki(candle_key.public_key())
    believed = EntitlementKey(key_id=hashlib.sha256(public).digest(), kind="day", quarter=QUARTER, spki=public)
    out = take_out(EntitlementKey.objects, "filter", lambda **_: Among(believed))
    stray = entitlement(candle_key, f"day {QUARTER}")  # the door signs unread: any key of its may sign these words

    answer = exchanged(client, stray)

    assert ("signature" in answer) == out
    assert out or answer == {"refused": "this pass is not one of this quarter's or the last one's"}


@guarded
def test_ballot_pass_as_a_candle(take_out, client, at, make_flag, other_key):
    """Under a wave's ballot key, which the door that signs unread may have put under any words."""
    public = keys.spki(other_key.public_key())
    believed = CandleKey(key_id=hashlib.sha256(public).digest(), month=MONTH, spki=public)
    out = take_out(taking, "_candle_key", lambda _: believed)

    answer = client.post("/flags/", make_flag(lit=True, key=other_key), "application/octet-stream")

    assert Flag.objects.count() == out
    assert out or sentence(answer, 404) == "No candle key has the id that this pass names."


@guarded
def test_candle_key_on_a_pass_for_something_else(take_out, client, at, make_flag):
    out = take_out(Pass, "check")

    answer = client.post("/flags/", make_flag(lit=True, purpose="ballot"), "application/octet-stream")

    assert Flag.objects.count() == out
    assert out or sentence(answer, 400) == "This pass was made for something else."


class Among:
    """A query that finds one row whatever was asked for."""

    def __init__(self, row):
        self.row = row

    def first(self):
        """That one."""
        return self.row
