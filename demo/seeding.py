"""The demo's past: two closed waves and an open one, played by the invented town through the moved clock."""

import hashlib
import json
import random
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from . import cast, questions, town
from .cast import Visit
from .installation import Installation
from .play import ROUTED_AFTER, Play, Reply

VERSION = 5  # of the past that is played; goes up when another one is
LASTS = timedelta(days=7)
CLOSED = (timedelta(days=70), timedelta(days=35))  # how long ago the closed waves opened
OPEN = timedelta(days=2)
EARLIER = timedelta(hours=1)  # before the first opening, the town is founded
LIGHTS = 0.05  # of all who answer
SO_FAR = 0.4  # of those who will answer the open wave, these have already
GRACE = timedelta(hours=7)  # a wave's own six, and one more


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
        installation.manage("named", "give_role", visit.email, visit.role)
        installation.manage("named", "set_second_factor", visit.email, "--totp", visit.secret)

    installation.two_at_once(give, cast.with_roles(people))


def live_through(play: Play, people: list[town.Resident], *, say: Callable[[str], None]) -> list[str]:
    """Both closed waves, then the open one, and who has answered that; the clock ends at the real time."""
    now = datetime.now(UTC).replace(microsecond=0)
    for number, ago in enumerate(CLOSED, start=1):
        started = time.monotonic()
        opens = now - ago
        links = _open(play, people, opens)
        sent = play.answer(links, _replies(people, number, share=1.0))
        notice = next(iter(sent.values())).notice
        play.clock.move_to(opens + LASTS + GRACE)
        play.report(notice)
        play.clock.move_to(opens + LASTS + ROUTED_AFTER)
        say(f"wave {number}, {ago.days} days ago: {len(sent)} answered, {_since(started)}")
    started = time.monotonic()
    links = _open(play, people, now - OPEN)
    sent = play.answer(links, _replies(people, len(CLOSED) + 1, share=SO_FAR))
    play.clock.reset()
    say(f"wave {len(CLOSED) + 1}, open now: {len(sent)} answered so far, {_since(started)}")
    return list(sent)


def _open(play: Play, people: list[town.Resident], opens: datetime) -> dict[str, str]:
    play.open_wave(questionnaire=questions.QUESTIONNAIRE["name"], opens=opens, closes=opens + LASTS)
    return play.letters(expected=len(people))


def _replies(people: list[town.Resident], number: int, *, share: float) -> Callable[[str], Reply | None]:
    by_address = {person.email: person for person in people}

    def reply(address: str) -> Reply | None:
        person = by_address[address]
        chance = random.Random(f"{address} {number}")
        if chance.random() >= person.diligence * share:
            return None
        answers = questions.answers_of(person, wave=number, chance=chance)
        return Reply(answers, lit=chance.random() < LIGHTS, labelled=chance.random() > 0.02)

    return reply


def _since(started: float) -> str:
    return f"{time.monotonic() - started:.0f} s"
