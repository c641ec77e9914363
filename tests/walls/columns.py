"""What the columns about answers, candles and invitations may hold; each stands in test_columns.py."""

import re

# No times finer than a day, no addresses, no sequences, no free-form columns. A count (PositiveIntegerField) must
# say in its declaration what it counts; one alone counts hours, an open candle's (rule 3).
KINDS = {"UUIDField", "BinaryField", "CharField", "DateField", "BooleanField", "PositiveIntegerField"}
_LINK = re.compile(r"(?:ForeignKey|OneToOneField) to (\w+)")


def undeclared(columns: dict[str, str], declared: dict[str, str]) -> list[str]:
    """Columns that are there and not declared, or declared and not there."""
    faults = [f"{name} ({kind}) is not declared" for name, kind in columns.items() if name not in declared]
    return faults + [f"{name} is declared and not there" for name in declared if name not in columns]


def unfit(columns: dict[str, str], *, targets: set[str]) -> list[str]:
    """Columns of a kind that no such column may have; links may go to the tables `targets` alone."""
    faults = []
    for name, kind in columns.items():
        link = _LINK.fullmatch(kind)
        fits = link.group(1) in targets if link else kind in KINDS
        if not fits:
            faults.append(f"{name} may not be a {kind}")
    return faults


def of_tables(columns: dict[str, str], tables: set[str]) -> dict[str, str]:
    """The columns of these tables."""
    return {name: kind for name, kind in columns.items() if name.split(".")[0] in tables}


def tables_of(columns: dict[str, str]) -> set[str]:
    return {name.split(".")[0] for name in columns}


def bound_to(columns: dict[str, str], start: str) -> set[str]:
    """`start` and every table with a row of which one can come to a row of `start` by links."""
    found = {start}
    while True:
        more = {
            name.split(".")[0]
            for name, kind in columns.items()
            if (link := _LINK.fullmatch(kind)) and link.group(1) in found
        } - found
        if not more:
            return found
        found |= more
