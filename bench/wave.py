"""One wave from outside: opened by command, read from the mails, closed by the clock, fetched as a Report."""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx

from crypto.notice import instant, read
from demo import mail

from .dataset import Dataset
from .given import Given
from .queue import Queue
from .sides import Sides

Reader = Callable[[Sides, Sequence[str]], Queue]

MAILS, ANSWER, COUNT, CANDLES, QUEUE = 300.0, 30.0, 300.0, 60.0, 300.0  # seconds of patience for each
PAUSE = 0.5  # seconds between two looks at the candles
SETTLED = 3.0  # seconds in which every worker ticks


def invitations(sides: Sides | Given, *, people: int) -> dict[str, str]:
    """The link in everybody's mail, by address. Raises TookTooLong."""

    def look() -> dict[str, str] | None:
        if len(list(sides.mails.glob("*.eml"))) < people:
            return None
        links = dict(mail.links(sides.mails))
        return links if len(links) >= people else None

    return sides.wait_for(look, what=f"mail for {people} people", patience=MAILS)


def notice_of(link: str) -> str:
    """The fingerprint of the Notice that a link leads to."""
    return urlsplit(link).path.rstrip("/").rpartition("/")[2]


def cohort_of(link: str) -> str:
    """The id of the cohort that a link's ballot counts under."""
    return urlsplit(link).fragment.rpartition(".")[2]


def notice(sides: Sides | Given, name: str) -> dict[str, Any]:
    """The wave Notice of this fingerprint. Raises TookTooLong."""
    return _document(sides, f"/notices/{name}/", kind="wave", patience=ANSWER)


def close(sides: Sides | Given, wave: Mapping[str, Any]) -> None:
    """Move the clock past the close and the hours of grace."""
    sides.move_clock_to(instant(wave["closes"]) + timedelta(hours=wave["grace_hours"], minutes=1))


def report(sides: Sides | Given, name: str) -> dict[str, Any]:
    """The Report of a Notice as the named side stored it. Raises TookTooLong."""
    return _document(sides, f"/reports/{name}/report.json", kind="report", patience=COUNT)


def _document(sides: Sides | Given, path: str, *, kind: str, patience: float) -> dict[str, Any]:
    """A document of the named origin, as soon as it is there."""

    def look() -> dict[str, Any] | None:
        try:
            answer = httpx.get(sides.origins.named + path, timeout=30.0)
        except httpx.TransportError:
            return None  # a trial has just killed it
        return read(answer.content, kind=kind) if answer.status_code == 200 else None

    return sides.wait_for(look, what=f"the {kind} document", patience=patience)


def candles(sides: Sides | Given, *, wanted: int) -> int | None:
    """How many candles are lit once nothing changes any more; None where nobody can count them."""
    deadline = time.monotonic() + CANDLES
    seen = sides.count_candles()
    while seen is not None and seen < wanted and time.monotonic() < deadline:
        sides.rest(PAUSE)
        seen = sides.count_candles()
    sides.rest(SETTLED)  # one too many would come now
    return sides.count_candles()


def read_queue(sides: Sides | Given, ticked: Sequence[str], *, reader: Reader) -> Queue | None:
    """Every candle opened by a keeper; None where no keeper of the sides plays along. Raises TookTooLong."""
    if isinstance(sides, Given):
        return None

    def look() -> Queue | None:
        try:
            return reader(sides, ticked)
        except httpx.TransportError:
            return None  # a trial has just killed it

    return sides.wait_for(look, what="the queue", patience=QUEUE)


def faults_of_cohorts(wave: Mapping[str, Any], data: Dataset, links: Mapping[str, str]) -> list[str]:
    """What is wrong with who counts where: units torn apart, cohorts of another size than in the Notice."""
    cohorts: dict[str, set[str]] = {}
    for member in data.members:
        cohorts.setdefault(member.unit, set()).add(cohort_of(links[member.email]))
    faults = [f"{unit} counts under {len(ids)} cohorts" for unit, ids in cohorts.items() if len(ids) > 1]
    sizes = Counter(cohort_of(link) for link in links.values())
    return faults + [
        f"{cohort['name']} has {sizes[cohort['id']]} people, the Notice says {cohort['eligible']}"
        for cohort in wave["cohorts"]
        if sizes[cohort["id"]] != cohort["eligible"]
    ]
