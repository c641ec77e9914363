"""Somebody at the named side in Chromium: signing in as people do, and walking through every page that is linked."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Page

from demo.inbox.letters import read
from demo.totp import totp
from demo.waiting import wait_for

from .secret import SECRET

__all__ = ["SECRET", "kind_of", "pages", "sign_in"]
_NAMES = [  # what stands in an address for one of many
    (re.compile(r"[0-9a-f]{64}"), "<document>"),
    (re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}"), "<one>"),
    (re.compile(r"(?<=/)\d+(?=/)"), "<one>"),
    (re.compile(r"(?<=<document>/)[a-z0-9_.]+(?=/)"), "<question>"),
    (re.compile(r"(?<=questionnaires/new/)[a-z-]+(?=/)"), "<start>"),
]
_NO_PAGES = re.compile(r"\.(json|csv|xlsx)$|/logout/|/notices/|/static/")


def sign_in(page: Page, sides: Any, address: str) -> None:
    """By the code from the mail, and where it is asked for by one from the app."""
    page.goto(f"{sides.installation.origins['named']}/account/login/code/")
    go_in(page, sides, address)


def go_in(page: Page, sides: Any, address: str) -> None:
    """The same from the page that asks for the address, whatever it leads to."""
    mailbox, before = sides.play.mailbox, set(sides.play.mailbox.glob("*.eml"))
    page.fill("input[name=email]", address)
    _send_form(page)
    page.fill("input[name=code]", wait_for(lambda: _code(mailbox, before), what="the code"))
    _send_form(page)
    while "/2fa/authenticate/" in page.url:
        now = sides.play.clock.now().timestamp()
        code, left = totp(SECRET, now=now)
        page.fill("input[name=code]", code)
        _send_form(page)
        if "/2fa/authenticate/" in page.url:  # no code of an app opens twice: wait for its next
            page.wait_for_timeout(1000 * left)


def _send_form(page: Page) -> None:
    with page.expect_navigation():  # a click returns while the next page is still on its way
        page.locator("main form button").first.click()


def pages(page: Page, start: str) -> Iterator[str]:
    """Open every page that can be reached by links from `start`, one of each kind; yields its kind while it is open."""
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(start))
    seen, waiting = set(), [start]
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind in seen:
            continue
        seen.add(kind)
        page.goto(address)
        yield kind
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        waiting += [urldefrag(link).url for link in links if link.startswith(origin) and not _NO_PAGES.search(link)]


def kind_of(address: str) -> str:
    """An address with every name in it replaced by what it names."""
    path = urlsplit(address).path
    for name, kind in _NAMES:
        path = name.sub(kind, path)
    return path


def _code(mailbox: Path, before: set[Path]) -> str | None:
    letters = (read(path.read_bytes()) for path in set(mailbox.glob("*.eml")) - before)
    return next((letter.code for letter in letters if letter.code), None)
