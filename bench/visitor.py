"""One person of a replay who answers in Chromium, on the page that employees use, at the size of a phone."""

from collections.abc import Sequence

from crypto.mailbox import mailbox_of, read_key
from tests.browser import employee
from tests.browser.chromium import chromium, complaints, person

from .crowd import Failed, Part


def visit(parts: Sequence[Part]) -> list[str]:
    """Each of these opens their link in a clean browser, answers, ticks or not, and sends. Raises Failed.

    The mailboxes (hex) of the candles whose keys they were shown.
    """
    mailboxes = []
    with chromium() as browser:
        for part in parts:
            with person(browser) as context:
                page = context.new_page()
                heard = complaints(page)
                employee.open(page, part.link)
                employee.answer(page, part.answers)
                if part.lit:
                    employee.tick(page)
                employee.send(page)
                key = employee.receipt(page)["candle_key"]
                if bool(key) != part.lit or heard:
                    raise Failed(f"Chromium did not send what it was given: {heard}")
                mailboxes += [mailbox_of(read_key(key)).hex()] if key else []
    return mailboxes
