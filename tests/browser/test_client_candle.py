"""The candle in the real client, opened in a clean browser and answered by real keepers."""

from datetime import timedelta

import pytest

from crypto.keys import load_spki
from crypto.mailbox import mailbox_of, read_key
from crypto.passes import Pass
from demo.founding import is_published
from demo.waiting import wait_for
from tests.flows.boathouse import Wave, address

from .chromium import complaints, person
from .device import Device
from .lit import OPEN, WANTED, light, opened, read

ANSWERS = {"rest": 4, "where": 1, "friend": None}
HARBOUR = iter(range(16))


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

    view = read(clean)["value"]
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
    assert [one for one in heard if "404" not in one] == []  # so long as a flag waits, its mailbox is not found


def test_lost_replies_of_a_mailbox_are_made_good(device, keeper):
    candle_key = light(device)["value"]["candleKey"]
    opened(device, candle_key)
    candle = entry(keeper, candle_key)["id"]
    keeper.hold(candle)
    keeper.offer(candle, ["day"])
    read(device)

    with device.losing_replies("/mailbox/letters/"):
        assert device.page.evaluate("() => told(mailbox.write('twice?'))")["trouble"] == "offline"
    assert device.page.evaluate("() => told(mailbox.write('twice?'))")["trouble"] is None
    take = "() => told(mailbox.take(view.offers[0], house, safe))"
    with device.losing_replies("/mailbox/take/"):
        assert device.page.evaluate(take)["trouble"] == "offline"
    assert device.page.evaluate(take)["trouble"] is None

    assert [one.text for one in keeper.open(candle).letters] == ["twice?"]
    view = read(device)["value"]
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
    view = read(device)["value"]

    assert view["forged"] == 1
    assert [one["text"] for one in view["letters"]] == ["genuine"]
    assert [one["kind"] for one in view["offers"]] == ["day"]


def test_withdrawn_candle_takes_no_letter(device):
    candle_key = light(device)["value"]["candleKey"]
    opened(device, candle_key)

    assert device.page.evaluate("() => told(mailbox.withdraw())")["trouble"] is None

    assert read(device)["value"]["state"] == "withdrawn"
    assert device.page.evaluate("() => told(mailbox.write('still there?'))")["trouble"] == "candle-over"


def test_candle_key_opens_nothing_when_it_is_mistyped_or_nobody_lit_it(clean):
    assert clean.page.evaluate(OPEN, "not a key")["trouble"] == "bad-candle-key"
    assert clean.page.evaluate(OPEN, "0000-0000-0000-0000-0000-0000-000")["trouble"] == "unknown-candle"


def test_letters_from_before_a_change_of_keys_are_still_the_keepers(device, keeper):
    """Runs last: from here on the keepers have another key."""
    candle_key = light(device)["value"]["candleKey"]
    opened(device, candle_key)
    candle = entry(keeper, candle_key)["id"]
    keeper.hold(candle)
    keeper.write(candle, "before")
    keeper.keyring.make_key()
    wait_for(lambda: is_published(keeper.keyring), what="the new key", seconds=60)
    keeper.reseal(candle)
    keeper.write(candle, "after")
    device.close()
    device.visit()

    view = opened(device, candle_key)["value"]
    device.page.evaluate("() => { house.notice.keepers[0].signature = 'A'.repeat(86) + '==' }")

    assert ([one["text"] for one in view["letters"]], view["forged"]) == (["before", "after"], 0)
    assert read(device)["trouble"] == "mistrust"
    assert light(device)["trouble"] == "mistrust"
    keys = "async () => (await client.signingKeys(await client.loadHouse(), 'hr')).map((key) => key.length)"
    assert device.page.evaluate(keys) == [32, 32]
