"""Records what leaves the browser of each of many people: the survey page in Chromium, several people at once."""

import asyncio
import base64
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, Error, Page, Request, Response, async_playwright

from tests.browser.chromium import ARGUMENTS, CHROMIUM, PHONE

from .choices import Choices

AT_ONCE = 8  # people, so that one's random pauses are another's work
PATIENCE = 120_000  # milliseconds
SETTLED = 1.0  # seconds without a request after which a page is taken to be done
CHOOSE = """({ options, labelled, lit, urgency, rota }) => {
  const press = (place, one) => [...document.querySelectorAll(place)][one]?.click()
  for (const [question, option] of options) {
    document.querySelectorAll('.question')[question].querySelectorAll('label.option')[option].click()
  }
  if (!labelled) press('.leave-out', 0)
  if (!lit) return
  press('.candle .tick', 0)
  if (urgency !== null) press('.candle .soon label', urgency)
  if (rota !== null) press('.candle .whom label', rota)
}"""
_IDS = re.compile(r"[0-9a-f]{64}|[0-9a-f]{32}|[A-Za-z0-9_-]{43}")


class NotSent(RuntimeError):
    """A person's page did not reach its end; the message says what it shows."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request with its answer. Sizes in bytes of head and body, times in milliseconds of one clock."""

    method: str
    address: str  # `named /keys/<id>/`
    status: int
    sent: tuple[int, int]
    received: tuple[int, int]
    asked: tuple[tuple[str, str], ...]  # the request's headers
    answered: tuple[str, ...]  # the names of the answer's
    begun: float
    ended: float


@dataclass(slots=True)
class Submission:
    """All that one person's browser sent, in the order of sending, and the bodies by which its rows are found."""

    lit: bool
    link: str
    exchanges: list[Exchange] = field(default_factory=list)
    bodies: list[tuple[str, bytes]] = field(default_factory=list)


def record(people: Sequence[Choices], origins: dict[str, str], *, client: str = "") -> list[Submission | NotSent]:
    """Everybody opens the mailed link in a clean browser, chooses and sends; in the order of `people` what came of it.

    `client` is a script that meddles with the page's own.
    """
    return asyncio.run(_record(people, origins, client))


async def _record(people: Sequence[Choices], origins: dict[str, str], client: str) -> list[Submission | NotSent]:
    seats = asyncio.Semaphore(AT_ONCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)

        async def seated(one: Choices) -> Submission | NotSent:
            async with seats:
                try:
                    return await _visit(browser, one, origins, client)
                except (Error, NotSent) as error:
                    return NotSent(str(error))

        try:
            return list(await asyncio.gather(*map(seated, people)))
        finally:
            await browser.close()


async def _visit(browser: Browser, one: Choices, origins: dict[str, str], client: str) -> Submission:
    context = await browser.new_context(viewport=PHONE, locale="en-GB", reduced_motion="reduce")  # type: ignore[arg-type]
    try:
        if client:
            await context.add_init_script(client)
        page = await context.new_page()
        page.set_default_timeout(PATIENCE)
        seen: list[Request] = []
        page.on("request", lambda request: seen.append(request))  # a built-in method it cannot wrap
        await _send(page, one)
        await _settle(page, seen)
        return await _noted(one, seen, origins)
    finally:
        await context.close()


async def _send(page: Page, one: Choices) -> None:
    await page.goto(one.link)
    await page.wait_for_selector(".question")
    choices = {name: getattr(one, name) for name in ("options", "labelled", "lit", "urgency", "rota")}
    await page.evaluate(CHOOSE, choices)
    await asyncio.sleep(one.thinking)
    await page.evaluate("() => document.querySelector('.send .button').click()")
    try:
        await page.wait_for_selector("details.receipt")
    except Exception as error:
        raise NotSent(await page.inner_text("main")) from error
    if bool(await page.query_selector("section.key")) != one.lit:
        raise NotSent("the closing screen does not say what was chosen")


async def _settle(page: Page, seen: list[Request]) -> None:
    """The closing screen may ask for something too."""
    before = -1
    while len(seen) != before:
        before = len(seen)
        await asyncio.sleep(SETTLED)
    with suppress(Exception):
        await page.wait_for_load_state("networkidle")


async def _noted(one: Choices, seen: list[Request], origins: dict[str, str]) -> Submission:
    noted = Submission(one.lit, one.link)
    for request in seen:
        if request.url.startswith(("data:", "blob:")):
            continue
        noted.exchanges.append(await _exchange(request, origins))
        if request.method == "POST":
            noted.bodies.append((_masked(request.url, origins), request.post_data_buffer or b""))
    noted.exchanges.sort(key=lambda exchange: exchange.begun)
    return noted


async def _exchange(request: Request, origins: dict[str, str]) -> Exchange:
    response = await request.response()
    if response is None:
        raise NotSent(f"no answer to {request.method} {request.url}: {request.failure}")
    sizes, timing = await request.sizes(), request.timing
    return Exchange(
        method=request.method,
        address=_masked(request.url, origins),
        status=response.status,
        sent=(sizes["requestHeadersSize"], sizes["requestBodySize"]),
        received=(sizes["responseHeadersSize"], sizes["responseBodySize"]),
        asked=tuple((name, _masked(value, origins)) for name, value in sorted((await request.all_headers()).items())),
        answered=await _names(response),
        begun=timing["startTime"],
        ended=timing["startTime"] + max(timing["responseEnd"], 0.0),
    )


async def _names(response: Response) -> tuple[str, ...]:
    return tuple(sorted(await response.all_headers()))


def _masked(text: str, origins: dict[str, str]) -> str:
    """Without what is random: ids, and the ports of this installation."""
    for side, origin in origins.items():
        text = text.replace(origin, f"{side} ").replace(origin.removeprefix("http://"), side)
    return _IDS.sub("<id>", text.partition("#")[0])


def invitation(submission: Submission) -> bytes:
    """The 16 bytes of the invitation's id."""
    token = submission.link.partition("#")[2].partition(".")[0]
    return base64.urlsafe_b64decode(token + "=")[:16]


def posted(submission: Submission, address: str) -> list[Any]:
    """Bodies of this person's requests to an address such as `nameless /flags/`."""
    return [body for at, body in submission.bodies if at == address]
