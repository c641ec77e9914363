"""Forgeries that reach a browser: each is refused there, and would succeed if its one guard were not in the source.

Every attack runs twice: with the client as it is built, and with one built without the guard.
"""

import base64
import hashlib
import json
import os
import re
import time
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import expect

from crypto import letter
from crypto.mailbox import mailbox_of, read_key
from crypto.seal import Envelope
from crypto.unseal import Knife
from tests.browser import keeper as console
from tests.browser.chromium import chromium, person
from tests.browser.device import Device
from tests.flows.boathouse import KEEPERS, PASSPHRASE, Wave, address

from .forger import Forger, add_to_answers, publish
from .variants import without

ANSWERS = {"rest": 4, "where": 1, "friend": None}
NOTE = "Somewhere quiet."
guarded = pytest.mark.parametrize("guard", ["guard in", "guard out"])
HARBOUR = iter(range(16))
AUTHOR = "if (!(await isBy({}, message, fromBase64(signature)))) throw new BadLetter('another author')"
NOT_MINE = "if (published.previous !== keys.fingerprint) return 'other'"
BOTH = "Promise.all([fetchNotice('nameless', notice), fetchNotice('named', notice)])"
LIGHT = """async () => told((async () => {
  window.house = await client.loadHouse()
  return client.light(safe, house, { urgency: 'today', rota: null, kinds: [], note: '' }, 'now')
})())"""
READ = """async (candleKey) => told((async () => {
  window.house ??= await client.loadHouse()
  window.mailbox = await client.openMailbox(candleKey)
  return mailbox.read(house)
})())"""


@pytest.fixture(scope="module")
def chrome():
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def wave(sides):
    return Wave(sides, timedelta(days=1))


@pytest.fixture
def device(chrome, sides, wave):
    """A device with the client as it is built, whose owner has not answered yet."""
    with person(chrome) as context:
        yield Device(context, sides.installation.origins, wave.links[address("Harbour", next(HARBOUR))])


@pytest.fixture
def take_out(guard, device):
    """Where this run goes without the guard, the device loads a client without it; says whether it does."""

    def taken(file, text, instead=""):
        if guard == "guard out":
            variant = without("client/index.ts", file, text, instead)
            device.context.route("**/static/client-*.js", lambda route: _fulfil(route, variant))
        device.close()
        device.visit()
        return guard == "guard out"

    return taken


def _fulfil(route, body):
    route.fulfill(content_type="text/javascript", body=body)


@guarded
def test_swapped_keepers_key_on_one_origin(take_out, device, sides):
    forger = Forger(sides.installation)
    forger.swap_house(device.context)
    out = take_out("client/documents.ts", BOTH, BOTH.replace("'named'", "'nameless'"))

    prepared = device.prepare()

    assert prepared["trouble"] == (None if out else "mistrust")
    if out:
        device.send(ANSWERS, lit=True, note=NOTE)
        [flag] = device.posted("/flags/")
        month = device.page.evaluate("() => papers.router.month")
        plain = forger.knife.open(flag[-Envelope.FLAG.sealed :], envelope=Envelope.FLAG, purpose="flag", scope=month)
        lit = json.loads(plain)
        inner = Knife(forger.keepers[:32]).open(
            base64.b64decode(lit["inner"]), envelope=letter.ENVELOPE, purpose="candle", scope=lit["rota"]
        )
        assert letter.read_inner(inner, mailbox=bytes.fromhex(lit["mailbox"])).note == NOTE


@guarded
def test_swapped_box_key(take_out, device, sides):
    forger = Forger(sides.installation)
    forger.swap_box(device.context, device.link["notice"])
    out = take_out("client/documents.ts", "await checkSignature(signer, bytes, signature)")

    prepared = device.prepare()

    assert prepared["trouble"] == (None if out else "mistrust")
    if out:
        device.send(ANSWERS)
        [ballot] = device.posted("/ballots/")
        wave = device.page.evaluate("() => papers.wave.wave")
        plain = forger.knife.open(ballot[354:], envelope=Envelope.BALLOT, purpose="ballot", scope=wave)
        assert json.loads(plain)["answers"] == ANSWERS


