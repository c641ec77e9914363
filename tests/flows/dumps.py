"""Everything a thief of a database or of the logs would hold, as bytes to search in."""

import base64
import uuid

import psycopg
from psycopg import sql

TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"


def values(database: str) -> dict[str, list[bytes]]:
    """By table, every value of every row as bytes; a UUID as its sixteen."""
    with psycopg.connect(database) as connection:
        tables = [name for (name,) in connection.execute(TABLES)]
        return {table: _cells(connection, table) for table in tables}


def spellings(secret: bytes) -> set[bytes]:
    """The ways in which somebody may have written `secret` down."""
    standard, urlsafe = base64.b64encode(secret), base64.urlsafe_b64encode(secret)
    hexadecimal = secret.hex().encode()
    found = {secret, hexadecimal, hexadecimal.upper(), standard.rstrip(b"="), urlsafe.rstrip(b"=")}
    return found | ({str(uuid.UUID(bytes=secret)).encode()} if len(secret) == 16 else set())


def found_in(haystack: bytes, secrets: set[bytes]) -> set[bytes]:
    """Those of `secrets` that stand in the haystack in any spelling."""
    return {secret for secret in secrets if any(spelling in haystack for spelling in spellings(secret))}


def _cells(connection, table):
    rows = connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table)))
    return [_raw(value) for row in rows for value in row if value is not None]


def _raw(value):
    if isinstance(value, uuid.UUID):
        return value.bytes
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
