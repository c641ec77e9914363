"""The candle in the real client: lit without a survey, opened in a clean browser, answered by real keepers."""

import json
import time
from datetime import timedelta

import pytest

from crypto.keys import load_spki
from crypto.mailbox import mailbox_of, read_key
from crypto.passes import Pass
from tests.flows.boathouse import Wave, address

from .chromium import complaints, person
from .device import Device

ANSWERS = {"rest": 4, "where": 1, "friend": None}
WANTED = {"urgency": "today", "rota": "hr", "kinds": ["day"], "note": "Somewhere quiet, please.\n疲"}
HARBOUR = iter(range(16))
LIGHT = """async ({ wanted, how }) => told((async () => {
  window.house ??= await client.loadHouse()
  return client.light(safe, house, wanted, how)
})())"""
OPEN = """async (candleKey) => told((async () => {
  window.house ??= await client.loadHouse()
  window.mailbox = await client.openMailbox(candleKey)
  window.view = await mailbox.read(house)
  return view
})())"""
READ = "async () => told(mailbox.read(house).then((found) => (window.view = found)))"
PATIENCE = 60.0  # seconds for the router


@pytest.fixture(scope="module")
def wave(sides):
    return Wave(sides, timedelta(days=1))


@pytest.fixture(scope="module")
def keeper(sides, wave):
    sides.play.documents.refresh()
    return sides.keeper()


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


def light(device, how="now", **changed):
    return device.page.evaluate(LIGHT, {"wanted": WANTED | changed, "how": how})


def opened(device, candle_key):
    """The mailbox, as soon as the router has passed."""
    until = time.monotonic() + PATIENCE
    while True:
        said = device.page.evaluate(OPEN, candle_key)
        if said["trouble"] != "unknown-candle" or time.monotonic() > until:
            return said
        time.sleep(0.5)


def entry(keeper, candle_key):
    box = mailbox_of(read_key(candle_key)).hex()
    return next(one for one in keeper.queue()["candles"] if one["mailbox"] == box)


def test_candle_from_the_tick_to_the_break_pass(device, clean, keeper):
    heard = complaints(clean.page)
    candle_key = light(device)["value"]["candleKey"]
    view = opened(clean, candle_key)["value"]
    assert (view["state"], view["urgency"], view["rota"], view["verified"]) == ("lit", "today", "hr", True)
    assert (view["letters"], view["offers"], view["taken"], view["forged"]) == ([], [], None, 0)

    candle = entry(keeper, candle_key)["id"]
    inner = keeper.open(candle).inner
    assert (inner.kinds, inner.note) == (("day",), WANTED["note"])
    keeper.hold(candle)
    keeper.write(candle, "Which would suit you?")
    keeper.offer(candle, ["day", "half-day"])

    view = clean.page.evaluate(READ)["value"]
    assert [(one["author"], one["text"]) for one in view["letters"]] == [("keeper", "Which would suit you?")]
    assert sorted(one["kind"] for one in view["offers"]) == ["day", "half-day"]
    assert clean.page.evaluate("() => told(mailbox.write('The whole day.\\nThank you 疲'))")["trouble"] is None
    letters = [(one.author, one.text) for one in keeper.open(candle).letters]
    assert letters == [("keeper", "Which would suit you?"), ("employee", "The whole day.\nThank you 疲")]

    take = "() => told(mailbox.take(view.offers.find(({ kind }) => kind === 'day'), house, safe))"
    assert clean.page.evaluate(take)["trouble"] is None
    [stocked] = clean.break_passes()
    taken = device.page.evaluate(OPEN, candle_key)["value"]
    assert (taken["state"], taken["taken"]["kind"]) == ("taken", "day")
    assert [one["text"] for one in taken["letters"]][-1] == "The whole day.\nThank you 疲"
    assert bytes(taken["taken"]["pass"]).hex() == stocked["pass"]
    keeper.documents.refresh()
    key = keeper.documents.house().break_key("day", stocked["quarter"])
    Pass.read(bytes.fromhex(stocked["pass"])).check(load_spki(key.spki), purpose="break", scope=key.scope)
    assert heard == []


