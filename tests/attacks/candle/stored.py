"""Which rows a submission wrote on either side, and what of them may not differ: tables, sizes, plain values."""

import json
import re
import uuid
from base64 import b64decode
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from psycopg import sql

from .recorder import Submission, invitation, posted

TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
_RANDOM = re.compile(r"[0-9a-f]{32,}|[A-Za-z0-9+/_=-]{40,}")

Row = tuple[Any, ...]
Stored = dict[str, list[Row]]  # by table
Written = dict[str, tuple[tuple[str, ...], ...]]  # by table, the rows; of each, its columns


def look(database: str) -> Stored:
    """All rows of all tables."""
    with psycopg.connect(database) as connection:
        tables = [name for (name,) in connection.execute(TABLES)]
        return {
            table: [
                tuple(map(_plain, row))
                for row in connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table)))
            ]
            for table in tables
        }


def new(before: Stored, after: Stored) -> Stored:
    """The rows that were not there before, or not so."""
    return {table: list((Counter(rows) - Counter(before.get(table, []))).elements()) for table, rows in after.items()}


def attribute(
    submissions: Sequence[Submission], rows: Mapping[str, Stored], employees: Mapping[bytes, bytes]
) -> tuple[list[Written], set[str]]:
    """For each submission the new `rows` (by side) that are its own, and the tables with new rows of nobody.

    A row is somebody's when it holds the id of their invitation or of their employee (`employees`, by invitation), the
    serial of a pass that they spent, or their sealed flag.
    """
    owners: dict[bytes, int] = {}
    for at, submission in enumerate(submissions):
        owners |= dict.fromkeys([*_own(submission), employees[invitation(submission)]], at)
    found: list[dict[str, list[tuple[str, ...]]]] = [defaultdict(list) for _ in submissions]
    nobodys = set()
    for side, tables in rows.items():
        for table, name in ((table, f"{side} {table}") for table in tables):
            for row in tables[table]:
                owner = next((owners[cell] for cell in row if isinstance(cell, bytes) and cell in owners), None)
                if owner is None:
                    nobodys.add(name)
                else:
                    found[owner][name].append(tuple(map(_weight, row)))
    return [{table: tuple(sorted(rows)) for table, rows in one.items()} for one in found], nobodys


def employees(database: str) -> dict[bytes, bytes]:
    """Whose invitation is whose: employee's id by invitation's id, of the named side."""
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT id, employee_id FROM campaigns_invitation").fetchall()
    return {invited.bytes: employee.bytes for invited, employee in rows if employee}


def _own(submission: Submission) -> list[bytes]:
    """By what its rows are known."""
    ballots, flags = posted(submission, "nameless /ballots/"), posted(submission, "nameless /flags/")
    serials = [body[2:34] for body in ballots + flags] + [body[-9328:] for body in flags]
    for body in posted(submission, "nameless /exchanges/"):
        serials += [b64decode(one["pass"])[2:34] for one in json.loads(body)["exchanges"]]
    return [invitation(submission), *serials]


def _plain(value: Any) -> Any:
    if isinstance(value, uuid.UUID):
        return value.bytes
    if isinstance(value, memoryview):
        return bytes(value)
    return json.dumps(value, sort_keys=True) if isinstance(value, dict | list) else value


def _weight(value: Any) -> str:
    """What may not differ: of random bytes and ids their size, of everything else the value itself."""
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, str) and _RANDOM.fullmatch(value):
        return f"{len(value)} characters"
    return repr(value)
