"""`survey_script` and the employee's minute: what the survey page weighs, and how long it takes on a slow phone.

Chromium at 360 px, the processor slowed four times, on a simulated slow 4G (a round trip of 150 ms, 1.6 Mbit/s down,
0.75 Mbit/s up, as page-speed tools have it). The person reads four words a second and takes 0.8 s to aim and tap.
"""

import gzip
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from random import Random
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Locator, Page, Response

from demo import questions, town
from tests.browser import employee
from tests.browser.chromium import chromium, person

from . import wave
from .figures import Figure
from .sides import Sides

PEOPLE = 45
ROUNDS = 5
SLOWER = 4
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
WORDS_A_SECOND, TAP = 4.0, 0.8  # seconds
# When the first question could be answered, in milliseconds since the link was followed.
WATCH = """
    globalThis.usable = 0
    new MutationObserver((_, watching) => {
        if (!document.querySelector('.question label.option')) return
        requestAnimationFrame(() => { globalThis.usable = performance.now() })
        watching.disconnect()
    }).observe(document, { childList: true, subtree: true })
"""
SCRIPT, PAGE = 30_000, 120_000  # bytes gzip at most
USABLE, MINUTE = 1.5, 45.0  # seconds at most


def measure() -> list[Figure]:
    """Bytes and seconds, the medians of five people who come for the first time."""
    people = town.residents(PEOPLE)
    with Sides(workers=1) as sides, chromium() as browser:
        links = _invite(sides, people)
        answering = [(links[one.email], questions.answers_of(one, wave=1, chance=Random(one.email))) for one in people]
        visits = [_visit(browser, link, answers) for link, answers in answering[:ROUNDS]]
    return [
        _figure("survey_script", "bytes gzip", SCRIPT, [visit["script"] for visit in visits]),
        _figure("survey_page", "bytes gzip", PAGE, [visit["page"] for visit in visits]),
        _figure("survey_usable", "s", USABLE, [visit["usable"] for visit in visits]),
        _figure("survey_minute", "s", MINUTE, [visit["minute"] for visit in visits]),
    ]


def _invite(sides: Sides, people: list[town.Resident]) -> dict[str, str]:
    """The demo's five questions are open to its first people; the link in everybody's mail, by address."""
    roster, file = sides.folder / "roster.csv", sides.folder / "questions.json"
    roster.write_text(town.roster(people))
    file.write_text(json.dumps(questions.QUESTIONNAIRE))
    sides.installation.manage("named", "import_roster", str(roster), "--apply")
    sides.installation.manage("named", "import_questionnaire", str(file))
    sides.installation.manage("named", "open_wave", questions.QUESTIONNAIRE["name"])
    return wave.invitations(sides, people=len(people))


def _figure(name: str, unit: str, limit: float, values: list[float]) -> Figure:
    value = median(values)
    return Figure(name, round(value, 2), unit, limit, round(value / limit, 3))


def _visit(browser: Browser, link: str, answers: Mapping[str, Any]) -> dict[str, float]:
    """One person from the link to the closing screen."""
    with _phone(browser) as context:
        page = context.new_page()
        weighed = _weigh(page)
        _slow(context.new_cdp_session(page))
        page.add_init_script(WATCH)
        started = time.monotonic()
        employee.open(page, link)
        usable = page.evaluate("usable") / 1000
        _answer_as_people_do(page, answers)
        employee.send(page)
        minute = time.monotonic() - started
    return {"usable": usable, "minute": minute, "script": weighed["script"], "page": sum(weighed.values())}


@contextmanager
def _phone(browser: Browser) -> Iterator[BrowserContext]:
    with person(browser, device_scale_factor=3, is_mobile=True, has_touch=True) as context:
        yield context


def _slow(session: CDPSession) -> None:
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _weigh(page: Page) -> dict[str, float]:
    """Bytes gzip by kind of what is loaded from now on; what the page asks while sending is not of the page."""
    weighed = {"script": 0.0, "document": 0.0, "stylesheet": 0.0, "fetch": 0.0, "image": 0.0}

    def add(answer: Response) -> None:
        kind = answer.request.resource_type
        if kind in weighed and answer.request.method == "GET":
            weighed[kind] += len(gzip.compress(answer.body(), 9))

    page.on("response", add)
    return weighed


def _answer_as_people_do(page: Page, answers: Mapping[str, Any]) -> None:
    """Each question is read before it is answered, and so is the candle."""
    for key, value in answers.items():
        option = employee.option(page, key, value)
        _read(option.locator("xpath=ancestor::*[contains(concat(' ', @class, ' '), ' question ')]"))
        employee.answer(page, {key: value})
    _read(page.locator(".candle"))
    employee.tick(page)
    time.sleep(TAP)


def _read(part: Locator) -> None:
    """Words; the numbers of a scale are seen and not read."""
    words = [word for word in part.first.inner_text().split() if any(letter.isalpha() for letter in word)]
    time.sleep(len(words) / WORDS_A_SECOND + TAP)
