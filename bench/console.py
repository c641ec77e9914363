"""The queue after a replay, opened in Chromium: the console that keepers use, every candle of it."""

from collections.abc import Sequence

from tests.browser import keeper
from tests.browser.chromium import chromium, person
from tests.browser.reading import read_queue

from .queue import KEEPER, PASSPHRASE, Queue
from .sides import Sides


def read(sides: Sides, ticked: Sequence[str]) -> Queue:
    """As queue.read, in the keeper's browser."""
    with chromium() as browser, person(browser, phone=False) as desk:
        page = desk.new_page()
        keeper.sign_in(page, sides, KEEPER.address)
        keeper.unlock(page, PASSPHRASE)
        found = read_queue(page)
    return Queue(list(ticked), [one.mailbox for one in found], [one.mailbox for one in found if one.opened])
