"""The roster file: CSV in, rows out, or every error by row and column. Pure: it knows no database.

Columns: `employee_id`, `email` and `group` (or `unit`), a path as "Operations / Warehouse"; optional `name`, `leads`
(yes or no) and `language` (a code of settings.LANGUAGES, or empty). Commas or semicolons separate them; UTF-8 with or
without a byte order mark.
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crypto.refusal import Refusal

from .fields import FieldError, read_email, read_flag, read_language, read_name, read_number, read_path

LARGEST = 20_000_000  # bytes
MOST_ROWS = 250_000
REQUIRED = ("employee_id", "email", "group")
SYNONYMS = {"unit": "group"}
COLUMNS: dict[str, Callable[[str], Any]] = {
    "employee_id": read_number,
    "email": read_email,
    "group": read_path,
    "name": read_name,
    "leads": read_flag,
    "language": read_language,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One employee as the file has it. None: the file has no such column, and what is known stays."""

    row: int  # as a spreadsheet numbers it: the header is row 1
    number: str
    email: str
    group: tuple[str, ...]  # names from the top down, the organisation itself left out or in
    name: str | None
    leads: bool | None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class RosterError:
    """What is wrong where, and what to do about it."""

    row: int | None
    column: str | None
    sentence: str

    def __str__(self) -> str:
        where = [f"row {self.row}" if self.row else "", f"column {self.column}" if self.column else ""]
        return ", ".join(part for part in where if part) + (": " if any(where) else "") + self.sentence


class RosterRefused(Refusal):
    """The roster was not taken, and nothing changed. `errors` says why, in the order of the file."""

    def __init__(self, errors: list[RosterError]) -> None:
        sentence = ngettext(
            "the roster has %(number)s error; nothing was changed",
            "the roster has %(number)s errors; nothing was changed",
            len(errors),
        )
        super().__init__(sentence % {"number": len(errors)})
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Roster:
    """All rows of a file without an error, and how the file was read."""

    rows: tuple[Row, ...]
    delimiter: str
    ignored: tuple[str, ...]  # columns nothing is taken from


@dataclass(slots=True)
class _Reading:
    """What has been seen so far, so that nothing stands twice and all errors are told at once."""

    rows: list[Row] = field(default_factory=list)
    errors: list[RosterError] = field(default_factory=list)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    spelling: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)


def read_roster(data: bytes) -> Roster:
    """The rows of a CSV file of at most 20 MB and 250,000 rows. Raises RosterRefused with every error."""
    text = _decode(data)
    delimiter = _delimiter(text)
    records = _records(text, delimiter)
    header = next(records, (1, []))[1]
    places, ignored = _places(header)
    reading = _Reading()
    for row, cells in records:
        _take(reading, row, cells, places, width=len(header))
    if not reading.rows and not reading.errors:
        raise _refused(_("the file holds no employee; add a row for each below the header"))
    if reading.errors:
        raise RosterRefused(reading.errors)
    return Roster(tuple(reading.rows), delimiter, ignored)


def _refused(sentence: str, *, row: int | None = None, column: str | None = None) -> RosterRefused:
    return RosterRefused([RosterError(row, column, sentence)])


def _decode(data: bytes) -> str:
    if len(data) > LARGEST:
        sentence = _("the file is larger than %(most)s MB; leave out columns that are not needed")
        raise _refused(sentence % {"most": LARGEST // 1_000_000})
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(_("the file is in UTF-16; save it as “CSV UTF-8”"))
    if b"\x00" in data:
        sentence = _("there is a NUL byte; this is no CSV file, save it as “CSV UTF-8”")
        raise _refused(sentence, row=_row_at(data, b"\x00"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise _refused(_("a letter here is not in UTF-8; save the file as “CSV UTF-8”"), row=row) from error


def _row_at(data: bytes, what: bytes) -> int:
    return data.count(b"\n", 0, data.index(what)) + 1


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    if not text.strip():
        raise _refused(_("the file is empty; its first row names the columns employee_id, email and group"))
    if "\t" in first and "," not in first and ";" not in first:
        raise _refused(_("the columns are separated by tabs; save the file with commas or semicolons"), row=1)
    return ";" if first.count(";") > first.count(",") else ","


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    row = 0
    try:
        for row, cells in enumerate(reader, start=1):
            if row > MOST_ROWS + 1:
                sentence = _("the file has more than %(most)s rows; nothing larger can be taken")
                raise _refused(sentence % {"most": f"{MOST_ROWS:,}"})
            yield row, cells
    except csv.Error as error:
        sentence = _("this row cannot be read (%(why)s); look for a stray quotation mark") % {"why": error}
        raise _refused(sentence, row=row + 1) from error


def _places(header: list[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """The index of each column that is known, and the names of those that are not."""
    places: dict[str, int] = {}
    errors, ignored = [], []
    for index, cell in enumerate(header):
        title = cell.strip()
        name = SYNONYMS.get(title.casefold(), title.casefold())
        if name not in COLUMNS:
            ignored.append(title)
        elif name in places:
            sentence = _("this column stands twice (unit and group are one); leave one out")
            errors.append(RosterError(1, title, sentence))
        places.setdefault(name, index)
    missing = [name for name in REQUIRED if name not in places]
    errors.extend(RosterError(1, name, _("this column is missing; add it to the first row")) for name in missing)
    if errors:
        raise RosterRefused(errors)
    return {name: places[name] for name in COLUMNS if name in places}, tuple(title for title in ignored if title)


def _take(reading: _Reading, row: int, cells: list[str], places: dict[str, int], *, width: int) -> None:
    if not any(cell.strip() for cell in cells):
        return
    before = len(reading.errors)
    if any(cell.strip() for cell in cells[width:]):
        sentence = _("there are %(number)s columns and the header has %(width)s; put quotation marks around the cell")
        sentence %= {"number": len(cells), "width": width}
        reading.errors.append(RosterError(row, None, sentence))
    values = {}
    for column, index in places.items():
        try:
            values[column] = COLUMNS[column](cells[index] if index < len(cells) else "")
        except FieldError as error:
            reading.errors.append(RosterError(row, column, str(error)))
    if len(reading.errors) > before:
        return
    number, email, group = values["employee_id"], values["email"], values["group"]
    taken = Row(row, number, email, group, values.get("name"), values.get("leads"), values.get("language"))
    _once(reading, taken)
    _one_spelling(reading, taken)
    reading.rows.append(taken)


def _once(reading: _Reading, taken: Row) -> None:
    for column, value in (("employee_id", taken.number), ("email", taken.email)):
        first = reading.seen.setdefault((column, value.casefold()), taken.row)
        if first != taken.row:
            sentence = _(
                "%(value)s stands in row %(row)s already; give each employee a row and an address of their own"
            )
            sentence %= {"value": value, "row": first}
            reading.errors.append(RosterError(taken.row, column, sentence))


def _one_spelling(reading: _Reading, taken: Row) -> None:
    for depth in range(1, len(taken.group) + 1):
        path = taken.group[:depth]
        first = reading.spelling.setdefault(tuple(name.casefold() for name in path), path)
        if first != path:
            sentence = _("%(here)s is written %(above)s further up; write it one way")
            sentence %= {"here": " / ".join(path), "above": " / ".join(first)}
            reading.errors.append(RosterError(taken.row, "group", sentence))
            return
