"""Exactly the ticked boxes come to the queue, once each, and every one of them opens in the keeper's browser."""

from datetime import timedelta

import pytest

from crypto.mailbox import mailbox_of
from demo.lighting import Need
from demo.play import Reply
from demo.waiting import wait_for
from tests.browser import keeper
from tests.browser.chromium import chromium, complaints, person
from tests.browser.reading import read_queue

from .boathouse import COMING, KEEPERS, PASSPHRASE, Wave, reply

URGENCIES = ("today", "week", "whenever", None)
TICKING = COMING[::3]


@pytest.fixture(scope="module")
def wave(sides):
    """Everybody has answered, every third ticked; the router has been."""
    wave = Wave(sides, timedelta(days=1))
    wave.sent = sides.play.answer({to: wave.links[to] for to in COMING}, _every_third)
    sides.play.clock.move_by(timedelta(days=1))
    wait_for(lambda: sides.rows("nameless", "candles_flag") == 0, what="the router")
    return wave


def _every_third(to):
    need = Need(urgency=URGENCIES[COMING.index(to) % 4], note=f"Candle of {to}")
    return Reply(reply(to).answers, lit=to in TICKING, need=need)


def test_every_ticked_box_is_in_the_queue_once_and_opens_in_the_keepers_browser(wave):
    with chromium() as browser, person(browser, phone=False) as desk:
        page = desk.new_page()
        heard = complaints(page)
        keeper.sign_in(page, wave.sides, KEEPERS[0].address)
        keeper.unlock(page, PASSPHRASE)
        found = read_queue(page)

    assert len(TICKING) >= 8
    assert [one.mailbox for one in found if not one.opened] == []
    assert sorted((one.mailbox, one.note) for one in found) == sorted(
        (mailbox_of(wave.sent[to].candle_key).hex(), f"Candle of {to}") for to in TICKING
    )
    assert heard == []
