"""Candles played by the clients in Python: letters either way, offers, taking, withdrawal, a change of keys."""

from datetime import timedelta

import pytest

from crypto.keys import load_spki
from crypto.passes import Pass
from demo.founding import is_published
from demo.lighting import Need, light
from demo.mailbox import PersonalMailbox
from demo.person import Refused
from demo.play import Reply
from demo.waiting import wait_for

from .boathouse import KEEPERS, Wave, address, reply

TICKING = {address("Harbour", 1): "today", address("Harbour", 2): "week", address("Kitchen", 1): None}


@pytest.fixture(scope="module")
def wave(sides):
    """Three candles of eleven people are in the queue."""
    wave = Wave(sides, timedelta(days=20))
    others = [address("Harbour", number) for number in range(4, 12)]
    links = {to: wave.links[to] for to in [*TICKING, *others]}
    wave.sent = sides.play.answer(links, _ticking)
    sides.play.clock.move_to(wave.opens + timedelta(days=2))
    wait_for(lambda: sides.rows("nameless", "candles_candle") == len(TICKING), what="the router")
    return wave


def _ticking(to):
    need = Need(urgency=TICKING.get(to), kinds=("day",), note=f"From {to}, tired.")
    return Reply(reply(to).answers, lit=to in TICKING, need=need)


@pytest.fixture(scope="module")
def keeper(wave):
    return wave.sides.keeper()


@pytest.fixture
def mailbox(wave):
    return PersonalMailbox(wave.sent[address("Harbour", 1)].candle_key, documents=wave.play.documents)


@pytest.fixture
def candle(keeper, mailbox):
    return next(one["id"] for one in keeper.queue()["candles"] if one["mailbox"] == mailbox.public.hex())


def test_queue_shows_every_candle_once_the_most_urgent_first(keeper):
    found = keeper.queue()["candles"]

    assert [one["urgency"] for one in found] == ["today", "week", None]
    assert [one["state"] for one in found] == ["lit"] * 3
    assert all(one["verified"] for one in found)


def test_what_was_written_is_opened_by_the_keeper(keeper, candle):
    opened = keeper.open(candle)

    assert opened.inner.note == f"From {address('Harbour', 1)}, tired."
    assert opened.inner.kinds == ("day",)


def test_everybody_holds_break_passes_whether_they_ticked_or_not(wave):
    for person in wave.sent.values():
        assert [(one.kind, len(one.data)) for one in person.stock.breaks()] == [("day", 354), ("half-day", 354)]


def test_letters_either_way_are_read_and_signed(keeper, mailbox, candle):
    keeper.hold(candle)
    keeper.write(candle, "Would a day be of help? 🕯")
    mailbox.write("Yes. Not on a Friday.")
    keeper.write(candle, "Then Thursday.")

    mine, theirs = mailbox.read(), keeper.open(candle)

    said = [
        ("keeper", "Would a day be of help? 🕯"),
        ("employee", "Yes. Not on a Friday."),
        ("keeper", "Then Thursday."),
    ]
    assert [(one.author, one.text) for one in mine.letters] == said
    assert [(one.author, one.text) for one in theirs.letters] == said
    assert (mine.forged, theirs.forged, mine.state) == (0, 0, "held")


def test_an_offer_is_taken_once_and_the_pass_is_found_on_another_device(wave, keeper, mailbox, candle):
    keeper.offer(candle, ["day", "half-day"])
    day, half = mailbox.read().offers
    assert (day.kind, half.kind) == ("day", "half-day")

    taken, again = mailbox.take(day), mailbox.take(day)
    with pytest.raises(Refused) as refused:
        mailbox.take(half)
    elsewhere = PersonalMailbox(wave.sent[address("Harbour", 1)].candle_key, documents=wave.play.documents).read()

    assert taken == again == elsewhere.taken
    assert refused.value.status == 409
    assert elsewhere.state == "taken"
    key = wave.play.documents.house().break_key("day")
    Pass.read(taken.data).check(load_spki(key.spki), purpose="break", scope=key.scope)


def test_a_candle_withdrawn_holds_nothing_any_more(wave, keeper):
    mine = PersonalMailbox(wave.sent[address("Kitchen", 1)].candle_key, documents=wave.play.documents)

    mine.withdraw()

    assert mine.read().state == "withdrawn"
    assert mine.public.hex() not in [one["mailbox"] for one in keeper.queue()["candles"]]
    with pytest.raises(Refused) as refused:
        mine.write("Still here?")
    assert refused.value.status == 410


def test_another_keeper_can_read_what_this_one_holds_and_cannot_close_it(wave, candle):
    other = wave.sides.keeper(KEEPERS[1])

    assert len(other.open(candle).letters) == 3
    with pytest.raises(Refused) as refused:
        other.hold(candle)

    assert refused.value.status == 409


def test_after_a_change_of_keys_open_candles_are_sealed_again_and_read(wave, keeper, mailbox, candle):
    keeper.keyring.make_key()
    wait_for(lambda: is_published(keeper.keyring), what="the new key")
    waiting = [one["id"] for one in keeper.queue()["candles"] if one["reseal"]]
    for one in waiting:
        keeper.reseal(one)

    assert len(waiting) >= 1
    assert [one for one in keeper.queue()["candles"] if one["reseal"]] == []
    assert [one.text for one in mailbox.read().letters][-1] == "Then Thursday."
    keeper.keyring.retired.clear()  # what the old key opened is closed to the new one now
    assert keeper.open(candle).letters[1].text == "Yes. Not on a Friday."
    assert keeper.open(candle).forged == 0


def test_a_candle_lit_from_the_standing_page_spends_a_spare_pass_or_is_unverified(wave):
    sides, documents = wave.sides, wave.play.documents
    spare = wave.sent[address("Harbour", 4)].spare[0]

    light(documents, Need(urgency="today", note="verified"), spare=spare, how="now")
    bare = light(documents, Need(note="bare"), spare=None)
    sides.play.clock.move_by(timedelta(days=2))
    wait_for(lambda: sides.rows("nameless", "candles_flag") == 0, what="the router")

    keeper = sides.keeper()
    found = {keeper.open(one["id"]).inner.note: one["verified"] for one in keeper.queue()["candles"] if one["inner"]}
    assert (found["verified"], found["bare"]) == (True, False)
    assert PersonalMailbox(bare, documents=documents).read().verified is False
