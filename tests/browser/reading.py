"""Every candle of the queue opened in Chromium, one after the other, by a keeper whose console is unlocked."""

from dataclasses import dataclass

from playwright.sync_api import Page, Response, expect

from .keeper import PATIENCE, at_work, rows


@dataclass(frozen=True, slots=True)
class Read:
    """One candle: its mailbox (hex), the note that stood in it, and whether it opened."""

    mailbox: str
    note: str
    opened: bool


def read_queue(page: Page) -> list[Read]:
    """What the list shows, a Read for each row, in its order; those without a pass too."""
    mailboxes: dict[str, str] = {}

    def note(answer: Response) -> None:
        if answer.url.endswith("/queue/") and answer.ok:
            mailboxes.update({one["id"]: one["mailbox"] for one in answer.json()["candles"]})

    page.on("response", note)
    with page.expect_response(lambda answer: answer.url.endswith("/queue/")):
        page.locator(".keeper-list .refresh").click()
    at_work(page)
    page.remove_listener("response", note)
    listed = [row.get_attribute("data-candle") or "" for row in rows(page).all()]
    return [_open(page, candle, mailboxes[candle]) for candle in listed]


def _open(page: Page, candle: str, mailbox: str) -> Read:
    page.locator(f'[data-candle="{candle}"]').click()
    inside = page.locator(".keeper-open section", has=page.get_by_role("heading", name="What they sent"))
    expect(inside).to_be_visible(timeout=PATIENCE)
    written = inside.locator(".note")
    note = written.inner_text() if written.count() else ""
    return Read(mailbox, note, opened=not inside.locator(".notice").count())
