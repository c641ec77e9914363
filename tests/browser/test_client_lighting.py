"""Lighting a candle without a survey, in the real client: spare passes, lost replies, two tabs, none to read it."""

import json
from datetime import timedelta

import pytest

from tests.flows.boathouse import Wave, address

from .chromium import person
from .device import Device
from .lit import LIGHT, WANTED, light

ANSWERS = {"rest": 4, "where": 1, "friend": None}
HARBOUR = iter(range(16))


@pytest.fixture(scope="module")
def wave(sides):
    return Wave(sides, timedelta(days=1))


@pytest.fixture
def device(chrome, sides, wave):
    """Somebody who has sent a ballot, so that spare passes lie on the device."""
    with person(chrome) as context:
        device = Device(context, sides.installation.origins, wave.links[address("Harbour", next(HARBOUR))])
        device.prepare()
        assert device.send(ANSWERS)["trouble"] is None
        yield device


@pytest.fixture
def clean(chrome, sides, wave):
    """Another browser that holds nothing."""
    with person(chrome) as context:
        yield Device(context, sides.installation.origins, wave.links[address("Kitchen", 0)])


def test_lost_reply_of_a_lit_candle_is_sent_again_with_the_same_bytes_and_key(device):
    with device.losing_replies("/flags/now/"):
        assert light(device)["trouble"] == "offline"
    assert device.page.evaluate("() => client.unlit(safe)") == 1

    again = light(device)["value"]

    first, last = device.posted("/flags/now/")
    assert first == last
    assert (again["verified"], device.page.evaluate("() => client.unlit(safe)")) == (True, 0)
    assert device.kept().count("spare") == 2


def test_sealed_candle_goes_out_at_the_next_visit_or_never(device):
    with device.losing_replies("/flags/"):
        assert light(device, how="batch")["trouble"] == "offline"
        assert light(device, how="batch", note="another")["trouble"] == "offline"
    device.close()
    device.visit()

    lit = device.page.evaluate("() => told(client.lightSealed(safe))")["value"]
    device.page.evaluate("() => client.dropSealed(safe)")

    assert lit["verified"] is True
    assert device.page.evaluate("() => client.lightSealed(safe)") is None
    assert device.kept().count("flag") == 0


def test_spent_spare_pass_is_passed_over_and_without_any_the_candle_is_bare(device, clean):
    spent = device.page.evaluate("async () => JSON.stringify(await safe.get((await safe.names('spare '))[0]))")
    names = device.page.evaluate("() => safe.names('spare ')")
    assert light(device)["value"]["verified"] is True
    restore = """async ([name, spare]) => safe.put(name, JSON.parse(spare, (_, part) =>
      part && typeof part === 'object' && '0' in part ? Uint8Array.from(Object.values(part)) : part))"""
    device.page.evaluate(restore, [names[0], spent])

    verified = [light(device, note=str(number))["value"]["verified"] for number in range(3)]

    assert verified == [True, True, False]
    assert light(clean)["value"]["verified"] is False
    assert len(clean.posted("/flags/bare/")[0]) == 32 + 9328


def test_two_tabs_light_with_two_different_passes(device):
    tabs = [device.page, device.visit()]

    for number, page in enumerate(tabs):
        page.evaluate(f"(asked) => {{ window.lighting = ({LIGHT})(asked) }}",
                      {"wanted": WANTED | {"note": str(number)}, "how": "batch"})  # fmt: skip
    lit = [page.evaluate("() => lighting")["value"] for page in tabs]

    flags = device.posted("/flags/")[-2:]
    assert [one["verified"] for one in lit] == [True, True]
    assert flags[0][2:34] != flags[1][2:34]
    assert device.kept().count("spare") == 1


def test_candle_that_nobody_could_read_is_not_lit(device):
    device.page.evaluate("async () => { window.house = await client.loadHouse(); house.notice.keepers = [] }")

    assert light(device)["trouble"] == "no-keepers"
    assert device.posted("/flags/now/") == []


def test_survey_without_keepers_sends_its_ballot_and_refuses_the_tick(chrome, sides, wave):
    with person(chrome) as context:
        device = Device(context, sides.installation.origins, wave.links[address("Kitchen", 1)])
        device.prepare()
        device.page.evaluate("() => { papers.house.keepers = [] }")

        assert device.send(ANSWERS, lit=True)["trouble"] == "no-keepers"
        assert device.sent == []
        assert device.send(ANSWERS)["trouble"] is None


def test_candle_keys_are_kept_by_choice_and_forgotten(clean):
    page = clean.page
    for _ in range(2):
        page.evaluate("() => client.keepCandleKey(safe, 'canary-key')")
    assert [one["candleKey"] for one in page.evaluate("() => client.keptKeys(safe)")] == ["canary-key"]

    page.evaluate("() => client.forgetCandleKey(safe, 'canary-key')")

    assert page.evaluate("() => client.keptKeys(safe)") == []
    assert "canary" not in json.dumps(page.evaluate("() => safe.names('')"))
