"""Chromium as people use it: the system's browser, phone and desktop, light and dark, and what axe says of a page."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
# Its own traffic would be refused by a closed network, many times over; root may not have a sandbox.
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
expect.set_options(timeout=30_000)  # milliseconds; a machine that runs all tests at once is slow
PHONE = {"width": 360, "height": 740}
SMALL = {"width": 320, "height": 640}
DESKTOP = {"width": 1440, "height": 900}


@contextmanager
def chromium() -> Iterator[Browser]:
    """One running browser; each person takes a context of their own from it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # beside the loop that Playwright runs in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def person(browser: Browser, *, phone: bool = True, **options: Any) -> Iterator[BrowserContext]:
    """A clean browser of one person; `options` as Playwright's new_context takes them."""
    settings: dict[str, Any] = {
        "viewport": PHONE if phone else DESKTOP,
        "locale": "en-GB",
        "reduced_motion": "reduce",
    } | options
    context = browser.new_context(**settings)
    yield context
    context.close()


def complaints(page: Page) -> list[str]:
    """Collects what the page's console complains of from now on: script errors and breaches of the policy."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands, a line each."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]]
