"""The invented town of the demo: people, groups, leaders and languages of Lantern & Tide.

Nobody here exists. The same seed gives the same town.
"""

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass

NAME = "Lantern & Tide"
DOMAIN = "lantern.example"
LANGUAGES = {"en": 0.78, "de": 0.15, "ar": 0.07}  # what people read, and how many of them
OFFICE = "Office / People"  # all of them read English, as whoever leads a group: visitors look at their pages

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


@dataclass(frozen=True)
class Resident:
    """One invented employee."""

    number: str
    name: str
    email: str
    group: str
    leads: bool
    language: str
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
            language = "en" if place == 0 or group == OFFICE else _language(f"{seed} {number}")
            found.append(Resident(number, f"{given} {family}", email, group, place == 0, language, diligence, ease))
    return found


def roster(people: list[Resident]) -> str:
    """The CSV that import_roster reads."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["employee_id", "email", "name", "group", "leads", "language"])
    for person in people:
        leads = "yes" if person.leads else "no"
        writer.writerow([person.number, person.email, person.name, person.group, leads, person.language])
    return text.getvalue()


def _language(seed: str) -> str:
    return random.Random(f"language {seed}").choices(list(LANGUAGES), weights=list(LANGUAGES.values()))[0]


def _names(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Every pair of a given and a family name once, shuffled."""
    pairs = [(given, family) for given in GIVEN.split() for family in FAMILY.split()]
    chance.shuffle(pairs)
    yield from pairs