def test_lost_replies_of_a_mailbox_are_made_good(device, keeper):
    candle_key = light(device)["value"]["candleKey"]
    opened(device, candle_key)
    candle = entry(keeper, candle_key)["id"]
    keeper.hold(candle)
    keeper.offer(candle, ["day"])
    device.page.evaluate(READ)

    with device.losing_replies("/mailbox/letters/"):
        assert device.page.evaluate("() => told(mailbox.write('twice?'))")["trouble"] == "offline"
    assert device.page.evaluate("() => told(mailbox.write('twice?'))")["trouble"] is None
    take = "() => told(mailbox.take(view.offers[0], house, safe))"
    with device.losing_replies("/mailbox/take/"):
        assert device.page.evaluate(take)["trouble"] == "offline"
    assert device.page.evaluate(take)["trouble"] is None

    assert [one.text for one in keeper.open(candle).letters] == ["twice?"]
    view = device.page.evaluate(READ)["value"]
    assert view["taken"]["pass"] is not None
    assert len([one for one in device.kept() if one == "right"]) == 3


def test_letter_gets_the_next_number_when_a_keeper_wrote_meanwhile(device, keeper):
    candle_key = light(device)["value"]["candleKey"]
    opened(device, candle_key)
    candle = entry(keeper, candle_key)["id"]
    keeper.hold(candle)
    keeper.write(candle, "first")

    assert device.page.evaluate("() => told(mailbox.write('second'))")["trouble"] is None

    assert [(one.number, one.text) for one in keeper.open(candle).letters] == [(1, "first"), (2, "second")]


@pytest.mark.parametrize("part", ["letters", "offers"])
def test_what_nobody_signed_is_left_out_and_counted(device, keeper, part):
    candle_key = light(device)["value"]["candleKey"]
    opened(device, candle_key)
    candle = entry(keeper, candle_key)["id"]
    keeper.hold(candle)
    keeper.write(candle, "genuine")
    keeper.offer(candle, ["day"])

    def forged(route):
        answer = route.fetch()
        said = answer.json()
        one = dict(said[part][0], signature=f"{'A' * 86}==")
        said[part].append(one | ({"number": 2} if part == "letters" else {"kind": "half-day"}))
        route.fulfill(response=answer, json=said)

    device.context.route("**/mailbox/", forged)
    view = device.page.evaluate(READ)["value"]

    assert view["forged"] == 1
    assert [one["text"] for one in view["letters"]] == ["genuine"]
    assert [one["kind"] for one in view["offers"]] == ["day"]


def test_withdrawn_candle_takes_no_letter(device):
    candle_key = light(device)["value"]["candleKey"]
    opened(device, candle_key)

    assert device.page.evaluate("() => told(mailbox.withdraw())")["trouble"] is None

    assert device.page.evaluate(READ)["value"]["state"] == "withdrawn"
    assert device.page.evaluate("() => told(mailbox.write('still there?'))")["trouble"] == "candle-over"


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
    assert device.kept().count("lighting") == 0


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


def test_candle_key_opens_nothing_when_it_is_mistyped_or_nobody_lit_it(clean):
    assert clean.page.evaluate(OPEN, "not a key")["trouble"] == "bad-candle-key"
    assert clean.page.evaluate(OPEN, "0000-0000-0000-0000-0000-0000-000")["trouble"] == "unknown-candle"


def test_candle_keys_are_kept_by_choice_and_forgotten(clean):
    page = clean.page
    for _ in range(2):
        page.evaluate("() => client.keepCandleKey(safe, 'canary-key')")
    assert [one["candleKey"] for one in page.evaluate("() => client.keptKeys(safe)")] == ["canary-key"]

    page.evaluate("() => client.forgetCandleKey(safe, 'canary-key')")

    assert page.evaluate("() => client.keptKeys(safe)") == []
    assert "canary" not in json.dumps(page.evaluate("() => safe.names('')"))
