"""The invented town of the demo: people, groups and leaders of Lantern & Tide, its questions, and how it answers.

Nobody here exists. The same seed gives the same town.
"""

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

NAME = "Lantern & Tide"
DOMAIN = "lantern.example"

# (group, people, how often they answer, how they feel: 0 worn out to 1 at ease). Some groups are too small to show.
GROUPS = (
    ("Ferries", 3, 0.9, 0.5),
    ("Ferries / North line / Deck", 18, 0.7, 0.35),
    ("Ferries / North line / Engine room", 9, 0.6, 0.3),
    ("Ferries / South line / Deck", 16, 0.75, 0.5),
    ("Ferries / South line / Engine room", 8, 0.5, 0.45),
    ("Ferries / Harbour desk", 14, 0.85, 0.55),
    ("Ferries / Timetables", 7, 0.9, 0.6),
    ("Lighthouses", 2, 1.0, 0.6),
    ("Lighthouses / Keepers / East coast", 15, 0.8, 0.7),
    ("Lighthouses / Keepers / West coast", 13, 0.6, 0.75),
    ("Lighthouses / Lamps and lenses", 11, 0.7, 0.65),
    ("Workshop", 2, 1.0, 0.5),
    ("Workshop / Boatyard / Hulls", 17, 0.65, 0.5),
    ("Workshop / Boatyard / Sails", 10, 0.8, 0.6),
    ("Workshop / Paint", 12, 0.55, 0.4),
    ("Kitchen", 1, 1.0, 0.4),
    ("Kitchen / Canteen", 14, 0.7, 0.3),
    ("Kitchen / Bakery", 8, 0.6, 0.45),
    ("Office", 3, 0.9, 0.6),
    ("Office / People", 6, 1.0, 0.6),
    ("Office / Books", 12, 0.85, 0.55),
    ("Office / Tickets / Telephone", 16, 0.75, 0.25),
    ("Office / Tickets / Counter", 13, 0.8, 0.4),
    ("Office / Computers", 10, 0.7, 0.65),
)

GIVEN = (
    "Ada Anouk Bela Bruna Casimir Dilan Edda Elif Enno Fenja Filipa Florin Gesa Hanno Ilka Imre Ines Ivo Jannis "
    "Jorun Kaja Kasimir Lale Leif Levke Lioba Malin Marek Merle Mika Nela Niklas Oda Ole Onur Paola Pelle Rabea "
    "Ronja Selim Sina Sunniva Tamsin Thore Tilda Ulla Vanja Wiebke Yara Zoltan"
)
FAMILY = (
    "Ahlers Barkhorn Brandung Bruun Castellan Dahlhoff Deichmann Ebbing Fahrenholt Feuerstein Flut Gezeiten Grodden "
    "Halligan Hansson Holm Iversdal Jollen Kaiser-Boje Kielwasser Klabauter Lampert Leuchter Lindquist Lotse Marsch "
    "Moewe Nordlicht Oland Petersand Priel Quast Reethmann Riff Saltzmann Sandvik Seegras Siel Sturmhut Takel Tang "
    "Tiden Ufermann Vlie Warft Watten Wellbrock Windsor-Lee Zander Zingst"
)

QUESTIONNAIRE: dict[str, Any] = {
    "name": "How we are",
    "languages": ["en", "de"],
    "questions": [
        {
            "key": "rest", "kind": "scale", "good": "high", "points": 5,
            "text": {"en": "After my days off I come back rested.",
                     "de": "Nach meinen freien Tagen komme ich erholt zurück."},
            "low": {"en": "never", "de": "nie"}, "high": {"en": "always", "de": "immer"},
        },
        {
            "key": "load", "kind": "scale", "good": "high", "points": 5,
            "text": {"en": "My work fits into my working hours.", "de": "Meine Arbeit passt in meine Arbeitszeit."},
            "low": {"en": "never", "de": "nie"}, "high": {"en": "always", "de": "immer"},
        },
        {
            "key": "help", "kind": "scale", "good": "high", "points": 5,
            "text": {"en": "When it gets too much, somebody lends me a hand.",
                     "de": "Wenn es zu viel wird, packt jemand mit an."},
            "low": {"en": "not at all", "de": "gar nicht"}, "high": {"en": "entirely", "de": "völlig"},
        },
        {
            "key": "drain", "kind": "choice",
            "text": {"en": "What took the most strength in the last weeks?",
                     "de": "Was hat in den letzten Wochen am meisten Kraft gekostet?"},
            "options": [
                {"text": {"en": "the pace", "de": "das Tempo"}},
                {"text": {"en": "the mood around me", "de": "die Stimmung um mich herum"}},
                {"text": {"en": "things that do not work", "de": "Dinge, die nicht funktionieren"}},
                {"text": {"en": "worries from outside", "de": "Sorgen von außerhalb"}},
                {"text": {"en": "nothing in particular", "de": "nichts Besonderes"}},
            ],
        },
        {
            "key": "friend", "kind": "recommend",
            "text": {"en": "Would you tell a good friend to come and work here?",
                     "de": "Würden Sie einem guten Freund raten, hier anzufangen?"},
        },
    ],
}  # fmt: skip


@dataclass(frozen=True)
class Resident:
    """One invented employee."""

    number: str
    name: str
    email: str
    group: str
    leads: bool
    diligence: float
    ease: float


def residents(most: int | None = None, *, seed: int = 1) -> list[Resident]:
    """The town, about 240 people; only its first groups, up to `most` people, when that is given."""
    names = _names(random.Random(seed))
    found: list[Resident] = []
    for group, size, diligence, ease in GROUPS:
        if most is not None and len(found) + size > most:
            break
        for place in range(size):
            given, family = next(names)
            email = f"{given}.{family}@{DOMAIN}".lower()
            number = f"LT{len(found) + 1:04}"
            found.append(Resident(number, f"{given} {family}", email, group, place == 0, diligence, ease))
    return found


def roster(people: list[Resident]) -> str:
    """The CSV that import_roster reads."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["employee_id", "email", "name", "group", "leads"])
    for person in people:
        writer.writerow([person.number, person.email, person.name, person.group, "yes" if person.leads else "no"])
    return text.getvalue()


def answers_of(person: Resident, *, wave: int, chance: random.Random) -> dict[str, Any]:
    """What this person says in the wave of this number; now and then a question is left out."""
    mood = min(1.0, max(0.0, chance.gauss(person.ease + 0.05 * (wave - 1), 0.22)))
    answers: dict[str, Any] = {
        key: min(5, max(1, round(chance.gauss(1 + 4 * mood, 0.8)))) for key in ("rest", "load", "help")
    }
    answers["drain"] = chance.choices(range(1, 6), weights=(3 - 2 * mood, 1.5, 1.5, 1, 0.5 + 2 * mood))[0]
    answers["friend"] = min(10, max(0, round(chance.gauss(2 + 8 * mood, 1.5))))
    if chance.random() < 0.06:
        answers.pop(chance.choice(list(answers)))
    return answers


def _names(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Every pair of a given and a family name once, shuffled."""
    pairs = [(given, family) for given in GIVEN.split() for family in FAMILY.split()]
    chance.shuffle(pairs)
    yield from pairs
