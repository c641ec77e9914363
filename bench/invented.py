"""An invented organisation with invented answers, written as the two files that `bench.dataset` reads."""

import csv
import random
from pathlib import Path

PEOPLE, UNITS, ITEMS = 2042, 49, 19
SCALE = (1, 2, 3, 4, 5)
UNANSWERED = 0.02
SMALLEST = 10  # people in a unit


def write(
    folder: Path, *, people: int = PEOPLE, units: int = UNITS, items: int = ITEMS, seed: int = 1
) -> tuple[Path, Path]:
    """Roster and answers, the same bytes for the same seed. Units differ in size and in mood."""
    chance = random.Random(seed)
    roster, answers = folder / "roster.csv", folder / "answers.csv"
    places = _places(chance, people, units)
    moods = [chance.gauss(3.2, 0.5) for _ in range(units)]
    with roster.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["employee_id", "email", "unit"])
        rows.writerows(
            [f"i{n:05}", f"i{n:05}@invented.example.org", f"Unit {unit:02}"] for n, unit in enumerate(places)
        )
    with answers.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["employee_id", *(f"ITEM{n:02}" for n in range(items))])
        rows.writerows([f"i{n:05}", *_sheet(chance, moods[unit], items)] for n, unit in enumerate(places))
    return roster, answers


def _places(chance: random.Random, people: int, units: int) -> list[int]:
    """The unit of each person: some units small, some ten times larger."""
    weights = [chance.lognormvariate(0, 0.6) for _ in range(units)]
    smallest = min(SMALLEST, people // units)
    rest = chance.choices(range(units), weights, k=people - smallest * units)
    return sorted(list(range(units)) * smallest + rest)


def _sheet(chance: random.Random, mood: float, items: int) -> list[int | str]:
    """One person's answers: their unit's mood, their own, and each item's."""
    own = mood + chance.gauss(0, 0.6)
    answers = [min(SCALE[-1], max(SCALE[0], round(own + chance.gauss(0, 0.8)))) for _ in range(items)]
    return ["" if chance.random() < UNANSWERED else answer for answer in answers]
