"""Everybody's rest in the real client: collected with every Send or after a sign-in, exchanged, carried to the desk."""

from datetime import timedelta

import pytest

from crypto.keys import load_spki
from crypto.passes import Pass
from tests.flows.boathouse import Wave, address

from .chromium import person
from .device import Device

ANSWERS = {"rest": 4, "where": 1, "friend": None}
LOFT = iter(range(10))
COLLECT = "(token) => told(client.collect(safe, token))"


@pytest.fixture(scope="module")
def wave(sides):
    return Wave(sides, timedelta(days=1))


@pytest.fixture
def someone():
    """An address that no other test uses."""
    return address("Loft", next(LOFT))


@pytest.fixture
def device(chrome, sides, wave, someone):
    with person(chrome) as context:
        yield Device(context, sides.installation.origins, wave.links[someone])


@pytest.fixture
def house(sides):
    """The newest house Notice and its Box."""
    sides.play.documents.refresh()
    return sides.play.documents.house()


@pytest.fixture
def token(sides, someone):
    """A collecting token of the same person."""
    with sides.play.account(someone) as account:
        account.client.follow_redirects = False
        answer = account.client.post("/collect/", headers=account._headers())
    return answer.headers["Location"].partition("#")[2]


def genuine(house, one):
    key = house.break_key(one["kind"], one["quarter"])
    found = Pass.read(bytes.fromhex(one["pass"]))
    found.check(load_spki(key.spki), purpose="break", scope=key.scope)
    return found.nonce


def test_every_send_brings_the_quarters_break_passes(device, house):
    device.prepare()

    assert device.send(ANSWERS)["trouble"] is None
    device.exchanged()

    passes = device.break_passes()
    assert [one["kind"] for one in passes] == sorted(key.kind for key in house.entitlements())
    assert len({genuine(house, one) for one in passes}) == len(passes)


def test_ballot_goes_though_door_two_never_answers_and_the_next_visit_asks_the_same_again(device, house):
    device.prepare()
    device.context.route("**/exchanges/", lambda route: None)  # hangs

    assert device.send(ANSWERS)["trouble"] is None
    device.page.wait_for_function("async () => (await client.waitingRights(safe)) === 2")
    device.close()
    device.context.unroute("**/exchanges/")
    device.visit()
    assert device.break_passes() == []
    device.exchanged()

    first, *_, last = device.posted("/exchanges/")
    assert first == last
    assert len({genuine(house, one) for one in device.break_passes()}) == 2


def test_lost_reply_of_door_two_is_asked_for_again_with_the_same_bytes(device, house):
    device.prepare()
    with device.losing_replies("/exchanges/"):
        device.fetch_ahead()
        device.page.evaluate("() => client.exchange(safe).catch(() => {})")
    assert device.break_passes() == []

    assert device.send(ANSWERS)["trouble"] is None
    device.exchanged()

    assert len(set(device.posted("/exchanges/"))) == 1
    assert len({genuine(house, one) for one in device.break_passes()}) == 2


def test_lost_reply_of_the_first_request_loses_no_pass(device, house):
    device.prepare()
    with device.losing_replies("/passes/"):
        assert device.fetch_ahead() == "offline"

    assert device.send(ANSWERS)["trouble"] is None
    device.exchanged()

    assert len({genuine(house, one) for one in device.break_passes()}) == 2


def test_ballot_goes_though_entitlements_are_signed_by_another_key(device):
    def forged(route):
        answer = route.fetch()
        groups = answer.json()["groups"]
        if "entitlements" in groups:
            groups["entitlements"] = {"signatures": [f"{'A' * 342}=="] * 2}
        route.fulfill(response=answer, json={"version": 1, "groups": groups})

    device.prepare()
    device.context.route("**/passes/", forged)

    assert device.send(ANSWERS)["trouble"] is None
    assert "right" not in device.kept()


def test_collecting_after_a_sign_in_brings_the_same_to_any_device(device, house, token):
    collected = device.page.evaluate(COLLECT, token)

    assert collected["value"] == {"spares": 3, "rights": 2}
    assert len({genuine(house, one) for one in device.break_passes()}) == 2
    assert [path for path, _ in device.sent] == ["/passes/", "/exchanges/"]


def test_lost_reply_while_collecting_is_asked_for_again_with_the_same_bytes(device, token):
    with device.losing_replies("/passes/"):
        assert device.page.evaluate(COLLECT, token)["trouble"] == "offline"
    device.close()
    device.visit()

    collected = device.page.evaluate(COLLECT, token)

    assert collected["value"] == {"spares": 3, "rights": 2}
    assert len(set(device.posted("/passes/"))) == 1
    assert "collecting" not in device.kept()


def test_send_after_collecting_asks_the_same_sizes_and_gets_nothing_twice(device, token):
    device.page.evaluate(COLLECT, token)
    before = device.break_passes()
    device.prepare()

    assert device.send(ANSWERS)["trouble"] is None
    device.exchanged()

    collecting, first, _ = device.posted("/passes/")
    assert len(first) > len(collecting)  # a label besides
    assert device.break_passes() == before
    assert len(device.posted("/exchanges/")) == 1


def test_token_that_nobody_gave_out_collects_nothing(device):
    said = device.page.evaluate(COLLECT, "A" * 43)

    assert said["trouble"] == "token-over"
    assert device.break_passes() == []


def test_pass_is_taken_out_by_one_of_two_tabs_alone(device):
    device.prepare()
    device.send(ANSWERS)
    device.exchanged()
    tabs = [device.page, device.visit()]

    for page in tabs:
        page.evaluate("async () => { window.first = (await client.breakPasses(safe))[0] }")
    for page in tabs:
        page.evaluate("() => { window.dropping = client.dropPass(safe, first) }")

    assert sorted(page.evaluate("() => dropping") for page in tabs) == [False, True]
    assert len(device.break_passes()) == 1
