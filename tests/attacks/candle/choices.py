"""What each person of the recording chooses: a fair coin for the candle, everything else without looking at it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

NAME = "Coin"
QUESTIONNAIRE = {
    "name": NAME,
    "languages": ["en"],
    "questions": [
        {"key": "rest", "kind": "scale", "good": "high", "points": 5, "text": {"en": "I come back rested."},
         "low": {"en": "never"}, "high": {"en": "always"}},
        {"key": "loud", "kind": "choices", "text": {"en": "What is loud?"},
         "options": [{"text": {"en": "gulls"}}, {"text": {"en": "engines"}}, {"text": {"en": "people"}}]},
        {"key": "friend", "kind": "recommend", "text": {"en": "Would you tell a friend to come?"}},
    ],
}  # fmt: skip
OPTIONS = [5, 3, 11]  # of each question
THINKING = (0.3, 0.9)  # seconds between the last choice and Send


@dataclass(frozen=True, slots=True)
class Choices:
    """One person: `options` are pairs of a question's place and an option's place, `urgency` and `rota` are places."""

    link: str
    lit: bool
    options: tuple[tuple[int, int], ...]
    labelled: bool
    urgency: int | None
    rota: int | None
    thinking: float


def choose(links: Sequence[str], *, seed: int) -> list[Choices]:
    """Everybody's choices, in random order. Urgency and rota are drawn for all and given by those who tick."""
    chance = Random(seed)
    people = [_one(link, chance) for link in sorted(links)]
    chance.shuffle(people)
    return people


def _one(link: str, chance: Random) -> Choices:
    lit = chance.random() < 0.5
    options = tuple((at, chance.randrange(count)) for at, count in enumerate(OPTIONS) if chance.random() < 0.8)
    labelled = chance.random() < 0.8
    urgency, rota = chance.choice([None, 0, 1, 2]), chance.choice([None, 0, 1])
    return Choices(link, lit, options, labelled, urgency, rota, chance.uniform(*THINKING))


def roster(people: int) -> str:
    """The CSV that import_roster reads: everybody in one of three groups."""
    lines = ["employee_id,email,group,leads"]
    lines += [f"C{i},coin.{i}@example.org,{('Harbour', 'Kitchen', 'Loft')[i % 3]},no" for i in range(people)]
    return "\n".join(lines) + "\n"


def invite(sides, *, people: int, opens: datetime) -> dict[str, str]:
    """So many more are on the roster; a wave of a week opens for everybody. The new ones' links by address."""
    folder = sides.installation.folder
    (folder / "coin.csv").write_text(roster(people))
    (folder / "coin.json").write_text(json.dumps(QUESTIONNAIRE))
    sides.installation.manage("named", "import_roster", str(folder / "coin.csv"), "--apply")
    sides.installation.manage("named", "import_questionnaire", str(folder / "coin.json"))
    sides.play.open_wave(questionnaire=NAME, opens=opens, closes=opens + timedelta(days=7))
    links = sides.play.letters(expected=people)
    return {to: link for to, link in links.items() if to.startswith("coin.")}
