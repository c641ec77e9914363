"""An employee at the survey page, with any Notice: opens the mailed link, answers, ticks or not, sends, reads on.

Answers are given as ballots hold them: a value, a list of values for `choices`, or None to leave a question out.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Locator, Page, expect

PATIENCE = 30_000  # milliseconds; a machine that runs all tests at once is slow


def open(page: Page, link: str) -> Page:  # noqa: A001  what a person does with a link
    """Open the mailed link and wait until the first question can be answered."""
    page.goto(link)
    expect(page.locator(".question").first).to_be_visible(timeout=PATIENCE)
    return page


def answer(page: Page, answers: Mapping[str, Any]) -> None:
    """Give these answers by pressing their options; a key of None is left as it is."""
    for key, value in answers.items():
        for one in value if isinstance(value, list) else [value] if value is not None else []:
            option(page, key, one).click()


def option(page: Page, key: str, value: int) -> Locator:
    """The target one presses to answer question `key` with `value`."""
    questions = notice(page)["questions"]
    place = next(i for i, question in enumerate(questions) if question["key"] == key)
    bins = [found["value"] for found in questions[place]["bins"]]
    return page.locator(".question").nth(place).locator("label.option").nth(bins.index(value))


def notice(page: Page) -> dict[str, Any]:
    """The Notice of the survey that the page shows, from the origin that serves the page."""
    shown = urlsplit(page.url)
    fingerprint = shown.path.split("/")[2]
    return json.loads(httpx.get(f"{shown.scheme}://{shown.netloc}/notices/{fingerprint}/").raise_for_status().content)


def leave_label_out(page: Page) -> None:
    """Count for the whole organisation only."""
    page.locator(".group summary").click()
    page.locator(".leave-out").click()


def tick(page: Page, urgency: str | None = None) -> None:
    """Tick the candle; `urgency` is today, week, whenever or nothing."""
    page.locator(".candle .tick").click()
    if urgency:
        page.locator(".candle .soon label").nth(["today", "week", "whenever"].index(urgency)).click()


def press_send(page: Page) -> None:
    """Press Send and wait for nothing."""
    page.locator(".send .button").click()


def send(page: Page) -> None:
    """Press Send and wait for the closing screen."""
    press_send(page)
    closed(page)


def closed(page: Page) -> None:
    """Wait for the closing screen."""
    expect(page.locator("details.receipt")).to_be_visible(timeout=PATIENCE)


def receipt(page: Page) -> dict[str, Any]:
    """What the closing screen shows: heading, candle_key (None when not lit), sent (what each line says), counted."""
    key = page.locator(".key .groups code")
    if not page.locator("details.receipt[open]").count():
        page.locator("details.receipt summary").click()
    facts = page.locator("details.receipt .facts > div")
    return {
        "heading": page.locator("main h1").inner_text(),
        "candle_key": key.inner_text() if key.count() else None,
        "sent": {line.locator("dt").inner_text(): line.locator("dd").inner_text() for line in facts.all()},
        "counted": page.locator(".counted p").first.inner_text(),
    }


def trouble(page: Page) -> str:
    """The heading and the sentence of a page that says what is wrong."""
    why = page.locator("main > .lede[role=alert]")
    expect(why).to_be_visible(timeout=PATIENCE)
    return f"{page.locator('main h1').inner_text()}: {why.inner_text()}"
