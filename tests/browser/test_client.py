"""The real client in Chromium against both sides as real processes: sending, and all that may come between."""

from datetime import timedelta

import httpx
import pytest

from crypto.ballot import BALLOT_SIZE
from crypto.flag import FLAG_SIZE
from crypto.mailbox import read_key
from demo.person import Person
from tests.flows.boathouse import Wave, address

from .chromium import complaints, person
from .device import Device
from .ground import OLDER
from .served import built

ANSWERS = {"rest": 4, "where": 1, "friend": None}
NO_STORAGE = "IDBFactory.prototype.open = () => { throw new DOMException('refused', 'SecurityError') }"
HARBOUR = iter(range(16))


@pytest.fixture(scope="module")
def wave(sides):
    return Wave(sides, timedelta(days=1))


@pytest.fixture
def someone():
    """An address that no other test uses."""
    return address("Harbour", next(HARBOUR))


@pytest.fixture
def device(chrome, sides, wave, someone):
    with person(chrome) as context:
        yield Device(context, sides.installation.origins, wave.links[someone])


@pytest.fixture
def other(chrome, sides, wave, someone):
    """Another device of the same person."""
    with person(chrome) as context:
        yield Device(context, sides.installation.origins, wave.links[someone])


@pytest.fixture
def counts(sides):
    """Ballots and flags that came since."""

    def now():
        return sides.rows("nameless", "ballots_ballot"), sides.rows("nameless", "candles_flag")

    before = now()
    return lambda: tuple(after - start for after, start in zip(now(), before, strict=True))


def test_ballot_and_flag_are_taken_and_the_device_keeps_only_a_receipt_and_passes(device, counts):
    heard = complaints(device.page)
    assert device.prepare()["trouble"] is None
    assert device.fetch_ahead() is None

    receipt = device.send(ANSWERS, lit=True, urgency="today")["value"]

    assert counts() == (1, 1)
    assert (receipt["labelled"], receipt["lit"], receipt["flagged"], receipt["kept"]) == (True, True, True, True)
    assert len(read_key(receipt["candleKey"])) == 16
    assert receipt["bytes"] == {"ballot": BALLOT_SIZE, "flag": FLAG_SIZE}
    assert receipt["serial"] == device.posted("/ballots/")[0][2:34].hex()
    assert device.pending() == []
    assert device.kept() == ["receipt", "right", "right", "spare", "spare", "spare"]
    assert device.page.evaluate("() => stages.at(-1)") == "done"
    assert heard == []


def test_every_submission_makes_the_same_requests_whatever_is_in_it(chrome, sides, wave):
    def requests(to, answers, **filled):
        with person(chrome) as context:
            device = Device(context, sides.installation.origins, wave.links[to])
            device.prepare()
            assert device.send(answers, **filled)["trouble"] is None
            device.exchanged()
            return sorted((path, len(body)) for path, body in device.sent)

    plain = requests(address("Kitchen", 11), {})
    wanted = {"lit": True, "urgency": "week", "rota": "hr", "kinds": ["day"], "note": "a long note" * 40}
    full = requests(address("Kitchen", 12), {"rest": 5, "where": 2, "friend": 10}, **wanted)
    bare = requests(address("Kitchen", 13), ANSWERS, labelled=False)

    assert plain == full == bare
    assert [path for path, _ in plain] == ["/ballots/", "/exchanges/", "/flags/", "/passes/", "/passes/"]
    assert sum(size for _, size in plain) < 60_000


def test_spare_passes_are_candle_passes_signed_for_keys_of_their_own(device):
    device.prepare()
    device.fetch_ahead()

    genuine = device.page.evaluate(
        """async (ground) => {
          const g = await import(ground)
          const key = await g.readSpki(papers.candle.key)
          const spares = await client.loadSpares(safe)
          for (const { pass, month, oneTime } of spares) {
            await g.checkPass(pass, key, 'candle', month)
            if (!g.equal(g.serial(pass), await g.flagNonce(await g.publicOf(oneTime)))) return 'another key'
          }
          return spares.length
        }""",
        f"/static/{built('ground.js')}",
    )

    assert genuine == 3


def test_lost_reply_of_the_first_request_asks_again_with_the_same_bytes(device, counts):
    device.prepare()
    with device.losing_replies("/passes/"):
        assert device.fetch_ahead() == "offline"
    device.close()
    device.visit()
    device.prepare()

    receipt = device.send(ANSWERS)["value"]

    first, again, _ = device.posted("/passes/")
    assert first == again
    assert (receipt["labelled"], counts()) == (True, (1, 1))


