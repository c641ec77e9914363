"""What the client believes and what it refuses, against both sides; two pages at once; the end of a wave."""

import json
from datetime import timedelta

import pytest

from tests.flows.boathouse import COMING, LASTS, TOO_LATE, Wave, address

from .chromium import person
from .device import Device

ANSWERS = {"rest": 4, "where": 1, "friend": None}
GRACE = timedelta(hours=6)


@pytest.fixture(scope="module")
def wave(sides):
    return Wave(sides, timedelta(days=1))


@pytest.fixture(scope="module")
def open_device(chrome, sides, wave):
    """The device of the person with an address; all are closed at the end."""
    contexts = []

    def opened(to):
        stack = person(chrome)
        contexts.append(stack)
        return Device(stack.__enter__(), sides.installation.origins, wave.links[to])

    yield opened
    for stack in contexts:
        stack.__exit__(None, None, None)


@pytest.fixture
def device(open_device):
    return open_device(TOO_LATE)


def alter(device, address, change):
    """Answers whose address matches come changed to the page."""

    def answer(route):
        response = route.fetch()
        route.fulfill(**({"response": response} | change(response)))

    device.context.route(address, answer)


def other_body(response):
    return {"body": response.body().replace(b'"version":1', b'"version":2')}


def beginning(response):
    """The chain as it was before the keepers had a key: a true house Notice, and not the wave's."""
    chain = response.json()["chain"]
    return {"body": json.dumps({"version": 1, "chain": chain[:1]})}


@pytest.mark.parametrize(
    "which, change",
    [
        ("named/notices/{notice}/", other_body),
        ("nameless/notices/{notice}/", other_body),
        ("nameless/boxes/{notice}/", other_body),
        ("nameless/boxes/*/", lambda response: {"headers": {"Windbreak-Signature": "A" * 86 + "=="}}),
        ("nameless/boxes/*/", lambda response: {"headers": {}}),
        ("nameless/notices/", lambda response: {"body": json.dumps({"version": 1, "chain": []})}),
        ("nameless/notices/", beginning),
    ],
)
def test_papers_are_refused_when_an_origin_shows_something_else(device, which, change):
    origin, path = which.split("/", 1)
    alter(device, f"{device.origins[origin]}/{path.format(**device.link)}", change)

    assert device.prepare()["trouble"] == "mistrust"


def test_nothing_is_sent_when_the_label_key_is_not_the_one_of_the_notice(device):
    alter(device, "**/keys/*/", lambda response: {"body": response.body()[:-1] + b"\x03"})
    device.prepare()

    assert device.send(ANSWERS)["trouble"] == "mistrust"
    assert device.sent == []


def test_nothing_is_cast_when_the_door_signs_with_another_key(device):
    def forged(response):
        groups = {"labels": {"signatures": [f"{'A' * 342}=="]}, "spare": {"refused": "no"}}
        return {"body": json.dumps({"version": 1, "groups": groups})}

    alter(device, "**/passes/", forged)
    device.prepare()

    assert device.send(ANSWERS)["trouble"] == "mistrust"
    assert [path for path, _ in device.sent] == ["/passes/"]


def test_survey_that_nobody_made_is_unknown(device):
    device.link["notice"] = "0" * 64

    assert device.prepare()["trouble"] == "unknown-wave"


@pytest.mark.parametrize("part, other", [("token", "A" * 43), ("cohort", "0" * 32)])
def test_invitation_that_nobody_sent_is_unknown(device, part, other):
    device.link[part] = other
    device.prepare()

    assert device.fetch_ahead() == "unknown-invitation"


def test_open_waves_are_listed_with_their_titles(device):
    waves = device.page.evaluate("() => client.openWaves()")

    assert [one["notice"] for one in waves] == [device.link["notice"]]
    assert set(waves[0]) == {"notice", "title", "opens", "closes"}


def test_two_pages_of_one_device_ask_once_and_cast_one_ballot(open_device):
    device = open_device(address("Loft", 7))
    device.prepare()
    pages = [device.page, device.visit()]
    device.prepare()

    troubles = []
    for ask in ("sending.fetchAhead()", "sending.send(filled, () => {})"):
        for page in pages:
            page.evaluate(f"(filled) => {{ window.asked = told({ask}) }}", {"answers": ANSWERS, "labelled": True})
        troubles.append({page.evaluate("async () => (await asked).trouble") for page in pages})

    assert troubles == [{None}, {None, "label-elsewhere"}]
    assert [path for path, _ in device.sent].count("/ballots/") == 1


def test_end_of_a_wave(sides, wave, open_device):
    """In the hours of grace passes can still be spent; after them a ballot is told so, and a lit flag goes out."""
    early, grace, late, none = (open_device(address("Loft", number)) for number in range(3, 7))
    wave.answer(COMING)
    for device in (early, grace, late, none):
        device.prepare()
        device.fetch_ahead()
    counted = early.send(ANSWERS)["value"]
    for device in (grace, late):
        for path in ("**/ballots/", "**/flags/"):
            device.context.route(path, lambda route: route.abort())
        assert device.send(ANSWERS, lit=True)["trouble"] == "offline"
        device.context.unroute_all()
    was_counted = "(receipt) => client.wasCounted(receipt)"
    assert early.page.evaluate(was_counted, counted) == "not-yet"

    sides.play.clock.move_to(wave.opens + LASTS + timedelta(minutes=1))
    in_grace = grace.resume()["value"]
    too_late = none.send(ANSWERS)
    sides.play.clock.move_to(wave.opens + LASTS + GRACE + timedelta(minutes=1))
    sides.play.counted(wave.notice)
    closed = late.resume()

    assert in_grace["flagged"]
    assert (too_late["trouble"], too_late["receipt"], none.pending()) == ("closed", None, [])
    assert (closed["trouble"], late.pending()) == ("closed", [])
    assert (closed["receipt"]["flagged"], closed["receipt"]["candleKey"] is not None) == (True, True)
    for receipt in (counted, in_grace):
        assert early.page.evaluate(was_counted, receipt) == "counted"
    assert early.page.evaluate(was_counted, counted | {"serial": "0" * 64}) == "missing"
    another = "(receipt) => client.wasCounted(receipt).catch((failure) => failure.trouble)"
    assert early.page.evaluate(another, counted | {"signer": "0" * 63 + "1"}) == "mistrust"