@pytest.fixture(scope="module")
def lit(chrome, sides, wave):
    """A candle key, and what the keepers read of it: also what a keeper who left may have told somebody."""
    with person(chrome) as context:
        device = Device(context, sides.installation.origins, wave.links[address("Kitchen", 0)])
        device.prepare()
        assert device.send(ANSWERS)["trouble"] is None
        key = device.page.evaluate(LIGHT)["value"]["candleKey"]
        until = time.monotonic() + 90
        while device.page.evaluate(READ, key)["trouble"] == "unknown-candle" and time.monotonic() < until:
            time.sleep(1)
        sides.play.documents.refresh()
        keeper, box = sides.keeper(), mailbox_of(read_key(key)).hex()
        candle = next(one["id"] for one in keeper.queue()["candles"] if one["mailbox"] == box)
        return key, keeper.open(candle).inner


@guarded
def test_forged_letter(take_out, device, sides, lit):
    key, inner = lit
    out = take_out("client/mailboxView.ts", AUTHOR.format("authors"))
    sealed = letter.seal_letter(inner.sealing, "Come to my office at once.", mailbox=inner.mailbox)
    signature = letter.sign_letter(
        Ed25519PrivateKey.generate(), mailbox=inner.mailbox, number=1, keepers=b"", employee=sealed
    )
    forged = {
        "number": 1, "author": "keeper", "other": hashlib.sha256(b"").hexdigest(),
        "sealed": base64.b64encode(sealed).decode(), "signature": base64.b64encode(signature).decode(),
    }  # fmt: skip
    add_to_answers(device.context, f"{sides.installation.origins['nameless']}/mailbox/", {"letters": [forged]})

    view = device.page.evaluate(READ, key)["value"]

    assert [one["text"] for one in view["letters"]] == ["Come to my office at once."] * out
    assert view["forged"] == (not out)


@guarded
def test_forged_offer(take_out, device, sides, lit):
    key, inner = lit
    out = take_out("client/mailboxView.ts", AUTHOR.format("rota"))
    name = os.urandom(16)
    message = letter.offer_message(mailbox=inner.mailbox, offer=name, kind="day")
    signature = base64.b64encode(Ed25519PrivateKey.generate().sign(message)).decode()
    forged = {"id": name.hex(), "kind": "day", "signature": signature, "state": "open"}
    add_to_answers(device.context, f"{sides.installation.origins['nameless']}/mailbox/", {"offers": [forged]})

    view = device.page.evaluate(READ, key)["value"]

    assert [one["kind"] for one in view["offers"]] == ["day"] * out
    assert view["forged"] == (not out)


@guarded
def test_notice_that_names_another_key_than_the_keepers_own(guard, chrome, sides, wave):
    """Both origins show it, so that employees would believe it; the console of whoever holds the real key does not."""
    forger, out = Forger(sides.installation), guard == "guard out"
    with person(chrome, phone=False) as context:
        publish(context, sides.installation, forger.takes_over)
        if out:
            _load(context, sides, without("keeper/main.ts", "keeper/standing.ts", NOT_MINE, "return 'ours'"))
        page = context.new_page()
        console.sign_in(page, sides, KEEPERS[0].address)
        page.get_by_label("Your passphrase").fill(PASSPHRASE)
        page.get_by_role("button", name="Open", exact=True).click()

        if out:
            console.at_work(page)
        else:
            expect(page.get_by_role("alert")).to_contain_text(
                "somebody else might be reading", timeout=console.PATIENCE
            )
            expect(page.locator(".keeper-list")).to_have_count(0)


def _load(context, sides, variant):
    """The console's page, with a script that is not the one whose digest it names."""
    address = f"{sides.installation.origins['nameless']}/keeper/"
    page = re.sub(r' integrity="[^"]+"', "", context.request.get(address).text())
    context.route(address, lambda route: route.fulfill(response=route.fetch(), body=page))
    context.route("**/static/keeper-*.js", lambda route: _fulfil(route, variant))