def test_lost_reply_of_the_second_request_is_resumed_at_the_next_visit_with_the_same_bytes(device, counts):
    device.prepare()
    device.fetch_ahead()
    with device.losing_replies("/passes/"):
        assert device.send(ANSWERS, lit=True)["trouble"] == "offline"
    device.close()
    device.visit()
    assert device.pending() == [device.link["notice"]]

    receipt = device.resume()["value"]

    _, lost, again = device.posted("/passes/")
    assert lost == again
    assert counts() == (1, 1)
    assert (receipt["lit"], receipt["flagged"], len(read_key(receipt["candleKey"]))) == (True, True, 16)
    assert device.pending() == []


@pytest.mark.parametrize("path", ["/ballots/", "/flags/"])
def test_lost_reply_of_ballot_or_flag_is_sent_again_with_the_same_bytes(device, counts, path):
    device.prepare()
    with device.losing_replies(path):
        assert device.send(ANSWERS)["trouble"] == "offline"
    device.close()
    device.visit()

    assert device.resume()["trouble"] is None

    first, again = device.posted(path)
    assert first == again
    assert counts() == (1, 1)


def test_network_cut_before_send_and_restored_sends_what_was_sealed(device, counts):
    device.prepare()
    device.fetch_ahead()
    device.context.set_offline(True)
    assert device.send(ANSWERS)["trouble"] == "offline"
    assert device.pending() == [device.link["notice"]]
    device.context.set_offline(False)

    receipt = device.send({"rest": 1})["value"]  # sealed is sealed: other answers come too late

    assert (receipt["labelled"], counts()) == (True, (1, 1))
    assert device.pending() == []


def test_network_cut_before_anything_was_fetched_seals_nothing(device, counts):
    device.prepare()
    device.context.set_offline(True)

    assert device.send(ANSWERS)["trouble"] == "offline"

    assert device.pending() == []
    device.context.set_offline(False)
    assert device.send(ANSWERS)["value"]["labelled"]
    assert counts() == (1, 1)


def test_second_attempt_on_another_device_is_refused(device, other, counts):
    device.prepare()
    device.send(ANSWERS)
    other.prepare()

    assert other.fetch_ahead() == "label-elsewhere"
    assert other.send(ANSWERS)["trouble"] == "label-elsewhere"
    assert other.send(ANSWERS, labelled=False)["trouble"] == "used-elsewhere"
    assert counts() == (1, 1)
    assert other.pending() == []


def test_ballot_counts_for_the_whole_when_only_the_label_went_to_another_device(device, other, counts):
    device.prepare()
    assert device.fetch_ahead() is None
    other.prepare()

    assert other.fetch_ahead() == "label-elsewhere"
    receipt = other.send(ANSWERS, labelled=False)["value"]

    assert (receipt["labelled"], receipt["flagged"], counts()) == (False, True, (1, 1))


def test_ballot_goes_when_the_candle_pass_went_elsewhere_and_the_receipt_says_so(device, sides, wave, someone, counts):
    sides.play.documents.refresh()
    elsewhere = Person(wave.links[someone], documents=sides.play.documents)
    elsewhere.ask_ahead()
    elsewhere.fill_in(ANSWERS, lit=True)
    origins = sides.installation.origins
    asked = {"content": elsewhere.request("candle"), "headers": {"Origin": origins["nameless"]}}
    assert "signatures" in httpx.post(f"{origins['named']}/passes/", **asked).json()["groups"]["candle"]
    device.prepare()

    receipt = device.send(ANSWERS, lit=True, labelled=False)["value"]

    assert (receipt["lit"], receipt["flagged"], receipt["candleKey"]) == (True, False, None)
    assert counts() == (1, 0)


def test_storage_refused_sends_all_the_same_and_says_that_nothing_is_kept(chrome, sides, wave, someone, counts):
    with person(chrome) as context:
        context.add_init_script(NO_STORAGE)
        device = Device(context, sides.installation.origins, wave.links[someone])
        device.prepare()

        receipt = device.send(ANSWERS)["value"]

    assert (receipt["kept"], counts()) == (False, (1, 1))


def test_older_browser_sends_with_the_fallback(chrome, sides, wave, someone, counts):
    with person(chrome) as context:
        context.add_init_script(OLDER)
        device = Device(context, sides.installation.origins, wave.links[someone])
        assert device.prepare()["trouble"] is None

        receipt = device.send(ANSWERS, lit=True)["value"]

    assert (receipt["flagged"], counts()) == (True, (1, 1))
