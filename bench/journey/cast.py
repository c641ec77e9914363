"""Who works where, what everybody answers, who lights a candle and what they do with it: the same in each round."""

import csv
import random
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from .. import dataset
from ..dataset import Dataset

SEED = 1
# People of each unit, the first of whom leads them. No two are as many, so that every round publishes the same cohorts.
UNITS = (12, 14, 16, 18)
ITEMS = ("REST", "PACE", "HELP")


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part. Those who light a candle keep what they are offered, take of it, or withdraw, or both."""

    address: str
    leader: str  # "" for who leads
    lit: bool = False
    takes: bool = False
    withdraws: bool = False
    own: int = 0  # entitlements of theirs that they redeem
    cancels: bool = False  # the first request, and asks for other days
    today: bool = False  # waits for no batch
    choice: int = 0  # which of the offers, counted round
    is_declined: bool = False  # by the desk, whatever they ask for


def write(folder: Path, *, people: int) -> tuple[Path, Dataset]:
    """The roster as the named side imports it, and what its people answer."""
    roster, answers = folder / "journey.csv", folder / "journey-answers.csv"
    chance = random.Random(SEED)
    with roster.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["employee_id", "email", "unit", "leads"])
        rows.writerows([f"j{n:03}", _address(n), f"Pier {_unit(n)}", _leads(n)] for n in range(people))
    with answers.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["employee_id", *ITEMS])
        rows.writerows([f"j{n:03}", *(chance.randint(1, 5) for _ in ITEMS)] for n in range(people))
    return roster, dataset.read(roster, answers)


def parts(*, people: int, ticked: int) -> list[Part]:
    """Everybody's part, in the order of the roster."""
    lit = sorted(random.Random(SEED).sample(range(people), ticked))
    return [_lit(n, lit.index(n)) if n in lit else _unlit(n) for n in range(people)]


def _lit(n: int, place: int) -> Part:
    """Of five three take a break and use it, one withdraws having taken one, one withdraws or leaves it at that."""
    last = place % 5 == 4
    return Part(
        _address(n), _leader(n), lit=True, takes=not last, withdraws=place % 5 == 3 or place % 10 == 4,
        own=int(place % 4 == 1), cancels=place % 3 == 0, today=place % 4 == 2, choice=place,
        is_declined=n % 5 == 3,
    )  # fmt: skip


def _unlit(n: int) -> Part:
    """Every third rests as well, on what everybody holds."""
    return Part(
        _address(n), _leader(n), own=(0, 0, 1, 0, 0, 2)[n % 6], cancels=n % 9 == 2, today=n % 4 == 1,
        is_declined=n % 5 == 3,
    )  # fmt: skip


def _address(n: int) -> str:
    return f"j{n:03}@journey.example.org"


def _leads(n: int) -> str:
    return "no" if _leader(n) else "yes"


def _leader(n: int) -> str:
    first = _firsts()[_unit(n)]
    return _address(first) if n > first else ""


def _unit(n: int) -> int:
    """Whoever is more than all units together is of the last one."""
    return sum(first <= n for first in _firsts()) - 1


def _firsts() -> list[int]:
    """Who leads each unit."""
    return [0, *accumulate(UNITS[:-1])]
