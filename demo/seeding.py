"""The demo's past: two closed waves and an open one, played by the invented town through the moved clock.

Its keepers answer the candles of each wave and its desk books what comes of them, so that both find work to look at.
"""

import contextlib
import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from . import cast, questions, town
from .cast import Visit
from .founding import Member, give_role
from .installation import Installation
from .past import Past
from .play import Play

VERSION = 6  # of the past that is played; goes up when another one is
CLOSED = (timedelta(days=70), timedelta(days=35))  # how long ago the closed waves opened
AWAY = (timedelta(days=-50), timedelta(days=6))  # from today: when those rest to whom a candle of theirs led
OPEN = timedelta(days=2)
EARLIER = timedelta(hours=1)  # before the first opening, the town is founded
SO_FAR = 0.4  # of those who will answer the open wave, these have already


def edition(people: list[town.Resident]) -> str:
    """What this past is made of, as a short name: folders of another edition are seeded afresh."""
    roles = [asdict(visit) for visit in cast.with_roles(people)]
    parts = [VERSION, town.roster(people), questions.QUESTIONNAIRE, roles]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def prepare(installation: Installation, people: list[town.Resident], *, folder: Path) -> None:
    """Roster, roles, second factors and questionnaire, by the product's own commands."""
    roster, questionnaire = folder / "roster.csv", folder / "questionnaire.json"
    roster.write_text(town.roster(people))
    questionnaire.write_text(json.dumps(questions.QUESTIONNAIRE, ensure_ascii=False, indent=1))
    installation.manage("named", "import_roster", str(roster), "--apply")
    installation.manage("named", "import_questionnaire", str(questionnaire))

    def give(visit: Visit) -> None:
        give_role(installation, Member(visit.email, visit.secret), visit.role)

    installation.two_at_once(give, cast.with_roles(people))


def live_through(play: Play, people: list[town.Resident], *, say: Callable[[str], None]) -> Past:
    """The founding, both closed waves, then the open one; the clock ends at the real time."""
    now, past = datetime.now(UTC).replace(microsecond=0), Past(play, people)
    with _told("the keepers' key", say):
        past.found()
    for number, ago in enumerate(CLOSED, start=1):
        with _told(f"wave {number}, {ago.days} days ago", say):
            past.closed(number, opens=now - ago, away=now.date() + AWAY[number - 1])
    with _told(f"wave {len(CLOSED) + 1}, open now", say):
        past.open(len(CLOSED) + 1, opens=now - OPEN, share=SO_FAR)
    play.clock.reset()
    return past


@contextlib.contextmanager
def _told(what: str, say: Callable[[str], None]) -> Iterator[None]:
    started = time.monotonic()
    yield
    say(f"{what}: {time.monotonic() - started:.0f} s")
