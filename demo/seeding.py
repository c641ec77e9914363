"""The demo's past: two closed waves and an open one, played by the invented town through the moved clock.

Its keepers answer the candles of each wave and its desk books what comes of them, so that both find work to look at.
"""

import hashlib
import json
import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from . import cast, keeping, questions, told, town
from .cast import Visit
from .founding import Member, give_role
from .installation import Installation
from .lighting import JUST_LIT
from .person import Person
from .play import ROUTED_AFTER, Play, Reply

VERSION = 6  # of the past that is played; goes up when another one is
LASTS = timedelta(days=7)
CLOSED = (timedelta(days=70), timedelta(days=35))  # how long ago the closed waves opened
AWAY = (timedelta(days=-50), timedelta(days=6))  # from today: when those rest to whom a candle of theirs led
OPEN = timedelta(days=2)
EARLIER = timedelta(hours=1)  # before the first opening, the town is founded
LIGHTS, LIGHTS_AT_LEAST = 0.05, 7  # of all who answer, and people
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
        give_role(installation, Member(visit.email, visit.secret), visit.role)

    installation.two_at_once(give, cast.with_roles(people))


@dataclass(frozen=True)
class Past:
    """Who has answered the open wave, and candle keys that a visitor may try."""

    answered: list[str]
    keys: list[cast.Key]


def live_through(play: Play, people: list[town.Resident], *, say: Callable[[str], None]) -> Past:
    """The founding, both closed waves, then the open one; the clock ends at the real time."""
    acting, now = _acting(people), datetime.now(UTC).replace(microsecond=0)
    started = time.monotonic()
    if acting:
        play.make_keepers_key(acting.keepers, passphrase=cast.PASSPHRASE)
    say(f"the keepers' key: {_since(started)}")
    for number, ago in enumerate(CLOSED, start=1):
        started = time.monotonic()
        sent = _closed(play, people, acting, number=number, opens=now - ago, away=now.date() + AWAY[number - 1])
        say(f"wave {number}, {ago.days} days ago: {len(sent)} answered, {_since(started)}")
    started = time.monotonic()
    links = _open(play, people, now - OPEN)
    replies, lit = _replies(people, len(CLOSED) + 1, share=SO_FAR, lights=bool(acting))
    sent = play.answer(links, replies.get)
    walked_in = keeping.walk_in(play) if acting else b""
    play.clock.move_to(now - OPEN + timedelta(days=1))
    keys = keeping.stir(play, acting, sent, lit, walked_in=walked_in)
    play.clock.reset()
    say(f"wave {len(CLOSED) + 1}, open now: {len(sent)} answered so far, {_since(started)}")
    return Past(list(sent), keys)


def _closed(
    play: Play, people: list[town.Resident], acting: keeping.Acting, *, number: int, opens: datetime, away: date
) -> dict[str, Person]:
    """A wave from its opening to the last candle put out; everybody who answered."""
    links = _open(play, people, opens)
    replies, lit = _replies(people, number, share=1.0, lights=bool(acting))
    sent = play.answer(links, replies.get)
    notice = next(iter(sent.values())).notice
    play.clock.move_to(opens + LASTS + GRACE)
    play.report(notice)
    play.clock.move_to(opens + LASTS + ROUTED_AFTER)
    keeping.settle(play, acting, sent, lit, away=away)
    return sent


def _acting(people: list[town.Resident]) -> keeping.Acting:
    roles = [(visit.role, Member(visit.email, visit.secret)) for visit in cast.with_roles(people)]
    keepers = [member for role, member in roles if role == "keeper"]
    return keeping.Acting(keepers, next((member for role, member in roles if role == "desk"), None))


def _open(play: Play, people: list[town.Resident], opens: datetime) -> dict[str, str]:
    play.open_wave(questionnaire=questions.QUESTIONNAIRE["name"], opens=opens, closes=opens + LASTS)
    return play.letters(expected=len(people))


def _replies(
    people: list[town.Resident], number: int, *, share: float, lights: bool
) -> tuple[dict[str, Reply], list[str]]:
    """What everybody sends who answers the wave of this number, and the addresses of those who light a candle."""
    chances = {person.email: random.Random(f"{person.email} {number}") for person in people}
    coming = [person for person in people if chances[person.email].random() < person.diligence * share]
    by_lot = sorted(coming, key=lambda person: hashlib.sha256(f"{person.email} candle {number}".encode()).digest())
    most = max(LIGHTS_AT_LEAST, round(LIGHTS * len(coming))) if lights else 0
    places = {person.email: place for place, person in enumerate(by_lot[:most])}
    replies = {}
    for person in coming:
        chance, place = chances[person.email], places.get(person.email)
        answers = questions.answers_of(person, wave=number, chance=chance)
        need = JUST_LIT if place is None else told.need_of(place, person.language)
        labelled = chance.random() > 0.02
        replies[person.email] = Reply(answers, lit=place is not None, labelled=labelled, need=need)
    return replies, list(places)


def _since(started: float) -> str:
    return f"{time.monotonic() - started:.0f} s"
